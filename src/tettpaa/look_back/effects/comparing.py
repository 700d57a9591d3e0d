"""What can be said of the measures of one kind in one school year. Pure.

The answer says no more than the design bears: like pupils of the same county, not pupils drawn by lot.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tettpaa.identify.indicators.histories import Histories
from tettpaa.look_back.effects.estimating import Difference, difference, imbalance, weights_of
from tettpaa.look_back.effects.matching import Begun, Likeness, Sets, Usable, match, usable_of
from tettpaa.look_back.effects.spans import QUARTERS, Spans, Window


class Answer(StrEnum):
    """What the comparison says. Whole words for them stand in `words.py`."""

    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"
    NOT_ALIKE = "not_alike"
    LESS = "less"
    MORE = "more"
    NONE_SEEN = "none_seen"


TOLD = (Answer.LESS, Answer.MORE, Answer.NONE_SEEN)


@dataclass(frozen=True)
class GroupRules:
    """The numbers of `[[group]]` and `[[window]]` in `limits.toml`, as in force on a day."""

    window: Window
    likeness: Likeness
    least: int
    matched_percent: int
    imbalance: float
    confidence: float


@dataclass(frozen=True)
class Compared:
    """`begun` pupils began; of them `compared` are held beside `controls` different pupils. A difference where it is told,
    with the mean share of time away in each quarter of the windows, before and after, with the measure and without it.
    """

    answer: Answer
    begun: int
    compared: int = 0
    controls: int = 0
    found: Difference | None = None
    with_it: tuple[float, ...] = ()
    without: tuple[float, ...] = ()


def rules_from(window: dict, group: dict) -> GroupRules:
    """From the rows in force (`limits.limit_on`)."""
    return GroupRules(
        Window(window["least"], window["longest"], window["reported_percent"]),
        Likeness(group["controls"], group["caliper_percent"] / 100),
        group["least"], group["matched_percent"], group["imbalance_percent"] / 100, group["confidence"],
    )  # fmt: skip


class County:
    """An owner's school year with the measures begun in it: matched once, asked for any kind and any set of pupils."""

    def __init__(self, histories: Histories, strata: np.ndarray, begun: Begun, rules: GroupRules) -> None:
        self.histories, self.begun, self.rules = histories, begun, rules
        self.usable: Usable = usable_of(histories, begun, rules.window)
        self.sets: Sets = match(histories, strata, begun, self.usable, rules.window, rules.likeness)

    def compare(self, of: np.ndarray) -> Compared:
        """What can be said of the measures `of` (True for each of `begun` that is asked about)."""
        asked = np.flatnonzero(of[self.usable.places])
        early, begun = int((self.usable.is_too_early & of).sum()), int(of.sum())
        if len(asked) < self.rules.least:
            return Compared(Answer.TOO_EARLY if len(asked) + early >= self.rules.least else Answer.TOO_FEW, begun)
        treated, controls, sets = self._like(asked)
        if len(treated) < max(self.rules.least, len(asked) * self.rules.matched_percent / 100):
            return Compared(Answer.NOT_ALIKE, begun, len(treated))
        weights, others = weights_of(sets, len(treated)), len(np.unique(controls.pupils))
        if others < self.rules.least or imbalance(treated, controls, weights) > self.rules.imbalance:
            return Compared(Answer.NOT_ALIKE, begun, len(treated))
        found = difference(treated, controls, sets, self.rules.confidence)
        return Compared(
            answer_of(found), begun, len(treated), others, found,
            self._course(treated, np.full(len(treated), 1 / len(treated))), self._course(controls, weights),
        )  # fmt: skip

    def _like(self, asked: np.ndarray) -> tuple[Spans, Spans, np.ndarray]:
        """Those asked about who are like somebody, their controls, and which belongs to which."""
        belongs = np.isin(self.sets.of, asked)
        has_like, of = np.unique(self.sets.of[belongs], return_inverse=True)
        return self.usable.spans.only(has_like), self.sets.controls.only(np.flatnonzero(belongs)), of

    def _course(self, spans: Spans, weights: np.ndarray) -> tuple[float, ...]:
        """Percent of the registered time away in each quarter of the window before and of the one after."""
        ends, starts = (self.histories.days_before(spans.pupils, days) for days in (spans.decided, spans.begins))
        length, told = spans.length, []
        for quarter in range(-QUARTERS, QUARTERS):
            begins = ends if quarter < 0 else starts
            first, last = begins + quarter * length // QUARTERS, begins + (quarter + 1) * length // QUARTERS
            shares = self.histories.share(spans.pupils, first, last)
            known = ~np.isnan(shares)
            told.append(float((weights[known] * shares[known]).sum() / weights[known].sum()))
        return tuple(told)


def answer_of(found: Difference) -> Answer:
    """A difference is told only where the whole interval lies on one side of none."""
    if found.high < 0:
        return Answer.LESS
    return Answer.MORE if found.low > 0 else Answer.NONE_SEEN
