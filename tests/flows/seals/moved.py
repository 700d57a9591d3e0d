"""A pupil who changes school, for the flows of seals: told as an import tells it, and then closed by the job."""

import datetime as dt

from tests.builders import a_group, a_person, a_user, belong, employ, enrol
from tests.cast import Cast
from tettpaa.follow_up.sealing import seal_due
from tettpaa.identify.imports.moving import Changes, enrolled, note_changes
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Employment, Enrolment, Membership
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.identity.models import User
from tettpaa.trust.seals.queries import SETTLES

FRIDAY, MONDAY = dt.date(2025, 10, 10), dt.date(2025, 10, 13)
NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
SETTLED = NOON + SETTLES
# Who reaches her at the new school, by role.
NEW_STAFF = ("contact_new", "subject_new", "counsellor_new", "leader_elsewhere")


def new_staff(cast: Cast) -> None:
    """A class, a teaching group, and staff of each kind at the school elsewhere."""
    cast.new_class = a_group(cast.school_elsewhere, "2STB")
    groups = {
        "class": cast.new_class,
        "norwegian": a_group(cast.school_elsewhere, "2STB norsk", Group.Kind.TEACHING, subject_code="NOR1267"),
    }
    for name, group, role in (
        ("contact_new", groups["class"], Membership.Role.CONTACT_TEACHER),
        ("subject_new", groups["norwegian"], Membership.Role.TEACHER),
        ("counsellor_new", None, None),
    ):
        user = cast.users[name] = _user(cast, name)
        employ(
            user.person, cast.school_elsewhere,
            Employment.Role.TEACHER if group else Employment.Role.COUNSELLOR,
        )  # fmt: skip
        if group:
            belong(user.person, group, role)


def _user(cast: Cast, name: str) -> User:
    return a_user(name, a_person(cast.owner, "Ny", name))


def goes_to(
    cast: Cast, school: School, *, since: dt.date = MONDAY, until: dt.date = FRIDAY, at: dt.datetime = NOON,
    pupil: str = "a1",
) -> None:  # fmt: skip
    """The roster says that she is at `school` from `since`, and was elsewhere until `until`; noted as an import does."""
    person = cast.pupils[pupil]
    were = list(enrolled(pupil=person.pk))
    open_ends = Enrolment.objects.filter(pupil=person, valid_to=None)
    open_ends.update(valid_to=until)
    Membership.objects.filter(person=person, valid_to=None).update(valid_to=until)
    new = enrol(person, school, since)
    for group in Group.objects.filter(
        school=school, name__startswith="2STB" if school == cast.school_elsewhere else "1STA"
    ):
        belong(person, group, since=since)
    note_changes(cast.owner, Changes(frozenset({new.pk}), were), about=("import", 1), by="import", at=at)


def moves(cast: Cast, **told) -> None:
    """She goes to the school elsewhere."""
    goes_to(cast, cast.school_elsewhere, **told)


def closed(cast: Cast, at: dt.datetime = NOON) -> None:
    """The worker's job has been, as soon after as it may."""
    seal_due(cast.owner, by="worker", at=at + SETTLES)
