"""What the rules look at, collected for one owner: reads, refusals, and what is known of who read and was read about."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import F, Q, QuerySet

from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Employment, Enrolment, Membership, Person
from tettpaa.schools.people.queries import CONTACT_KINDS, live_enrolments, live_on
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import first_day, last_day
from tettpaa.trust.access.models import Assignment, RoleGrant, Substitution
from tettpaa.trust.access.refusals import REFUSED
from tettpaa.trust.access.roles import PRIVATE
from tettpaa.trust.access.rules import Place
from tettpaa.trust.access.ties import AT_A_SCHOOL, EMPLOYED_AS, TEACHING_KINDS
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.audit.reading import OPENED
from tettpaa.trust.identity.models import User
from tettpaa.trust.log_control.known import Known, Stay, parts_of
from tettpaa.trust.log_control.rules import Read, Refusal
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.sharing.models import Share

EVER = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
NEVER = dt.datetime(9000, 1, 1, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)
# Somebody tries addresses, or names.
TRIED = (REFUSED, "emergency_not_found")


def reads_of(owner: Owner, first: dt.date, last: dt.date) -> list[Read]:
    """Every pupil of the owner opened by somebody at work, in these days in Oslo."""
    is_ours = Q(unit__in=owner.schools.values("key")) | Q(unit=None, pupil_key__in=owner.people.values("key"))
    rows = _within(AccessRecord.objects.filter(is_ours, kind=OPENED), first, last).exclude(role__in=PRIVATE)
    return [Read(*row) for row in rows.values_list("at", "by", "pupil_key", "unit", "role")]


def refusals_of(owner: Owner, first: dt.date, last: dt.date) -> list[Refusal]:
    rows = _within(AuditEvent.objects.filter(owner_id=owner.pk, action__in=TRIED), first, last)
    return [Refusal(*row) for row in rows.values_list("at", "by")]


def _within(rows: QuerySet, first: dt.date, last: dt.date) -> QuerySet:
    return rows.filter(at__gte=_midnight(first), at__lt=_midnight(last + A_DAY))


def known_about(owner: Owner, reads: Collection[Read], refusals: Collection[Refusal], on: dt.date) -> Known:
    """Ties and places of everybody in the reads, and who bears which surname at the owner's schools."""
    names = {read.by for read in reads} | {refusal.by for refusal in refusals}
    users = list(User.objects.filter(username__in=names).select_related("person"))
    pupils = {read.pupil for read in reads}
    surnames = Person.objects.filter(key__in=pupils).values_list("key", "family_name")
    return Known(
        ties=_ties(users),
        standings=_standings(pupils),
        names_of_users={user.username: parts_of(user.person.family_name) for user in users if user.person},
        names_of_pupils={key: parts_of(name) for key, name in surnames},
        bearers=_bearers(owner, on),
        school_of=schools_of(users, on),
    )


def _bearers(owner: Owner, on: dt.date) -> Counter[tuple[int | None, str]]:
    rows = live_enrolments(on).filter(school__owner=owner).values_list("school_id", "pupil__family_name")
    return Counter((school, part) for school, name in rows for part in parts_of(name))


def schools_of(users: Collection[User], on: dt.date) -> dict[str, int]:
    """Where each is employed or holds a role on the day; of several the lowest key. Two reads."""
    usernames = {user.person_id: user.username for user in users if user.person_id}
    employed = Employment.objects.filter(live_on(on), person__in=usernames, school__is_gone=False)
    granted = RoleGrant.objects.filter(live_on(on), user__in=users, school__isnull=False)
    found = [(usernames[person], school) for person, school in employed.values_list("person_id", "school_id")]
    found += granted.values_list("user__username", "school_id")
    return dict(sorted(found, reverse=True))


def _ties(users: Collection[User]) -> dict[str, list[Stay]]:
    """All that gave or gives a user a relation to pupils, whenever it was."""
    usernames = {user.pk: user.username for user in users}
    people = {user.person_id: user.username for user in users if user.person_id}
    found: dict[str, list[Stay]] = defaultdict(list)
    for person, stay in _by_roster(people):
        found[people[person]].append(stay)
    for user, stay in (*_by_grants(users), *_by_passes(users)):
        found[usernames[user]].append(stay)
    return found


def _by_roster(people: Collection[int]) -> Iterator[tuple[int, Stay]]:
    of_contact = Q(role=Membership.Role.CONTACT_TEACHER, group__kind__in=CONTACT_KINDS)
    of_teaching = Q(role=Membership.Role.TEACHER, group__kind__in=TEACHING_KINDS)
    memberships = Membership.objects.filter(of_contact | of_teaching, person__in=people)
    yield from _stays_in_groups(memberships)
    employed = Employment.objects.filter(person__in=people, role__in=EMPLOYED_AS)
    for person, school, since, until in employed.values_list("person_id", "school_id", "valid_from", "valid_to"):
        yield person, _days(Place("school", school), since, until)


def _by_grants(users: Collection[User]) -> Iterator[tuple[int, Stay]]:
    rows = RoleGrant.objects.filter(user__in=users).values_list(
        "user_id", "role", "school_id", "owner_id", "valid_from", "valid_to"
    )
    for user, role, school, owner, since, until in rows:
        place = Place("school", school) if role in AT_A_SCHOOL and school else Place("owner", owner)
        yield user, _days(place, since, until)


def _by_passes(users: Collection[User]) -> Iterator[tuple[int, Stay]]:
    """Assignments, openings, shares and substitutions, from an instant to another; a share taken back ended then."""
    for model in (Assignment, Opening):
        about = model.everything.filter(user__in=users).values_list("user_id", "pupil_id", "begins_at", "ends_at")
        for user, pupil, begins, ends in about:
            yield user, Stay(Place("pupil", pupil), begins, ends)
    shares = Share.everything.filter(user__in=users)
    for user, pupil, begins, ends, withdrawn in shares.values_list(
        "user_id", "pupil_id", "begins_at", "ends_at", "withdrawn_at"
    ):
        yield user, Stay(Place("pupil", pupil), begins, min(ends, withdrawn or ends))
    covered = Substitution.objects.filter(user__in=users).values_list("user_id", "group_id", "begins_at", "ends_at")
    for user, group, begins, ends in covered:
        yield user, Stay(Place("group", group), begins, ends)


def _standings(pupils: Collection[int]) -> dict[int, list[Stay]]:
    """The groups, schools and owners each pupil belonged or belongs to."""
    found: dict[int, list[Stay]] = defaultdict(list)
    for pupil, stay in _stays_in_groups(Membership.objects.filter(role=Membership.Role.PUPIL, person__in=pupils)):
        found[pupil].append(stay)
    enrolled = Enrolment.objects.filter(pupil__in=pupils).annotate(owner=F("school__owner_id"))
    for pupil, school, owner, year, since, until in enrolled.values_list(
        "pupil_id", "school_id", "owner", "school_year", "valid_from", "valid_to"
    ):
        dates = (since, until or last_day(year))
        found[pupil] += [_days(Place("school", school), *dates), _days(Place("owner", owner), *dates)]
    return found


def _stays_in_groups(memberships: QuerySet[Membership]) -> Iterable[tuple[int, Stay]]:
    rows = memberships.values_list("person_id", "group_id", "group__school_year", "valid_from", "valid_to")
    for person, group, year, since, until in rows:
        yield person, _days(Place("group", group), since or first_day(year), until or last_day(year))


def _days(place: Place, since: dt.date | None, until: dt.date | None) -> Stay:
    """Whole days in Oslo, the last included."""
    return Stay(place, _midnight(since) if since else EVER, _midnight(until + A_DAY) if until else NEVER)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OSLO)
