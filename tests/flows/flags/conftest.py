"""Two schools with lessons every school day, and ways to say who was away."""

import datetime as dt
from collections.abc import Iterable

import pytest

from tests.builders import AT, FIRST_SCHOOL_DAY, a_group, belong
from tests.cast import Cast
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.identify.flags.models import FlagUpdate
from tettpaa.identify.flags.update import update_flags
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.places.models import Group

OCTOBER_14 = dt.date(2025, 10, 14)
SCHOOL_DAYS = school_days_between(FIRST_SCHOOL_DAY, dt.date(2025, 12, 19))
LESSONS = (1, 2)


class County:
    """The cast's county with its records; `away` replaces all absence, as an import of the school's year does."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.owner, self.school = cast.owner, cast.school
        self.norwegian_b = a_group(cast.school, "1STB norsk", Group.Kind.TEACHING, subject_code="NOR1267")
        for name in ("b1", "b2", "b3"):
            belong(cast.pupils[name], self.norwegian_b)
        self.groups = {"a": cast.norwegian_a, "b": self.norwegian_b}

    def pupil(self, name: str):
        return self.cast.pupils[name]

    def away(self, whole_days: dict[str, Iterable[dt.date]]) -> None:
        """Pupil → school days missed altogether."""
        rows = [
            an_absence(self.pupil(name), self.groups[name[0]], day, lesson)
            for name, days in whole_days.items() for day in days for lesson in LESSONS
        ]  # fmt: skip
        put(self.school, "absences", rows)

    def registered_until(self, last: dt.date, group: str = "a") -> None:
        """Lessons of one group after the day are not registered."""
        rows = [
            a_lesson(self.groups[name], day, lesson, registered=name != group or day <= last)
            for name in self.groups for day in SCHOOL_DAYS for lesson in LESSONS
        ]  # fmt: skip
        put(self.school, "lessons", rows)

    def update(self, as_of: dt.date = OCTOBER_14, **given) -> FlagUpdate:
        return update_flags(owner=self.owner, as_of=as_of, by="natta", at=AT + (as_of - AT.date()), **given)


@pytest.fixture
def county(cast: Cast) -> County:
    """Nobody is away, and everything is registered."""
    made = County(cast)
    for school in (cast.school, cast.school_elsewhere):
        put(school, "calendar", a_calendar())
    put(
        cast.school,
        "subjects",
        [{"subject_code": "NOR1267", "name": "Norsk", "planned_hours": 113.0, "lesson_minutes": 45}],
    )
    made.registered_until(SCHOOL_DAYS[-1])
    made.away({})
    AbsenceCode.objects.create(owner=cast.owner, code="X", documentation="none", counts_as_absence=True)
    return made


def days_before(as_of: dt.date, count: int) -> list[dt.date]:
    """The last school days up to and including the day."""
    return [day for day in SCHOOL_DAYS if day <= as_of][-count:]
