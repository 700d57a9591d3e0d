"""What a replayed rule set comes to: what was caught, what of it was right, how long before, how evenly, how much work.

Pure. Two rule sets are counted in one table, so that what is hidden in one can be found from neither. A flag counts
only if it was raised before the day of the outcome; one raised later says nothing about it, and is neither right nor
wrong. A pupil whose outcome is unknown is counted apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from tettpaa.look_back.replay.outcomes import BREAK, FAILED, NEITHER, UNKNOWN
from tettpaa.look_back.replay.replaying import Replayed
from tettpaa.trust.disclosure import Hidden, Proportion, Released, Table, proportion, release

Number = int | Literal[Hidden.HIDDEN]
Told = Proportion | Literal[Hidden.HIDDEN] | None

FIRST, SECOND = "first", "second"  # the two rule sets
BEFORE, NOT_BEFORE = "before", "not_before"
WORDS = {NEITHER: "neither", BREAK: "break", FAILED: "failed", UNKNOWN: "unknown"}
OUTCOMES = tuple(WORDS.values())
BAD = (WORDS[BREAK], WORDS[FAILED])
KNOWN = (*BAD, WORDS[NEITHER])
EVERYBODY = "everybody"
# What groups are made by: a column of PERSON. '' is not told.
GROUPINGS = ("sex", "area", "level", "school")


@dataclass(frozen=True)
class Lead:
    """Days from the first flag to the outcome, for those who were caught: the middle one, and the middle half."""

    median: float
    low: float
    high: float


@dataclass(frozen=True)
class Measures:
    """One rule set on one group of pupils, as it may be told.

    `caught`: of those who broke off, and of those who did not pass, who were flagged before. `right`: of those flagged
    whose outcome is known, who broke off or did not pass. `unknown`: flagged, and nobody knows what became of them.
    """

    pupils: Number
    flagged: Told
    caught: Mapping[str, Told]
    right: Told
    unknown: Number


def is_before(replayed: Replayed) -> np.ndarray:
    """Who was flagged, and not first on the day of the outcome or later."""
    day = replayed.people["outcome_day"]
    return replayed.is_flagged & ((day < 0) | (replayed.first_day < day))


def table_of(first: Sequence[Replayed], second: Sequence[Replayed], grouping: str = "") -> Table:
    """The same pupils of the same years under two rule sets: group, outcome, flagged before by the one and by the other."""
    groups = np.concatenate([_groups(each, grouping) for each in first])
    outcomes = np.concatenate([each.people["outcome"] for each in first])
    one, other = (np.concatenate([is_before(each) for each in rule_set]) for rule_set in (first, second))
    names, number = np.unique(groups, return_inverse=True)
    cells = np.bincount(((number * 4 + outcomes) * 2 + one) * 2 + other, minlength=len(names) * 16)
    counts: dict[tuple[str, ...], int] = {
        (str(name), WORDS[outcome], _before(a), _before(b)): int(cells[((place * 4 + outcome) * 2 + a) * 2 + b])
        for place, name in enumerate(names) for outcome in WORDS for a in (0, 1) for b in (0, 1)
    }  # fmt: skip
    return Table(("group", "outcome", FIRST, SECOND), counts)


def _groups(replayed: Replayed, grouping: str) -> np.ndarray:
    return replayed.people[grouping].astype(str) if grouping else np.full(len(replayed.people), EVERYBODY)


def _before(flag: int) -> str:
    return BEFORE if flag else NOT_BEFORE


VIEWS = (("group", "outcome", FIRST), ("group", "outcome", SECOND))


def let_out(table: Table, *, is_exact: bool, rounded_to: int) -> Released:
    """What the reader may be told: all of it where the reader may see each of the pupils, else rounded and without small
    numbers.
    """
    return exact(table) if is_exact else release(table, views=VIEWS, rounded_to=rounded_to)


def exact(table: Table) -> Released:
    """Every view with every number, for whoever may see the pupils behind them."""
    places = range(len(table.dimensions))
    views = [axes for size in range(len(places) + 1) for axes in combinations(places, size)]
    return Released(table.dimensions, {
        tuple(table.dimensions[axis] for axis in axes):
            dict(zip(table.keys(axes), table.summed(axes).reshape(-1).tolist(), strict=True))
        for axes in views
    })  # fmt: skip


def measures_of(released: Released, rule_set: str, group: str | None = None) -> Measures:
    """One rule set on one group, or on everybody."""
    within = {} if group is None else {"group": group}

    def number(**values: str | tuple[str, ...]) -> Number:
        return released.number(**within, **values)

    before = {name: number(**{"outcome": name, rule_set: BEFORE}) for name in OUTCOMES}
    right, known = (number(**{"outcome": outcomes, rule_set: BEFORE}) for outcomes in (BAD, KNOWN))
    return Measures(
        pupils=number(),
        flagged=proportion(number(**{rule_set: BEFORE}), number()),
        caught={name: proportion(before[name], number(outcome=name)) for name in ("break", "failed")},
        right=proportion(right, known),
        unknown=before["unknown"],
    )  # fmt: skip


def groups_in(released: Released) -> list[str]:
    return sorted({key[0] for key in released.view("group")})


def lead_of(replayed: Sequence[Replayed], outcome: str) -> Lead | None:
    """How long before the outcome the first flag came; None where nobody was caught. Ask only where it may be told."""
    days = np.concatenate([_lead_days(each, outcome) for each in replayed])
    if not len(days):
        return None
    low, median, high = np.percentile(days, (25, 50, 75))
    return Lead(float(median), float(low), float(high))


def _lead_days(replayed: Replayed, outcome: str) -> np.ndarray:
    caught = is_before(replayed) & (replayed.people["outcome"] == OUTCOMES.index(outcome))
    return replayed.people["outcome_day"][caught] - replayed.first_day[caught]


def failed_subjects(replayed: Sequence[Replayed]) -> tuple[int, int]:
    """Subjects not passed, by pupils who were flagged before and in all; of those who had not broken off."""
    caught = whole = 0
    for each in replayed:
        subjects = np.where(each.people["outcome"] == FAILED, each.people["failed_subjects"], 0)
        caught += int(subjects[is_before(each)].sum())
        whole += int(subjects.sum())
    return caught, whole
