"""Which lessons nobody has registered attendance for, by teacher and group, and who has been reminded."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tettpaa.identify.records.reading import connect, records
from tettpaa.identify.registration.models import RegistrationReminder
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of

_COUNTED = """
    "group", teacher, count(*) AS held, count(*) FILTER (is_missing) AS missing,
    min("on") FILTER (is_missing) AS oldest_on, max("on") FILTER (is_missing) AS newest_on,
    any_value(school) AS school
"""


@dataclass(frozen=True)
class Registration:
    """One teacher's lessons in one group: those held before the day, and those nobody has registered.

    `teacher` is the one who should have registered, None where the source does not tell.
    """

    school: int
    group: int
    teacher: int | None
    held: int
    missing: int
    oldest_on: dt.date | None
    newest_on: dt.date | None


def registrations(
    owner: Owner, schools: Sequence[int], as_of: dt.date, groups: Collection[int] | None = None
) -> list[Registration]:
    """The school year so far, through the day before `as_of`, as it stood at the end of that day.

    A lesson of the day itself is not late yet; one that was not held is nobody's to register. Nothing
    at all where the schools deliver no lessons, which is unknown and not complete.
    """
    with connect() as con:
        lessons = records(con, owner, "lessons", school_year=school_year_of(as_of), schools=schools)
        held = lessons.filter(f"is_held IS NOT FALSE AND \"on\" < DATE '{as_of.isoformat()}'")
        if groups is not None:
            held = held.filter(f'"group" IN ({", ".join(str(int(group)) for group in groups) or "NULL"})')
        told = f"registered_on IS NULL OR registered_on >= DATE '{as_of.isoformat()}'"
        marked = held.project(f'school, "group", teacher, "on", ({told}) AS is_missing')
        rows = marked.aggregate(_COUNTED, '"group", teacher').fetchall()
    return [
        Registration(school, group, teacher, held, missing, oldest, newest)
        for group, teacher, held, missing, oldest, newest, school in rows
    ]


def last_reminders(groups: Iterable[int]) -> dict[tuple[int, int], RegistrationReminder]:
    """(teacher, group) → the newest reminder. One read."""
    sent = RegistrationReminder.objects.filter(group__in=list(groups)).order_by("sent_at")
    return {(reminder.teacher_id, reminder.group_id): reminder for reminder in sent}


def standing_reminders(teacher: Person, on: dt.date) -> list[tuple[RegistrationReminder, Registration]]:
    """Reminders to the teacher whose lessons are still not registered, with what is missing now, oldest first.

    One read, and one of the lessons where there are any.
    """
    sent = RegistrationReminder.objects.filter(
        teacher=teacher, group__school_year=school_year_of(on), group__is_gone=False
    )
    newest = {reminder.group_id: reminder for reminder in sent.select_related("group").order_by("sent_at")}
    if not newest:
        return []
    schools = sorted({reminder.group.school_id for reminder in newest.values()})
    found = registrations(teacher.owner, schools, on, newest)
    standing = [
        (newest[each.group], each)
        for each in found
        if each.teacher in (teacher.key, None) and is_standing(newest[each.group], each)
    ]
    return sorted(standing, key=lambda pair: (pair[1].oldest_on or on, pair[0].group.name))


def is_standing(reminder: RegistrationReminder, now: Registration) -> bool:
    """Any lesson the reminder was about is still missing; newer ones are another reminder's."""
    return now.oldest_on is not None and now.oldest_on <= reminder.newest_on
