"""A user's ties to pupils, groups, schools and owners, read afresh for each request."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, Exists, F, Model, OuterRef, Q, QuerySet, Value

from tettpaa.schools.people.models import Employment, GuardianLink, Membership, Person
from tettpaa.schools.people.queries import CONTACT_KINDS, live_enrolments, live_memberships, live_on
from tettpaa.schools.people.rules import age_on
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import first_day, last_day, school_year_of
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.access.roles import REACH, Role, Where
from tettpaa.trust.access.rules import Asker, Moment, Place, Span, Tie, Window
from tettpaa.trust.guardians.queries import choices_of
from tettpaa.trust.guardians.rules import fields_on, things_seen
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import PRIVATE as PRIVATELY
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.protection.queries import cleared_for, kin_of, standing_grades, strictest
from tettpaa.trust.seals.queries import UNCLOSED, unclosed_pupils
from tettpaa.trust.sharing.models import Share
from tettpaa.trust.sharing.queries import agreed_for_guardian, live_shares
from tettpaa.trust.sharing.rules import ALWAYS_TOLD

TEACHING_KINDS = (Group.Kind.TEACHING,)
# The school's system says who leads and counsels. It does not make anybody administrator here.
EMPLOYED_AS = {Employment.Role.LEADER: Role.LEADER, Employment.Role.COUNSELLOR: Role.COUNSELLOR}
NO_THINGS = Value("", output_field=CharField(max_length=400))
AT_A_SCHOOL = frozenset(role for role in Role if REACH[role] is Where.SCHOOL)


@dataclass(frozen=True)
class _Owned:
    """A tie with the owner it belongs to."""

    tie: Tie
    owner: int


def asker_of(user: User, moment: Moment, strength: Strength = Strength.HIGH, persona: str = STAFF) -> Asker:
    """All that decisions about the user rest on: six reads; one more for whom something was given about a pupil or
    group, and one where the owner has protected people.

    Ties of the other persona are left out. Asking about nobody is no read.
    """
    owned = _owned_ties(user, moment, persona)
    ties = tuple(each.tie for each in owned)
    owners = frozenset(each.owner for each in owned)
    blocks = list(standing_grades(owners).union(unclosed_pupils(owners, moment.on), all=True)) if owners else ()
    protected = strictest(row for row in blocks if row[1] != UNCLOSED)
    unclosed = frozenset(key for key, word in blocks if word == UNCLOSED)
    schools = [tie.place.key for tie in ties if tie.role is Role.CUSTODIAN]
    cleared = cleared_for(user.pk, protected, schools, moment.on)
    return Asker(ties, owners, strength, kin_of(user.person, moment.on), protected, cleared, unclosed)


def ties_of(user: User, moment: Moment, persona: str = STAFF) -> list[Tie]:
    """Every tie of the persona that is live."""
    return [each.tie for each in _owned_ties(user, moment, persona)]


def _owned_ties(user: User, moment: Moment, persona: str) -> list[_Owned]:
    """A user who is switched off has none."""
    if not user.is_active:
        return []
    if persona == PRIVATELY:
        return _followed(user.person, moment.on, _private)
    given = _granted(user, moment.on) + _passes(user, moment.at, moment.on)
    return given + _followed(user.person, moment.on, _at_work)


def _followed(person: Person | None, on: dt.date, ties: Callable[[Person, dt.date], list[Tie]]) -> list[_Owned]:
    """What follows from the schools' systems, which no longer know who is gone."""
    if person is None or person.is_gone:
        return []
    return [_Owned(tie, person.owner_id) for tie in ties(person, on)]


def _granted(user: User, on: dt.date) -> list[_Owned]:
    grants = RoleGrant.objects.filter(live_on(on), user=user)
    rows = grants.values_list("role", "owner_id", "school_id", "school__is_gone", "valid_from", "valid_to")
    return [
        _Owned(Tie(Role(role), _granted_at(owner, school), Span(since, until)), owner)
        for role, owner, school, is_school_gone, since, until in rows
        if (school is None) != (Role(role) in AT_A_SCHOOL) and not is_school_gone
    ]


def _granted_at(owner: int, school: int | None) -> Place:
    return Place("owner", owner) if school is None else Place("school", school)


def _passes(user: User, at: dt.datetime, on: dt.date) -> list[_Owned]:
    """What was given about one pupil or group from an instant to another: one read for all kinds.

    A share names its things; the others reach as far as their role. Most people were never given anything, and
    putting the question together takes longer than the answer: so one small read asks first what there is to ask for.
    """
    questions = _questions_of_passes(user, at, on)
    ever = [_named_kind(model._default_manager.filter(user=user), model) for model in questions]
    given = {kind for (kind,) in ever[0].union(*ever[1:])}
    asked = [question() for model, question in questions.items() if model.__name__ in given]
    if not asked:
        return []
    return [
        _Owned(Tie(Role(role), Place(_kind_of(Role(role)), place), Window(since, until), _named(role, things)), owner)
        for role, place, owner, since, until, things in asked[0].union(*asked[1:], all=True)
    ]


def _questions_of_passes(user: User, at: dt.datetime, on: dt.date) -> dict[type[Model], Callable[[], QuerySet]]:
    """Of each kind, who was given what and holds it now."""
    live = Q(user=user, begins_at__lte=at, ends_at__gt=at)
    here = live & Q(pupil__is_gone=False)
    pupil = {"place": F("pupil_id"), "owner": F("pupil__owner_id")}
    group = {"place": F("group_id"), "owner": F("group__school__owner_id")}
    return {
        Assignment: lambda: _columns(
            Assignment.objects.filter(here).exclude(_in_a_case_of_work_left(on)), F("role"), pupil
        ),
        Opening: lambda: _columns(Opening.objects.filter(here), _word(Role.EMERGENCY_OPENER), pupil),
        Substitution: lambda: _columns(
            Substitution.objects.filter(live, group__is_gone=False), _word(Role.SUBSTITUTE), group
        ),
        Share: lambda: _columns(live_shares(at, on).filter(user=user), _word(Role.RECEIVER), pupil, F("things")),
    }


def _named_kind(rows: QuerySet, model: type[Model]) -> QuerySet:
    return rows.annotate(kind=_word(model.__name__)).values_list("kind").distinct()


def _in_a_case_of_work_left(on: dt.date) -> Q:
    """Of assignments: in the team of a case, of somebody who has worked at a school here and at none works or teaches now.

    What a colleague was let see ends with the work. Guests from other services are not employed at a school.
    """
    worked = Employment.objects.filter(person=OuterRef("user__person"))
    teaches = live_memberships(on).filter(person=OuterRef("user__person")).exclude(role=Membership.Role.PUPIL)
    return Q(Exists(worked), ~Exists(worked.filter(live_on(on))), ~Exists(teaches), role=Assignment.Role.CASE_MEMBER)


def _named(role: str, things: str) -> frozenset[str] | None:
    """The things of a share, and whom it is about; None for what is not a share, and reaches as far as its role."""
    return frozenset({*things.split(), ALWAYS_TOLD}) if role == Role.RECEIVER else None


def _word(word: str) -> Value:
    return Value(str(word), output_field=CharField(max_length=15))


def _columns(rows: QuerySet, role: F | Value, places: dict[str, F], things: F | Value = NO_THINGS) -> QuerySet:
    named = rows.annotate(as_role=role, place=places["place"], owner=places["owner"], named_things=things)
    return named.values_list("as_role", "place", "owner", "begins_at", "ends_at", "named_things")


def _kind_of(role: Role) -> str:
    return "group" if role is Role.SUBSTITUTE else "pupil"


def _at_work(person: Person, on: dt.date) -> list[Tie]:
    return _employed(person, on) + _in_groups(person, on)


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
    """To oneself as a pupil, and to one's children as far as their age and their consent go."""
    ties = [
        Tie(Role.PUPIL, Place("pupil", person.pk), Span(since, until))
        for since, until in live_enrolments(on).filter(pupil=person).values_list("valid_from", "valid_to")
    ]
    return ties + _to_wards(person, on)


def _to_wards(person: Person, on: dt.date) -> list[Tie]:
    """Parental responsibility gives a tie through the day before 18; after it only what the child has agreed to.

    Where the birth date is missing nobody is taken for a child on a guess. Two reads more for who has children.
    """
    links = GuardianLink.objects.filter(
        live_on(on), guardian=person, has_parental_responsibility=True, pupil__is_gone=False
    ).values_list("pupil_id", "pupil__birth_date", "valid_from", "valid_to")
    if not links:
        return []
    fields, choices = fields_on(on), choices_of([person.owner_id]).get(person.owner_id, {})
    agreed = agreed_for_guardian(person, [pupil for pupil, *_dates in links], on)
    seen = [
        (pupil, things_seen(fields, choices, age_on(born, on), agreed.get(pupil, frozenset())), since, until)
        for pupil, born, since, until in links
        if born
    ]
    return [
        Tie(Role.GUARDIAN, Place("pupil", pupil), Span(since, until), things)
        for pupil, things, since, until in seen if things
    ]  # fmt: skip
