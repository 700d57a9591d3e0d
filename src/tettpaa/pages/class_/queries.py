"""A class's pupils with what stands behind each row, in a number of reads that does not grow with the pupils."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.queries import Waiting, waiting
from tettpaa.identify.flags.models import Flag, Kind
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.limit import Settlement
from tettpaa.identify.records.school_days import school_days
from tettpaa.identify.records.subject_names import subject_names
from tettpaa.identify.registration.queries import OfTeacher, by_teacher, registrations
from tettpaa.kit.html.charts.development import Week
from tettpaa.pages.figures import NOTHING_KNOWN, PupilFigures, figures_in
from tettpaa.pages.my_day.rules import school_days_waited
from tettpaa.pages.pupil.limits import nearest_of
from tettpaa.pages.weekly import weeks_beside
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_memberships
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import last_day, school_year_of
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Member:
    """One pupil of the class. `waited`: school days since the oldest flag nobody has spoken about.

    `nearest`: the subject with the least left to the absence limit, of those the pupil has been away from.
    """

    pupil: Person
    figures: PupilFigures
    nearest: tuple[str, Settlement] | None
    waiting: Waiting | None
    waited: int | None
    has_flag: bool
    is_unknown: bool
    spoken_on: dt.date | None


@dataclass(frozen=True)
class ClassPage:
    """`lessons_held` is 0 where the school delivers no lessons."""

    members: list[Member]
    teachers: list[Person]
    unregistered: list[OfTeacher]
    lessons_held: int
    subject_names: Mapping[str, str]
    weeks: list[Week]


def class_page(rights: Rights, group: Group) -> ClassPage:
    """Everything the page of the class shows."""
    on, pupils = rights.on, pupils_of(rights, group)
    groups = teaching_groups_of(pupils, on)
    found = registrations(group.school.owner, [group.school_id], on, groups) if rights.may("registration_read") else []
    owner, year, keys = group.school.owner, school_year_of(on), [pupil.key for pupil in pupils]
    columns, before = load(owner, year, pupils=keys), load(owner, year - 1, pupils=keys)
    return ClassPage(
        members=_members(group, pupils, columns, on),
        teachers=_contact_teachers(group, on),
        unregistered=by_teacher(found, on),
        lessons_held=sum(each.held for each in found),
        subject_names=subject_names(owner, [group.school_id], year),
        weeks=weeks_beside((columns, on), (before, last_day(year - 1))),
    )


def pupils_of(rights: Rights, group: Group) -> QuerySet[Person]:
    """The class's pupils today that the reader follows up, by name: the page tells of absence and of what was done."""
    members = live_memberships(rights.on).filter(group=group, role=Membership.Role.PUPIL)
    return rights.pupils("flag_read").filter(key__in=members.values("person")).order_by("sort_key", "key")


def teaching_groups_of(pupils: QuerySet[Person], on: dt.date) -> list[int]:
    """Keys of the teaching groups the pupils are in."""
    members = live_memberships(on).filter(
        person__in=pupils.order_by(), role=Membership.Role.PUPIL, group__kind=Group.Kind.TEACHING
    )
    return list(members.values_list("group_id", flat=True).distinct())


def _members(group: Group, pupils: QuerySet[Person], columns: Columns, on: dt.date) -> list[Member]:
    year = columns.school_year
    figures = figures_in(columns, on)
    waits = {entry.pupil.key: entry for entry in waiting(pupils.order_by(), on)}
    kinds = _kinds(pupils, year)
    spoken = dict(
        Contact.standing.filter(pupil__in=pupils.order_by(), was_reached=True)
        .values("pupil").annotate(last=Max("on")).values_list("pupil", "last")
    )  # fmt: skip
    days = school_days(group.school.owner, group.school_id, year)
    return [
        Member(
            pupil, figures.get(pupil.key, NOTHING_KNOWN), nearest_of(columns, pupil.key, on), waits.get(pupil.key),
            school_days_waited(waits[pupil.key].longest, on, days) if pupil.key in waits else None,
            Kind.RAISED in kinds.get(pupil.key, ()), Kind.UNKNOWN in kinds.get(pupil.key, ()),
            spoken.get(pupil.key),
        )
        for pupil in pupils
    ]  # fmt: skip


def _kinds(pupils: QuerySet[Person], school_year: int) -> dict[int, set[str]]:
    """Pupil → how the pupil's flags stand."""
    kinds: dict[int, set[str]] = {}
    flags = Flag.objects.filter(pupil__in=pupils.order_by(), school_year=school_year)
    for pupil, kind in flags.values_list("pupil_id", "kind"):
        kinds.setdefault(pupil, set()).add(kind)
    return kinds


def _contact_teachers(group: Group, on: dt.date) -> list[Person]:
    members = live_memberships(on).filter(group=group, role=Membership.Role.CONTACT_TEACHER, person__is_gone=False)
    return [member.person for member in members.select_related("person").order_by("person__sort_key")]
