"""Which lessons nobody has registered attendance for, by teacher and group, and who has been reminded."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tettpaa.identify.records.reading import connect, records, version_in_force, version_written
from tettpaa.identify.registration.models import RegistrationReminder
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_memberships
from tettpaa.schools.places.models import Group, Owner
from tettpaa.schools.places.school_year import school_year_of

# Schools and classes whose leaders and teachers are likely to look on the same morning, today and a week ago.
COUNTS_KEPT = 256

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
    version = version_in_force(owner, "lessons")
    wanted = None if groups is None else frozenset(groups)
    return list(_registrations(owner.pk, version_written(owner, "lessons", version), tuple(schools), as_of, wanted))


@lru_cache(maxsize=COUNTS_KEPT)
def _registrations(
    owner_key: int, version: tuple[int | None, int], schools: Sequence[int], as_of: dt.date, groups: Collection[int] | None
) -> tuple[Registration, ...]:  # fmt: skip
    """A version of the lessons never changes, and neither does a day that is over."""
    owner = Owner.objects.get(pk=owner_key)
    with connect() as con:
        lessons = records(
            con, owner, "lessons", school_year=school_year_of(as_of), schools=schools, version=version[0]
        )  # fmt: skip
        held = lessons.filter(f"is_held IS NOT FALSE AND \"on\" < DATE '{as_of.isoformat()}'")
        if groups is not None:
            held = held.filter(f'"group" IN ({", ".join(str(int(group)) for group in groups) or "NULL"})')
        told = f"registered_on IS NULL OR registered_on >= DATE '{as_of.isoformat()}'"
        marked = held.project(f'school, "group", teacher, "on", ({told}) AS is_missing')
        rows = marked.aggregate(_COUNTED, '"group", teacher').fetchall()
    return tuple(
        Registration(school, group, teacher, held, missing, oldest, newest)
        for group, teacher, held, missing, oldest, newest, school in rows
    )


@dataclass(frozen=True)
class OfTeacher:
    """One teacher's groups with lessons not registered, most first, and when somebody last reminded of them.

    `teacher` is None for lessons of which the source tells no teacher, and whose group has none or several.
    """

    teacher: Person | None
    groups: list[tuple[Group, Registration]]
    held: int
    reminded_on: dt.date | None

    @property
    def missing(self) -> int:
        return sum(each.missing for _group, each in self.groups)

    @property
    def oldest_on(self) -> dt.date | None:
        return min((each.oldest_on for _group, each in self.groups if each.oldest_on), default=None)


def by_teacher(found: Iterable[Registration], on: dt.date) -> list[OfTeacher]:
    """The teachers with lessons missing, most first. Four reads."""
    told = _with_teachers(list(found), on)
    late = [each for each in told if each.missing]
    people = Person.objects.in_bulk({each.teacher for each in late if each.teacher})
    groups = Group.objects.in_bulk({each.group for each in late})
    reminders = last_reminders(groups)
    teachers = {each.teacher: people.get(each.teacher or 0) for each in late}
    rows = [_of_teacher(key, teacher, told, groups, reminders) for key, teacher in teachers.items()]
    return sorted(rows, key=lambda row: (-row.missing, row.teacher.sort_key if row.teacher else ""))


def _of_teacher(
    key: int | None, teacher: Person | None, told: list[Registration], groups: dict[int, Group],
    reminders: dict[tuple[int, int], RegistrationReminder],
) -> OfTeacher:  # fmt: skip
    own = [each for each in told if each.teacher == key]
    late = sorted((each for each in own if each.missing), key=lambda each: (-each.missing, each.group))
    sent = [reminders[key, each.group].sent_on for each in late if key and (key, each.group) in reminders]
    return OfTeacher(
        teacher, [(groups[each.group], each) for each in late], sum(each.held for each in own),
        max(sent, default=None),
    )  # fmt: skip


def _with_teachers(found: list[Registration], on: dt.date) -> list[Registration]:
    """Where the source tells no teacher, the group's own, if it has exactly one."""
    unsaid = {each.group for each in found if each.teacher is None}
    if not unsaid:
        return found
    of_group: dict[int, set[int]] = {}
    members = live_memberships(on).filter(role=Membership.Role.TEACHER, group__in=unsaid)
    for group, person in members.values_list("group_id", "person_id"):
        of_group.setdefault(group, set()).add(person)
    only = {group: min(people) for group, people in of_group.items() if len(people) == 1}
    return [replace(each, teacher=each.teacher or only.get(each.group)) for each in found]


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
