"""Where one pupil stands, by each definition. Pure: the day, the definition and the pupil's path are handed in.

What is not known is unknown. Nobody has left because rows are missing: only where the last thing known says so.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tettpaa.knowledge.leaving.reasons import Ending, ending_of, meaning_of
from tettpaa.look_back.completion.definitions import (
    Codes,
    CohortDefinition,
    LeavingDefinition,
    codes,
    kind_of,
    part_of,
)

APPRENTICE = "apprentice"
LAST_STEPS = ("Vg3", "trade_exam")


class Outcome(StrEnum):
    """SSB's five outcomes of a cohort's pupil, in their order, and ours: unknown."""

    IN_TIME = "in_time"
    LATER = "later"
    STILL = "still"
    TRIED = "tried"
    LEFT = "left"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Where a pupil is on an autumn's counting day."""

    VG1 = "Vg1"
    VG2 = "Vg2"
    VG3 = "Vg3"
    APPRENTICE = APPRENTICE
    PASSED = "passed"
    TRIED = "tried"
    LEFT = "left"
    UNKNOWN = "unknown"


class Stay(StrEnum):
    """How a pupil's school year went, as far as leaving is concerned."""

    STAYED = "stayed"
    LEFT = "left"
    ONWARDS = "onwards"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PupilYear:
    """A pupil at a school in a school year, as counted. None is unknown."""

    school_year: int
    on: dt.date
    school: int
    year_level: str
    programme: str
    is_first_start: bool | None = None
    status: str | None = None
    has_adult_subject: bool | None = None


@dataclass(frozen=True)
class Apprenticeship:
    """A contract; without `ends` it runs."""

    begins: dt.date
    ends: dt.date | None = None
    is_cancelled: bool = False

    def covers(self, day: dt.date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True)
class Completion:
    """How a step ended, with the code B21."""

    on: dt.date
    step: str
    code: str


@dataclass(frozen=True)
class Enrolled:
    """An enrolment with its last day, None for an open one, and its reason for leaving (B06), '' for none."""

    school_year: int
    school: int
    begins: dt.date
    ends: dt.date | None
    reason: str = ""


@dataclass(frozen=True)
class Path:
    """All that is known of one pupil's way, each list in the order of time."""

    years: tuple[PupilYear, ...] = ()
    apprenticeships: tuple[Apprenticeship, ...] = ()
    completions: tuple[Completion, ...] = ()
    enrolments: tuple[Enrolled, ...] = ()


def first_start(path: Path, definition: CohortDefinition) -> PupilYear | None:
    """The pupil year in which somebody of the main population began; None for all others, and where it is not told."""
    begun = next((year for year in path.years if year.is_first_start), None)
    if begun is None or begun.year_level != definition.starts_at or begun.status in definition.left_out:
        return None
    return begun


def outcome(path: Path, start: PupilYear, definition: CohortDefinition) -> Outcome:
    """SSB's outcome when the pupil has been followed to the end: the first that holds, in the order of `Outcome`."""
    kind = kind_of(start.programme, start.school_year)
    if kind is None:
        return Outcome.UNKNOWN
    ends_on = definition.ends_on(start.school_year, kind)
    if passed := passed_before(path, ends_on):
        normal = definition.day_after(start.school_year, definition.normal[passed.step])
        return Outcome.IN_TIME if passed.on < normal else Outcome.LATER
    if active_on(path, ends_on):
        return Outcome.STILL
    if has_tried(path, ends_on):
        return Outcome.TRIED
    return Outcome.LEFT if has_left(path, ends_on) else Outcome.UNKNOWN


def standing(path: Path, day: dt.date) -> Standing:
    """Where a pupil is on a counting day. Passed holds for good; an apprentice counts before a pupil."""
    if passed_before(path, day):
        return Standing.PASSED
    if found := active_on(path, day):
        return Standing(found)
    if has_tried(path, day):
        return Standing.TRIED
    return Standing.LEFT if has_left(path, day) else Standing.UNKNOWN


def stay(path: Path, school_year: int) -> tuple[Stay, dt.date | None]:
    """How a school year went by the enrolments in it, and the day of leaving.

    Whoever is enrolled again later in the year has not left. An end before the year's own without a reason is unknown.
    """
    here = [one for one in path.enrolments if one.school_year == school_year]
    if not here:
        return Stay.UNKNOWN, None
    last = max(here, key=lambda one: (one.ends or dt.date.max, one.begins))
    ending = ending_of(last.ends, last.reason, school_year)
    return (Stay.STAYED, None) if ending is Ending.LASTED else (Stay(ending.value), last.ends)


def is_counted(year: PupilYear, born: dt.date | None, definition: LeavingDefinition) -> bool | None:
    """Whether Udir count the pupil in that school year. None where a missing status leaves it open: the age is unknown."""
    if year.has_adult_subject:
        return False
    if year.status:
        return year.status in definition.counted
    if definition.missing_below is None:
        return True
    return None if born is None else age_on(born, dt.date(year.school_year, 10, 1)) < definition.missing_below


def leaving_part(day: dt.date | None, school_year: int) -> str:
    """The part of the year of a leaving; '' where the day is unknown."""
    return part_of(day, school_year) if day else ""


def passed_before(path: Path, day: dt.date) -> Completion | None:
    """The first passed last step before a day."""
    return next((end for end in _before(path, day) if end.step in LAST_STEPS and end.code in codes().passed), None)


def has_tried(path: Path, day: dt.date) -> bool:
    """Whether a last step was gone through before a day without being passed."""
    return any(end.step in LAST_STEPS and end.code in codes().tried for end in _before(path, day))


def active_on(path: Path, day: dt.date) -> str | None:
    """The year level of a pupil counted in that day's school year, or that of an apprentice; None for neither."""
    if any(contract.covers(day) for contract in path.apprenticeships):
        return APPRENTICE
    found = [year.year_level for year in path.years if year.school_year == day.year]
    return max(found) if found else None


def has_left(path: Path, day: dt.date) -> bool:
    """Whether the last thing known before a day says that the pupil left, and not that somebody went on elsewhere."""
    told = [*_ends(path, codes()), *((year.on, False) for year in path.years)]
    told += [(one.begins, False) for one in path.apprenticeships]
    told += [(one.begins, False) for one in path.enrolments]
    before = [(on, says) for on, says in told if on < day]
    return max(before)[1] if before else False


def age_on(born: dt.date, day: dt.date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _ends(path: Path, known: Codes) -> list[tuple[dt.date, bool]]:
    """Day → whether it says that the pupil left, of everything that ends something."""
    ends = [(end.on, end.code in known.left) for end in path.completions]
    ends += [
        (one.ends, meaning_of(one.reason, one.ends) is Ending.LEFT)
        for one in path.enrolments
        if one.ends and one.reason
    ]
    return ends + [(one.ends, True) for one in path.apprenticeships if one.is_cancelled and one.ends]


def _before(path: Path, day: dt.date) -> list[Completion]:
    return [end for end in path.completions if end.on < day]
