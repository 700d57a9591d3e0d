"""Each pupil's school days: the school's calendar within the pupil's enrolments. Never weekdays."""

import numpy as np

from tettpaa.identify.indicators.columns.placing import ABSENT, Seats
from tettpaa.identify.indicators.columns.raw import Arrays, Raw
from tettpaa.identify.indicators.fold.codes import DAYS, NEVER
from tettpaa.identify.indicators.fold.shapes import CALENDAR


def calendars_of(raw: Raw, seats: Seats) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The calendars, which of them each pupil has, whether it is delivered, and school days before the first day.

    Pupils with the same enrolments share a calendar. Where a pupil is enrolled at two schools on one day,
    it is a school day if it is one at either, and the pupil belongs to the one begun last.
    """
    schools, delivered = _school_days(raw)
    stays, calendar_of = _stays(raw["enrolments"], seats)
    calendars = np.zeros(len(stays), CALENDAR)
    calendars["enrolled_at"] = ABSENT
    has_calendar = np.ones(len(stays), bool)
    late_start = np.zeros(len(stays))
    for number, stay in enumerate(stays):
        for school, since, until in stay:
            calendars["is_school_day"][number, since : until + 1] |= schools[school, since : until + 1]
            calendars["enrolled_at"][number, since : until + 1] = school
        has_calendar[number] = all(delivered[school] for school, _, _ in stay)
        school, since, _ = stay[0]
        late_start[number] = schools[school, :since].sum() if delivered[school] else np.nan
    _count(calendars)
    return calendars, calendar_of, has_calendar[calendar_of], late_start[calendar_of]


def _school_days(raw: Raw) -> tuple[np.ndarray, np.ndarray]:
    """(schools, days): is it a school day; and which schools have delivered a calendar."""
    rows = raw["calendar"]
    days = np.zeros((len(raw.schools), DAYS), bool)
    within = (rows["day"] >= 0) & (rows["day"] < DAYS)
    days[rows["school"][within], rows["day"][within]] = rows["is_school_day"][within]
    return days, np.isin(np.arange(len(raw.schools)), rows["school"][within])


def _stays(enrolments: Arrays, seats: Seats) -> tuple[list[tuple], np.ndarray]:
    """Each different set of enrolments (school, first day, last day), earliest first, and the one of each pupil."""
    seat = seats.of(enrolments["pupil"])
    since = np.clip(enrolments["since"], 0, DAYS - 1)
    until = np.minimum(enrolments["until"], DAYS - 1)
    order = np.lexsort((enrolments["school"], since, seat))
    numbers: dict[tuple, int] = {}
    of = np.zeros(seats.count, np.int32)
    rows = zip(*(column[order].tolist() for column in (seat, enrolments["school"], since, until)), strict=True)
    stay: list[tuple[int, int, int]] = []
    previous = ABSENT
    for pupil, *one in rows:
        if pupil != previous and stay:
            of[previous] = numbers.setdefault(tuple(stay), len(numbers))
            stay = []
        stay.append((one[0], one[1], one[2]))
        previous = pupil
    if stay:
        of[previous] = numbers.setdefault(tuple(stay), len(numbers))
    return list(numbers), of


def _count(calendars: np.ndarray) -> None:
    """Count the school days before each day, and name the day of each school day."""
    calendars["before"][:, 1:] = calendars["is_school_day"].cumsum(axis=1)
    calendars["nth"] = NEVER
    calendar, day = np.nonzero(calendars["is_school_day"])
    calendars["nth"][calendar, calendars["before"][calendar, day]] = day
