"""What is mapped in a case, and who is asked what."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from tettpaa.assess.cases.models import Case
from tettpaa.assess.mappings.models import InputRequest, InputRound, MappingVersion
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_memberships
from tettpaa.schools.places.models import Group

Teaching = tuple[int, int]  # a teacher and a group, as keys


def versions_of(case: Case) -> QuerySet[MappingVersion]:
    """Every saving, the newest first."""
    return MappingVersion.objects.filter(case=case).order_by("-number")


def standing_version(case: Case) -> MappingVersion | None:
    """What is known now: the newest saving that was not entered by mistake."""
    return versions_of(case).filter(voided_at=None).first()


def rounds_of(case: Case) -> QuerySet[InputRound]:
    """Every input round of the case, the newest first."""
    return InputRound.objects.filter(case=case).order_by("-asked_at")


def requests_of(rounds: Iterable[InputRound]) -> QuerySet[InputRequest]:
    """Who was asked in these rounds, by name. One read."""
    asked = InputRequest.objects.filter(round__in=[each.pk for each in rounds])
    return asked.select_related("teacher", "group").order_by("teacher__sort_key", "group__name")


def teachings_of(pupil: Person, on: dt.date) -> QuerySet[Membership]:
    """Who teaches the pupil on a day: one row for each teacher and teaching group, by the teacher's name."""
    groups = live_memberships(on).filter(person=pupil, role=Membership.Role.PUPIL, group__kind=Group.Kind.TEACHING)
    teachers = live_memberships(on).filter(
        role=Membership.Role.TEACHER, group__in=groups.values("group"), person__is_gone=False
    )
    return teachers.select_related("person", "group").order_by("person__sort_key", "group__name")


def teaching_on(pupil: Person, on: dt.date) -> set[Teaching]:
    """Teacher and group of everybody who teaches the pupil on a day. One read."""
    return set(teachings_of(pupil, on).values_list("person_id", "group_id"))


def requests_to(teacher: Person, pupils: QuerySet[Person], on: dt.date) -> QuerySet[InputRequest]:
    """What the teacher is asked about these pupils, in rounds that are open on the day, while both are in the group."""
    both = live_memberships(on).filter(group=OuterRef("group"))
    teaches = both.filter(person=OuterRef("teacher"), role=Membership.Role.TEACHER, group__kind=Group.Kind.TEACHING)
    attends = both.filter(person=OuterRef("pupil"), role=Membership.Role.PUPIL)
    asked = InputRequest.objects.filter(
        Exists(teaches), Exists(attends), teacher=teacher, teacher__is_gone=False, pupil__in=pupils,
        round__closed_at=None, round__due_on__gte=on,
    )  # fmt: skip
    return asked.select_related("round", "pupil__owner", "group__school__owner").order_by(
        "round__due_on", "pupil__sort_key"
    )


def rounds_over(cases: QuerySet[Case], on: dt.date) -> QuerySet[InputRound]:
    """Rounds of these cases whose day is past and that nobody has closed, the longest first. One read."""
    over = InputRound.objects.filter(case__in=cases, closed_at=None, due_on__lt=on)
    return over.select_related("pupil").order_by("due_on")


# Person, group and role → the days it lasted.
Spans = dict[tuple[int, int, str], list[tuple[dt.date | None, dt.date | None]]]


def spans_of(requests: Iterable[InputRequest]) -> Spans:
    """How long teachers and pupil have been in the groups that were asked about. One read for any number of rounds."""
    listed = list(requests)
    people = {request.teacher_id for request in listed} | {request.pupil_id for request in listed}
    rows = Membership.objects.filter(
        person__in=people, group__in={request.group_id for request in listed}, person__is_gone=False,
        group__is_gone=False,
    ).values_list("person_id", "group_id", "role", "valid_from", "valid_to") if listed else ()  # fmt: skip
    spans: Spans = {}
    for person, group, role, since, until in rows:
        spans.setdefault((person, group, role), []).append((since, until))
    return spans


def is_teaching(spans: Spans, request: InputRequest, day: dt.date) -> bool:
    """Whether the teacher and the pupil are both in the group on the day."""
    ties = ((request.teacher_id, Membership.Role.TEACHER), (request.pupil_id, Membership.Role.PUPIL))
    return all(
        any((since is None or since <= day) and (until is None or until >= day)
            for since, until in spans.get((person, request.group_id, role), ()))
        for person, role in ties
    )  # fmt: skip
