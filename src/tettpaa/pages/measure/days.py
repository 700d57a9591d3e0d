"""A pupil's school days as the rules of measures read them: what is registered, and when each lesson was."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from tettpaa.follow_up.measures.attendance import Lesson, Planned, Told, spanned
from tettpaa.follow_up.measures.models import ReturnDay
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.records.reading import connect, records_query
from tettpaa.look_back.effects.windows import SchoolDay
from tettpaa.pages.pupil.year import Day, year_of
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.places.school_year import last_day, school_year_of

HOUR = 60


def days_through(pupil: Person, school_year: int, today: dt.date) -> list[Day]:
    """The school days of a school year through today; none where no calendar has come."""
    as_of = min(today, last_day(school_year))
    year = year_of(load(pupil.owner, school_year, pupils=[pupil.key]), pupil.key, as_of)
    return year.days if year is not None and year.has_calendar else []


def school_days_of(days: Sequence[Day]) -> list[SchoolDay]:
    """As the rule of before and after reads them: a day without a registered lesson tells nothing."""
    return [
        SchoolDay(day.on, day.whole > 0 or (day.held > 0 and day.known > 0), day.is_whole_day, day.away / HOUR)
        for day in days
    ]


def planned_of(days: Sequence[ReturnDay]) -> list[Planned]:
    """The days the pupil is to come; those taken out are not."""
    return [
        Planned(day.on, *spanned(day.part, day.on, day.begins, day.ends))
        for day in days if day.part != ReturnDay.Part.NONE
    ]  # fmt: skip


def told_on(pupil: Person, days: Sequence[Day], asked: set[dt.date]) -> dict[dt.date, Told]:
    """What the records say of the days asked about that are school days."""
    looked = {day.on: day for day in days if day.on in asked}
    lessons = _lessons(pupil, set(looked))
    return {on: _told(day, lessons[on]) for on, day in looked.items()}


def _told(day: Day, lessons: list[tuple[int, int | None, int, bool]]) -> Told:
    away = [each for each in day.absences if each.is_absence]
    numbers = {number for number, *_ in lessons}
    minutes: dict[int, int] = defaultdict(int)
    for each in away:
        if each.lesson is not None:
            minutes[each.lesson] += each.minutes
    return Told(
        day.is_whole_day, any(each.lesson not in numbers for each in away),
        tuple(Lesson(begins, lasts, min(minutes[number], lasts), is_told) for number, begins, lasts, is_told in lessons),
    )  # fmt: skip


def _lessons(pupil: Person, days: set[dt.date]) -> dict[dt.date, list[tuple[int, int | None, int, bool]]]:
    """Day → (number, begins, minutes, is registered) of the lessons held in the pupil's groups that day."""
    found: dict[dt.date, list[tuple[int, int | None, int, bool]]] = defaultdict(list)
    ties = list(Membership.objects.filter(person=pupil, role=Membership.Role.PUPIL)) if days else []
    if not ties:
        return found
    years = sorted({school_year_of(day) for day in days})
    groups = ", ".join(str(tie.group_id) for tie in ties)
    with connect() as con:
        rows = con.execute(
            f"""SELECT "group", "on", lesson, starts, minutes, registered_on IS NOT NULL
                FROM ({records_query(pupil.owner, "lessons", school_years=years)})
                WHERE coalesce(is_held, true) AND "group" IN ({groups}) AND "on" BETWEEN ? AND ?
                ORDER BY "on", lesson""",  # noqa: S608
            [min(days), max(days)],
        ).fetchall()
    for group, on, *lesson in rows:
        if on in days and any(tie.group_id == group and _is_live(tie, on) for tie in ties):
            found[on].append(tuple(lesson))
    return found


def _is_live(tie: Membership, on: dt.date) -> bool:
    return (tie.valid_from is None or tie.valid_from <= on) and (tie.valid_to is None or on <= tie.valid_to)
