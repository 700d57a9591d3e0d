"""Who from other services follows a pupil up, as far as the reader may know; and who can be let in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.pages.guest.words import sight_of
from tettpaa.pages.sharing.queries import receivers_called
from tettpaa.pages.sharing.rows import names_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.guests import guests_of
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import GUESTS, Role
from tettpaa.trust.identity.models import User

BARNEVERN = Role.CHILD_WELFARE_CONTACT
SOON = dt.timedelta(days=14)


@dataclass(frozen=True)
class Row:
    """One assignment in words. PPT's is renewed and ended with the referral."""

    assignment: Assignment
    granted_by: str

    @property
    def sees(self) -> str:
        return sight_of(Role(self.assignment.role))

    @property
    def is_of_referral(self) -> bool:
        return self.assignment.role == Role.PPT_ADVISER

    @property
    def first_day(self) -> dt.date:
        return self.assignment.begins_at.astimezone(OSLO).date()

    @property
    def last_day(self) -> dt.date:
        """The last day on which it lets in."""
        return (self.assignment.ends_at - dt.timedelta(seconds=1)).astimezone(OSLO).date()


def rows_of(assignments: Iterable[Assignment]) -> list[Row]:
    """In the order given. One read beyond."""
    found = list(assignments)
    names = names_of(each.granted_by for each in found)
    return [Row(each, names.get(each.granted_by, each.granted_by)) for each in found]


def of_pupil(rights: Rights, pupil: Person) -> QuerySet[Assignment]:
    """Every assignment from another service that is not over, and that the reader may know of."""
    found = guests_of([pupil.pk], rights.moment.at)
    return found if rights.may_about("child_welfare_guest", pupil) else found.exclude(role=BARNEVERN)


def at_my_schools(rights: Rights) -> QuerySet[Assignment]:
    """The same of every pupil one counsels or leads the school of."""
    known = Q(pupil__in=rights.pupils("child_welfare_guest")) if rights.may("child_welfare_guest") else Q(pk__in=[])
    return guests_of(rights.pupils("guest_read"), rights.moment.at).filter(~Q(role=BARNEVERN) | known)


def of_oneself(person: Person, at: dt.datetime) -> QuerySet[Assignment]:
    """What the pupil is told of it. Child welfare tells of itself: whoever reads over a shoulder shall not learn it here."""
    return guests_of([person.pk], at).exclude(role=BARNEVERN)


def earlier(rights: Rights, pupil: Person) -> list[dict]:
    """What is over, the newest first, for the chronology."""
    over = Assignment.objects.filter(pupil=pupil, role__in=GUESTS, ends_at__lte=rights.moment.at)
    if not rights.may_about("child_welfare_guest", pupil):
        over = over.exclude(role=BARNEVERN)
    rows = rows_of(over.select_related("user__person").order_by("-ends_at", "-pk"))
    return [
        {"on": row.last_day, "title": f"{row.assignment.user}, {row.assignment.get_role_display()}",
         "text": row.assignment.reason, "word": _("Over"), "look": "ended"}
        for row in rows
    ]  # fmt: skip


def users_called(text: str, owner_id: int) -> list[User]:
    """As whom something is shared with; and who is nobody in the schools' systems and holds no role, by the exact user name."""
    if found := receivers_called(text, owner_id):
        return found
    outside = User.objects.filter(username=text.strip(), person=None, role_grants=None, is_active=True)
    return list(outside[:2])


def table_of(rows: Iterable[Row], classes: dict[int, object], addresses: dict[int, str], on: dt.date) -> dict:
    """Columns and rows: whom, who, from where, and until when. What is over within two weeks says so."""
    columns = [
        Column("pupil", _("Elev")), Column("who", _("Hvem")), Column("role", _("Tjeneste")),
        Column("until", _("Til og med")),
    ]  # fmt: skip
    return {"columns": columns, "rows": [
        {"pupil": Cell(str(row.assignment.pupil), addresses[row.assignment.pupil_id],
                       note=str(classes.get(row.assignment.pupil_id, ""))),
         "who": str(row.assignment.user), "role": row.assignment.get_role_display(),
         "until": Cell(row.last_day, note=_("fornyes snart, eller går ut") if row.last_day - on <= SOON else "")}
        for row in rows
    ]}  # fmt: skip
