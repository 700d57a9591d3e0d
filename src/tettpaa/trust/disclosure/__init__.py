"""The one exit: numbers of pupils leave to whoever may not see those pupils through here, and no other way."""

from tettpaa.trust.disclosure.proportions import Proportion, interval, proportion
from tettpaa.trust.disclosure.release import (
    HIDDEN,
    SMALLEST_SHOWN,
    Hidden,
    Number,
    Released,
    added,
    release,
    rounded,
)
from tettpaa.trust.disclosure.table import Key, Table

__all__ = [
    "HIDDEN", "SMALLEST_SHOWN", "Hidden", "Key", "Number", "Proportion", "Released", "Table", "added", "interval",
    "proportion", "release", "rounded",
]  # fmt: skip
