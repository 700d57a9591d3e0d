"""The thresholds of log control, as in force on a day. Pure; rules.toml holds them with their source."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

RULES = ("no_tie", "past_end", "same_surname", "many_an_hour", "off_hours", "refusals")


class LimitsUnknown(LookupError):
    """No version of the thresholds is written down for a day."""


@dataclass(frozen=True)
class Limits:
    """One version: what holds for all alerts, and the figures of each rule by its name."""

    valid_from: dt.date
    source: str
    due_school_days: int
    warn_days: int
    catches_up_days: int
    sample_a_week: int
    of_rule: Mapping[str, Mapping[str, int]]

    def of(self, rule: str, figure: str) -> int:
        return self.of_rule[rule][figure]


@cache
def versions() -> tuple[Limits, ...]:
    """All versions written down, oldest first."""
    told = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))["version"]
    made = [
        Limits(
            row["valid_from"], row["source"], row["due_school_days"], row["warn_days"], row["catches_up_days"],
            row["sample_a_week"], {rule: row[rule] for rule in RULES},
        )
        for row in told
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda version: version.valid_from))


def limits_on(day: dt.date) -> Limits:
    """The thresholds in force on a day; LimitsUnknown before the first."""
    for version in reversed(versions()):
        if version.valid_from <= day:
            return version
    raise LimitsUnknown(day)
