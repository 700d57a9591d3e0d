"""The one exit: numbers of pupils leave to whoever may not see those pupils through here, and no other way."""

from tettpaa.trust.disclosure.proportions import Proportion, interval, proportion
from tettpaa.trust.disclosure.release import HIDDEN, SMALLEST_SHOWN, Hidden, Number, Released, release
from tettpaa.trust.disclosure.table import Key, Table

__all__ = [
    "HIDDEN", "SMALLEST_SHOWN", "Hidden", "Key", "Number", "Proportion", "Released", "Table", "interval", "proportion", "release",
]  # fmt: skip
