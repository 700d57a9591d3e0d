"""docs/reference/settings.md: every setting that the environment may give, from the head of config/settings.py."""

import re

from tettpaa.config import settings
from tettpaa.config.reference.markdown import table

_LINE = re.compile(r"^(TETTPAA_\w+)\s+(.+)$", re.MULTILINE)


def text() -> str:
    """The whole page."""
    head = "# Settings\n\nGiven as environment variables. Everything has a default that runs on one machine.\n\n"
    return head + table(("variable", "meaning"), ((f"`{name}`", meaning) for name, meaning in described()))


def described() -> list[tuple[str, str]]:
    """Each setting and its meaning, in the order of the source."""
    return _LINE.findall(settings.__doc__ or "")
