"""Columns sorted by pupil, ready for the fold: built once for a set of pupils, used for any day of the year."""

import datetime as dt
from dataclasses import dataclass, field

import numpy as np

from tettpaa.identify.indicators.columns.absences import (
    entries_of,
    groups_of,
    lesson_runs_of,
    likeness_of,
    memberships_of,
    subjects_of,
)
from tettpaa.identify.indicators.columns.calendars import calendars_of
from tettpaa.identify.indicators.columns.grades import due_days, grades_of, known_of
from tettpaa.identify.indicators.columns.law import law_columns
from tettpaa.identify.indicators.columns.placing import Seats, edges
from tettpaa.identify.indicators.columns.raw import Raw
from tettpaa.identify.indicators.fold.codes import DAYS
from tettpaa.identify.indicators.fold.lessons import add_lessons
from tettpaa.identify.indicators.fold.shapes import PUPIL, Facts
from tettpaa.schools.places.school_year import day_number, first_day


@dataclass
class Columns:
    """A school year of some pupils. `pupils` are keys, in the order of every array; `school` is the number in
    `raw.schools` of the school each was last enrolled at.
    """

    raw: Raw
    pupils: np.ndarray
    school: np.ndarray
    groups: np.ndarray
    lesson_runs: np.ndarray
    parts: dict[str, np.ndarray]
    _facts: dict[dt.date, Facts] = field(default_factory=dict)

    @property
    def school_year(self) -> int:
        """The calendar year it begins in."""
        return self.raw.school_year

    def number_of(self, pupil: int) -> int:
        """The place of a pupil's key; KeyError if the pupil is not here."""
        found = np.flatnonzero(self.pupils == pupil)
        if not len(found):
            raise KeyError(pupil)
        return int(found[0])

    @property
    def school_keys(self) -> np.ndarray:
        """The key of the school each pupil was last enrolled at."""
        return np.array(self.raw.schools, np.int64)[self.school]

    def calendar_of(self, pupil: int) -> np.ndarray:
        """The CALENDAR record of a pupil's key."""
        return self.parts["calendars"][self.parts["pupils"]["calendar"][self.number_of(pupil)]]

    def day(self, on: dt.date) -> int:
        """The day's number; a day before the year is 0, one after it the last."""
        return min(max(day_number(on, self.school_year), 0), DAYS - 1)

    def date(self, day: int) -> dt.date:
        """The date of a day's number."""
        return first_day(self.school_year) + dt.timedelta(days=int(day))

    def facts(self, as_of: dt.date) -> Facts:
        """What the fold reads, as known on a day: later registrations are not seen. The last day asked is kept."""
        if as_of not in self._facts:
            rows = self.raw["lessons"]
            columns = (rows[name] for name in ("day", "lesson", "minutes", "registered"))
            lessons, lessons_of = add_lessons(len(self.groups), self.lesson_runs, *columns, self.day(as_of))
            self._facts.clear()
            self._facts[as_of] = Facts(law=law_columns(as_of), lessons=lessons, lessons_of=lessons_of, **self.parts)
        return self._facts[as_of]


def columns_from(raw: Raw) -> Columns:
    """Sort everything by school and pupil, and take the absence rows to the school days they are about."""
    rows = raw["enrolments"]
    last = _last_of_each(rows["pupil"], rows["since"])
    likeness = likeness_of(raw["memberships"], Seats(rows["pupil"][last]))
    last = last[np.lexsort((rows["pupil"][last], likeness, rows["school"][last]))]
    keys, school = rows["pupil"][last], rows["school"][last]
    seats = Seats(keys)
    groups, subjects = groups_of(raw), subjects_of(raw)
    memberships, member = memberships_of(raw["memberships"], seats, groups)
    grades, graded = grades_of(raw, seats, school)
    calendars, calendar_of, has_calendar, late_start = calendars_of(raw, seats)
    pupils = np.zeros(len(keys), PUPIL)
    pupils["calendar"], pupils["has_calendar"] = calendar_of, has_calendar
    pupils["year_level"] = rows["year_level"][last]
    pupils["has_lessons"] = True
    pupils["has_lessons"][seats.of(rows["pupil"][~np.isin(rows["school"], list(raw.schools_with_lessons))])] = False
    pupils["memberships"], pupils["memberships_end"] = edges(member, len(keys))
    pupils["grades"], pupils["grades_end"] = edges(graded, len(keys))
    pupils["grades_due"], pupils["conduct_due"] = (due[school] for due in due_days(raw))
    pupils["known"] = known_of(raw, seats, late_start)
    entries = entries_of(raw, seats, pupils, calendars, memberships, groups, subjects)
    parts = {
        "pupils": pupils, "calendars": calendars, "memberships": memberships, "subjects": subjects, "entries": entries,
        "grades": grades,
    }  # fmt: skip
    return Columns(raw, keys, school, groups, lesson_runs_of(raw, groups), parts)


def _last_of_each(pupil: np.ndarray, since: np.ndarray) -> np.ndarray:
    """The place of each pupil's latest begun enrolment."""
    order = np.lexsort((since, pupil))
    is_last = np.append(pupil[order][1:] != pupil[order][:-1], True) if len(order) else np.zeros(0, bool)
    return order[is_last]
