"""The folder everything lies in."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

# Readers of the record tables take these for a pattern, or for an address in code.
_TAKEN_FOR_MORE = frozenset("*?[]{}%#")


def home_from(told: str) -> Path:
    """The home as a whole path. Spaces, quotes and any letters will do, but not what would be read as a pattern."""
    home = Path(told).resolve()
    if found := _TAKEN_FOR_MORE & set(str(home)):
        raise ImproperlyConfigured(f"TETTPAA_HOME: the folder's name may not have {' '.join(sorted(found))} in it")
    return home
