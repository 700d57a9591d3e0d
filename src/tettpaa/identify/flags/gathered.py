"""The facts of several flags as one account, each fact once. Pure.

Many rules look at the same absence. A reader wants to know what has happened, not which rules have seen it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tettpaa.identify.indicators.gauges import TREND_DAYS

Fact = dict
TOTALS = {"absence_days": "days", "single_hours": "hours"}
UNDOCUMENTED = {"undocumented_days": "days", "undocumented_hours": "hours"}
TRENDS = {"trend_days": "days", "trend_hours": "hours"}
# Told by naming the subjects, where they are known.
OF_SUBJECTS = (
    "subject_share_max", "subject_hours_left_min", "subjects_over_limit", "subjects_over_discretion",
    "subject_passes_within",
)  # fmt: skip


@dataclass
class Period:
    """What was found from one day on: absence in days and hours, what of it lacks documentation, its trend, the rest.

    `trend_over` is how many school days the trend looks at; `window` is as the rule says it, None for none.
    """

    since: str
    window: dict | None
    totals: dict[str, float] = field(default_factory=dict)
    undocumented: dict[str, float] = field(default_factory=dict)
    trends: dict[str, float] = field(default_factory=dict)
    trend_over: int = TREND_DAYS
    rest: list[Fact] = field(default_factory=list)

    def add(self, fact: Fact) -> None:
        """Put a fact where it belongs; of the same number twice the first, the newest flag's, holds."""
        indicator, value, window = fact["indicator"], fact["value"], fact["window"] or {}
        if indicator in TRENDS:
            self.trends.setdefault(TRENDS[indicator], value)
            self.trend_over = window.get("school_days", TREND_DAYS)
            return
        self.window = self.window or fact["window"]
        if indicator in TOTALS:
            self.totals.setdefault(TOTALS[indicator], value)
        elif indicator in UNDOCUMENTED:
            self.undocumented.setdefault(UNDOCUMENTED[indicator], value)
        elif indicator not in [each["indicator"] for each in self.rest]:
            self.rest.append(fact)

    @property
    def is_all_undocumented(self) -> bool:
        """Nothing of the absence told here is documented."""
        return bool(self.totals) and self.undocumented == self.totals


def periods(facts: Iterable[Fact]) -> list[Period]:
    """Facts that say something, by the days they are about, in the order they come."""
    found: dict[tuple, Period] = {}
    for fact in _each_once([fact for fact in facts if _says_something(fact)]):
        # What is counted without a window stands alone: "borte 4 mandager på rad", "1 fag med IV eller 1".
        key = (fact["from"],) if fact["window"] else (fact["from"], fact["indicator"])
        found.setdefault(key, Period(fact["from"], None)).add(fact)
    return list(found.values())


def _says_something(fact: Fact) -> bool:
    """A value is known, and is not the nought that a rule asked to be passed."""
    value = fact["value"]
    return value is not None and not (value == 0 and fact["comparison"] in ("at_least", "more_than"))


def _each_once(facts: list[Fact]) -> list[Fact]:
    """Without what another fact says: the same number over fewer days says all, and since when."""
    kept: dict[tuple[str, float], Fact] = {}
    for fact in facts:
        held = kept.setdefault((fact["indicator"], fact["value"]), fact)
        if fact["window"] and fact["from"] > held["from"]:
            kept[fact["indicator"], fact["value"]] = fact
    return [fact for fact in facts if kept[fact["indicator"], fact["value"]] is fact]


def subjects_in(flags: Iterable) -> list[dict]:
    """The subjects of all the flags, each as the first of them has it, the nearest to the limit first."""
    found: dict[str, dict] = {}
    for flag in flags:
        for subject in flag.subjects:
            found.setdefault(subject["code"], subject)
    return sorted(found.values(), key=lambda each: (each["left_hours"], each["name"]))
