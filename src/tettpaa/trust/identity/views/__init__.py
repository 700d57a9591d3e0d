"""Signing in and out, showing once more who one is, and what one signs in by."""

from tettpaa.trust.identity.views.sign_in import choose_language

__all__ = ["choose_language"]
