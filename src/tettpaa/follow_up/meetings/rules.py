"""When a meeting may be, who may be called to it, and what its minutes must say. Pure; days and instants are handed in."""

import datetime as dt
from dataclasses import dataclass

from tettpaa.kit.clock import OSLO

LONGEST, LONGEST_LINE = 4000, 400
SHORTEST_MEETING, LONGEST_MEETING = 5, 480  # minutes
ADULT = 18
SECOND_HALF = 8  # the school year's first half-year begins 1 August, its second 1 January


def fault_in_line(line: str, longest: int = LONGEST_LINE) -> str:
    """'' where the line says something and is not too long."""
    if not line.strip():
        return "line_missing"
    return "line_too_long" if len(line) > longest else ""


def instants_of(day: dt.date, time: dt.time) -> list[dt.datetime]:
    """Every instant at which Oslo's clocks show this: one; two in the hour that comes twice; none in the one left out."""
    naive = dt.datetime.combine(day, time)
    shown = {naive.replace(tzinfo=OSLO, fold=fold).astimezone(dt.UTC) for fold in (0, 1)}
    return sorted(instant for instant in shown if instant.astimezone(OSLO).replace(tzinfo=None, fold=0) == naive)


def starts_at(day: dt.date, time: dt.time, which: str = "") -> tuple[dt.datetime | None, str]:
    """(the instant, '') or (None, fault). In the hour that comes twice it is asked `which`: 'first' or 'second'."""
    found = instants_of(day, time)
    if not found:
        return None, "time_left_out"
    if len(found) == 1:
        return found[0], ""
    return (found[which == "second"], "") if which in ("first", "second") else (None, "time_comes_twice")


def fault_in_length(minutes: int) -> str:
    return "" if SHORTEST_MEETING <= minutes <= LONGEST_MEETING else "length_odd"


def next_day(rhythm_from: dt.date, every_weeks: int, after: dt.date) -> dt.date:
    """The first day of the rhythm after a day: `rhythm_from`, and every so many weeks from it on the same weekday."""
    if after < rhythm_from:
        return rhythm_from
    step = 7 * every_weeks
    return rhythm_from + dt.timedelta(days=((after - rhythm_from).days // step + 1) * step)


def half_year_of(on: dt.date) -> dt.date:
    """The first day of the half-year: 1 August or 1 January."""
    return dt.date(on.year, SECOND_HALF if on.month >= SECOND_HALF else 1, 1)


def grown_on(born: dt.date) -> dt.date:
    """The day somebody turns 18: at its 00:00 in Oslo the pupil decides. Born on 29 February: 1 March."""
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:
        return dt.date(born.year + ADULT, 3, 1)


def has_lapsed(*, is_guardian: bool, born: dt.date | None, has_agreed: bool, on: dt.date) -> bool:
    """Whether a guardian's invitation no longer holds: the pupil is 18 and has not said that this guardian may know.

    Where the birth date is missing nobody is taken for a child on a guess.
    """
    if not is_guardian or has_agreed:
        return False
    return born is None or grown_on(born) <= on


def faults_in_minutes(situation: str, conclusion: str) -> dict[str, str]:
    """Field → fault. Minutes say how it is and what was concluded."""
    given = {"situation": situation, "conclusion": conclusion}
    return {field: fault for field, text in given.items() if (fault := fault_in_line(text, LONGEST))}


@dataclass(frozen=True)
class Asked:
    """What a meeting asks of one party: who, what and by when. `person` is a key, for staff; others stand by `who`."""

    party: str
    what: str
    due_on: dt.date | None
    person: int | None = None
    who: str = ""


def faults_in_asked(asked: Asked, on: dt.date) -> dict[str, str]:
    """Field → fault. A task has a deed, a day that is not over, and somebody to do it."""
    faults = {"what": fault} if (fault := fault_in_line(asked.what)) else {}
    if asked.due_on is None or asked.due_on < on:
        faults["due_on"] = "due_missing" if asked.due_on is None else "due_past"
    if (asked.party == "staff" and asked.person is None) or (asked.party == "other" and not asked.who.strip()):
        faults["who"] = "who_missing"
    return faults
