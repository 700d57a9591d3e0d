"""Boards are asked about the same school days as the pages."""

from tests.flows.pages.conftest import see, term

__all__ = ["see", "term"]
