"""For each pupil with a measure, pupils without it whose absence had gone the same way until then. Pure.

Alike is: the same owner, school year, level and kind of programme, seen from the same day; near each other in each quarter
of the window before, and in the school year before that. How anybody's absence goes on after the day is never looked at.
Whoever gets the measure later is without it on the day, and is not left out: leaving her out would leave the others as
those who got well by themselves.
"""

from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.histories import Histories
from tettpaa.look_back.effects.spans import Spans, Window, is_reported, is_too_early, length_of, spans_of

NEVER = 32_000  # a day after every school year's last


@dataclass(frozen=True)
class Likeness:
    """How many like pupils each is held beside, and how far apart two may be, in standard deviations of each trait."""

    controls: int
    caliper: float


@dataclass(frozen=True)
class Begun:
    """Measures of some kinds (numbers) that pupils (numbers) began: the first of each kind. Days of the school year, of
    which the day it was decided is never after the day it began.
    """

    kinds: np.ndarray
    pupils: np.ndarray
    decided: np.ndarray
    begins: np.ndarray


@dataclass(frozen=True)
class Usable:
    """Measures whose windows can be told (`spans`, `kinds`), and which of the rest are too early or told too little of."""

    spans: Spans
    kinds: np.ndarray
    places: np.ndarray
    is_too_early: np.ndarray
    is_too_little: np.ndarray


@dataclass(frozen=True)
class Sets:
    """`controls` are pupils like those of `usable`, `of` the place there of the one each is like. Those like nobody have none."""

    controls: Spans
    of: np.ndarray


def usable_of(histories: Histories, begun: Begun, window: Window) -> Usable:
    """Which of the measures have both windows, long enough and registered enough."""
    seen = histories.days_before(begun.pupils, begun.decided)
    goes_on = histories.days_before(begun.pupils, begun.begins)
    after = histories.counts[begun.pupils] - goes_on
    early, length = is_too_early(after, window), length_of(seen, after, window)
    is_told = (length > 0) & is_reported(histories, begun.pupils, seen, goes_on, length, window)
    columns = (column[is_told] for column in (begun.pupils, begun.decided, begun.begins, length))
    spans = spans_of(histories, *columns)
    return Usable(spans, begun.kinds[is_told], np.flatnonzero(is_told), early, ~early & ~is_told)


def match(
    histories: Histories, strata: np.ndarray, begun: Begun, usable: Usable, window: Window, likeness: Likeness
) -> Sets:
    """The sets of like pupils. `strata` is a number for each pupil's level and kind of programme."""
    decided_on = _decided_on(begun, len(strata))
    members = {stratum: np.flatnonzero(strata == stratum) for stratum in np.unique(strata[usable.spans.pupils])}
    spreads = {kind: _spread(usable.spans.traits[usable.kinds == kind]) for kind in np.unique(usable.kinds)}
    found: list[Spans] = []
    of: list[np.ndarray] = []
    shared = usable.spans.decided, usable.spans.begins, usable.spans.length, strata[usable.spans.pupils]
    for together in _alike(*shared):
        decided, begins, length, stratum = (int(column[together[0]]) for column in shared)
        pool = _pool(histories, members[stratum], decided, begins, length, window)
        for place in together:
            kind = usable.kinds[place]
            is_without = decided_on[kind][pool.pupils] > decided
            nearest = _nearest(pool, usable.spans, int(place), spreads[kind], is_without, likeness)
            found.append(pool.only(nearest))
            of.append(np.full(len(nearest), place))
    return Sets(_joined(found, usable.spans), np.concatenate([*of, np.zeros(0, np.int64)]).astype(np.int64))


def _decided_on(begun: Begun, pupils: int) -> dict[int, np.ndarray]:
    """Kind → the day it was decided for each pupil."""
    found: dict[int, np.ndarray] = {}
    for kind in np.unique(begun.kinds):
        days = found[kind] = np.full(pupils, NEVER)
        is_kind = begun.kinds == kind
        np.minimum.at(days, begun.pupils[is_kind], begun.decided[is_kind])
    return found


def _spread(traits: np.ndarray) -> np.ndarray:
    """The standard deviation of each trait among those with the measure; where all are the same, one percent."""
    return np.maximum(traits.std(axis=0), 1.0)


def _alike(*columns: np.ndarray) -> list[np.ndarray]:
    """The places of the rows that are the same in every column, together."""
    if not len(columns[0]):
        return []
    order = np.lexsort(columns)
    changes = np.any([column[order][1:] != column[order][:-1] for column in columns], axis=0)
    return np.split(order, np.flatnonzero(changes) + 1)


def _pool(histories: Histories, members: np.ndarray, decided: int, begins: int, length: int, window: Window) -> Spans:
    """Those of a stratum who have windows of that length on the same days, registered enough."""
    seen, goes_on = histories.days_before(members, decided), histories.days_before(members, begins)
    is_there = (seen >= length) & (histories.counts[members] - goes_on >= length)
    members, seen, goes_on = members[is_there], seen[is_there], goes_on[is_there]
    lengths = np.full(len(members), length)
    told = members[is_reported(histories, members, seen, goes_on, lengths, window)]
    columns = (np.full(len(told), value) for value in (decided, begins, length))
    return spans_of(histories, told, *columns)


def _nearest(
    pool: Spans, treated: Spans, place: int, spread: np.ndarray, is_without: np.ndarray, likeness: Likeness
) -> np.ndarray:
    """The places in the pool of the nearest, the nearest first. Of equally near, those whose numbers follow the pupil's own:
    so the same few are not taken for everybody.
    """
    apart = np.abs(pool.traits - treated.traits[place]) / spread
    near = np.flatnonzero(is_without & (apart.max(axis=1, initial=0) <= likeness.caliper))
    distance = (apart[near] ** 2).sum(axis=1)
    follows = (pool.pupils[near] - treated.pupils[place]) % (pool.pupils.max(initial=0) + 1)
    return near[np.lexsort((follows, distance.round(9)))[: likeness.controls]]


def _joined(found: list[Spans], like: Spans) -> Spans:
    parts = [*found, like.only(np.zeros(0, np.int64))]
    return Spans(*(np.concatenate([getattr(part, name) for part in parts]) for name in Spans.__dataclass_fields__))
