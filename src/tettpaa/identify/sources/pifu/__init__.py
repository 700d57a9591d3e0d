"""PIFU-IMS SAS 1.3, the Norwegian exchange format."""

from tettpaa.identify.sources.pifu.reading import read

__all__ = ["read"]
