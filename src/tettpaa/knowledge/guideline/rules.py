"""The national guideline as data: which recommendations hold on a day. Pure."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


class GuidelineUnknown(LookupError):
    """No version of the guideline is written down for a day."""


@dataclass(frozen=True)
class Recommendation:
    """`strength` is should or may, as the guideline says; the words are ours, in three languages."""

    key: str
    chapter: str
    strength: str
    nb: str
    nn: str
    en: str


@dataclass(frozen=True)
class Guideline:
    """One version, with its source and what is doubtful about it."""

    valid_from: dt.date
    status: str
    source: str
    doubtful: str
    recommendations: tuple[Recommendation, ...]

    def named(self, key: str) -> Recommendation:
        """KeyError where this version has none of that name."""
        return {each.key: each for each in self.recommendations}[key]


def guideline_on(day: dt.date) -> Guideline:
    """The version in force on a day; GuidelineUnknown before the first."""
    found = [version for version in versions() if version.valid_from <= day]
    if not found:
        raise GuidelineUnknown(f"no version of the guideline on {day}")
    return found[-1]


@cache
def versions() -> tuple[Guideline, ...]:
    """Every version, the oldest first."""
    text = files(__package__).joinpath("recommendations.toml").read_text("utf-8")
    told = [
        Guideline(
            row["valid_from"], row["status"], row["source"], row["doubtful"],
            tuple(Recommendation(**each) for each in row["recommendation"]),
        )
        for row in tomllib.loads(text)["version"]
    ]  # fmt: skip
    return tuple(sorted(told, key=lambda version: version.valid_from))
