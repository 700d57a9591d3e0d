"""OneRoster CSV, 1.1 and 1.2."""

from tettpaa.identify.sources.oneroster.reading import read

__all__ = ["read"]
