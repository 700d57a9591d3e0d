"""A user's ties to pupils, groups, schools and owners, read afresh for each request."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import CharField, F, Q, QuerySet, Value

from tettpaa.schools.people.models import Employment, GuardianLink, Membership, Person
from tettpaa.schools.people.queries import CONTACT_KINDS, live_enrolments, live_memberships, live_on
from tettpaa.schools.people.rules import last_day_as_minor
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import first_day, last_day, school_year_of
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.access.roles import REACH, Role, Where
from tettpaa.trust.access.rules import Asker, Moment, Place, Span, Tie, Window
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import PRIVATE as PRIVATELY
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.queries import cleared_for, kin_of, protected_people

TEACHING_KINDS = (Group.Kind.TEACHING,)
# The school's system says who leads and counsels. It does not make anybody administrator here.
EMPLOYED_AS = {Employment.Role.LEADER: Role.LEADER, Employment.Role.COUNSELLOR: Role.COUNSELLOR}
AT_A_SCHOOL = frozenset(role for role in Role if REACH[role] is Where.SCHOOL)


@dataclass(frozen=True)
class _Owned:
    """A tie with the owner it belongs to."""

    tie: Tie
    owner: int


def asker_of(user: User, moment: Moment, strength: Strength = Strength.HIGH, persona: str = STAFF) -> Asker:
    """All that decisions about the user rest on: six reads, one more where the owner has protected people.

    A user who is switched off has nothing. Ties of the other persona are left out.
    """
    owned = _owned_ties(user, moment, persona) if user.is_active else []
    ties = tuple(each.tie for each in owned)
    owners = frozenset(each.owner for each in owned)
    protected = protected_people(owners) if owners else {}
    schools = [tie.place.key for tie in ties if tie.role is Role.CUSTODIAN]
    cleared = cleared_for(user.pk, protected, schools, moment.on) if protected else frozenset()
    return Asker(ties, owners, strength, kin_of(user.person, moment.on), protected, cleared)


def ties_of(user: User, moment: Moment, persona: str = STAFF) -> list[Tie]:
    """Every tie of the persona that is live."""
    return [each.tie for each in _owned_ties(user, moment, persona)] if user.is_active else []


def _owned_ties(user: User, moment: Moment, persona: str) -> list[_Owned]:
    person = user.person if user.person is not None and not user.person.is_gone else None
    if persona == PRIVATELY:
        return [_Owned(tie, person.owner_id) for tie in _private(person, moment.on)] if person else []
    ties = _granted(user, moment.on) + _passes(user, moment.at)
    at_work = _employed(person, moment.on) + _in_groups(person, moment.on) if person else []
    return ties + [_Owned(tie, person.owner_id) for tie in at_work if person]


def _granted(user: User, on: dt.date) -> list[_Owned]:
    grants = RoleGrant.objects.filter(live_on(on), user=user)
    rows = grants.values_list("role", "owner_id", "school_id", "school__is_gone", "valid_from", "valid_to")
    return [
        _Owned(Tie(Role(role), _granted_at(Role(role), owner, school), Span(since, until)), owner)
        for role, owner, school, is_school_gone, since, until in rows
        if (school is None) != (Role(role) in AT_A_SCHOOL) and not is_school_gone
    ]


def _granted_at(role: Role, owner: int, school: int | None) -> Place:
    return Place("school", school) if role in AT_A_SCHOOL and school is not None else Place("owner", owner)


def _passes(user: User, at: dt.datetime) -> list[_Owned]:
    """What was given about one pupil or group from an instant to another: one read for all kinds."""
    live = Q(user=user, begins_at__lte=at, ends_at__gt=at)
    pupil = {"place": F("pupil_id"), "owner": F("pupil__owner_id")}
    group = {"place": F("group_id"), "owner": F("group__school__owner_id")}
    found = _columns(Assignment.objects.filter(live, pupil__is_gone=False), F("role"), pupil).union(
        _columns(Opening.objects.filter(live, pupil__is_gone=False), _word(Role.EMERGENCY_OPENER), pupil),
        _columns(Substitution.objects.filter(live, group__is_gone=False), _word(Role.SUBSTITUTE), group),
        all=True,
    )
    return [
        _Owned(Tie(Role(role), Place(_kind_of(Role(role)), place), Window(since, until)), owner)
        for role, place, owner, since, until in found
    ]


def _word(role: Role) -> Value:
    return Value(str(role), output_field=CharField(max_length=15))


def _columns(rows: QuerySet, role: F | Value, places: dict[str, F]) -> QuerySet:
    named = rows.annotate(as_role=role, place=places["place"], owner=places["owner"])
    return named.values_list("as_role", "place", "owner", "begins_at", "ends_at")


def _kind_of(role: Role) -> str:
    return "group" if role is Role.SUBSTITUTE else "pupil"


def _employed(person: Person, on: dt.date) -> list[Tie]:
    employments = Employment.objects.filter(live_on(on), person=person, role__in=EMPLOYED_AS, school__is_gone=False)
    rows = employments.values_list("role", "school_id", "valid_from", "valid_to")
    return [
        Tie(EMPLOYED_AS[Employment.Role(role)], Place("school", school), Span(since, until))
        for role, school, since, until in rows
    ]


def _in_groups(person: Person, on: dt.date) -> list[Tie]:
    year = school_year_of(on)
    of_contact = Q(role=Membership.Role.CONTACT_TEACHER, group__kind__in=CONTACT_KINDS)
    of_teaching = Q(role=Membership.Role.TEACHER, group__kind__in=TEACHING_KINDS)
    memberships = live_memberships(on).filter(of_contact | of_teaching, person=person)
    rows = memberships.values_list("role", "group_id", "valid_from", "valid_to")
    return [
        Tie(_role_in_group(role), Place("group", group), Span(since or first_day(year), until or last_day(year)))
        for role, group, since, until in rows
    ]


def _role_in_group(role: str) -> Role:
    return Role.CONTACT_TEACHER if role == Membership.Role.CONTACT_TEACHER else Role.SUBJECT_TEACHER


def _private(person: Person, on: dt.date) -> list[Tie]:
    """To oneself as a pupil, and to the minors one has parental responsibility for, through the day before 18."""
    ties = [
        Tie(Role.PUPIL, Place("pupil", person.pk), Span(since, until))
        for since, until in live_enrolments(on).filter(pupil=person).values_list("valid_from", "valid_to")
    ]
    links = GuardianLink.objects.filter(
        live_on(on), guardian=person, has_parental_responsibility=True, pupil__is_gone=False
    )
    for pupil, born, since, until in links.values_list("pupil_id", "pupil__birth_date", "valid_from", "valid_to"):
        ends = last_day_as_minor(born, until)
        if ends is not None and on <= ends:
            ties.append(Tie(Role.GUARDIAN, Place("pupil", pupil), Span(since, ends)))
    return ties
