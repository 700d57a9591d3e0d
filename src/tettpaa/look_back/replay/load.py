"""How much work a rule set would have given: pupils with a new flag, each school week, by contact teacher. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.look_back.replay.people import NOBODY
from tettpaa.look_back.replay.replaying import Replayed
from tettpaa.trust.disclosure import Released, Table, release, rounded

# A contact teacher's week by how many pupils with a new flag it had: at least so many, up to the next.
STEPS = (0, 1, 2, 4, 6)


@dataclass(frozen=True)
class Load:
    """`by_teacher[place in teachers, week in weeks]` pupils with a new flag, of one school year; keys and week numbers
    counted from the week with 1 August. `without` are those of pupils who had no contact teacher.
    """

    school_year: int
    teachers: np.ndarray
    weeks: np.ndarray
    by_teacher: np.ndarray
    without: np.ndarray

    @property
    def by_week(self) -> np.ndarray:
        """Everybody's."""
        return self.by_teacher.sum(axis=0) + self.without


def load_of(replayed: Replayed) -> Load:
    """A pupil with several new flags in a week is one."""
    # A teacher of whose pupils none was flagged had quiet weeks all the same.
    teachers, place = np.unique(replayed.people["teacher"], return_inverse=True)
    counts = np.zeros((len(teachers), len(replayed.school_weeks)), np.int64)
    for column, week in enumerate(replayed.school_weeks.tolist()):
        is_raised = replayed.raised_weeks >> np.uint64(week) & np.uint64(1)
        counts[:, column] = np.bincount(place, is_raised, len(teachers))
    is_somebody = teachers != NOBODY
    return Load(
        replayed.school_year, teachers[is_somebody], replayed.school_weeks, counts[is_somebody],
        counts[~is_somebody].sum(axis=0),
    )  # fmt: skip


def mean_a_week(loads: Sequence[Load], rounded_to: int) -> float | None:
    """Pupils with a new flag for a contact teacher in a week, on average; None where there are no contact teachers.

    Their sum is rounded first.
    """
    weeks = sum(load.by_teacher.size for load in loads)
    whole = rounded(sum(int(load.by_teacher.sum()) for load in loads), rounded_to)
    return whole / weeks if weeks else None


def weeks_by_step(loads: Sequence[Load]) -> dict[str, int]:
    """How many of the contact teachers' weeks had 0, 1, 2–3, 4–5 or more pupils with a new flag."""
    counts = np.concatenate([load.by_teacher.ravel() for load in loads]) if loads else np.zeros(0, np.int64)
    step = np.searchsorted(STEPS, counts, side="right") - 1
    found = np.bincount(step, minlength=len(STEPS))
    return {str(least): int(count) for least, count in zip(STEPS, found, strict=True)}


def weeks_let_out(loads: Sequence[Load], rounded_to: int) -> Released:
    """The same for a reader who may not see the pupils: a number of weeks below five is hidden too."""
    table = Table(("least",), {(least,): count for least, count in weeks_by_step(loads).items()})
    return release(table, rounded_to=rounded_to)
