"""Microsoft School Data Sync CSV, v1 (also the UK's), v2 and v2.1."""

from tettpaa.identify.sources.sds.reading import read

__all__ = ["read"]
