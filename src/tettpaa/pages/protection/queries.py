"""Who is protected at the custodian's schools, who knows it, and who had seen them before."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tettpaa.kit.states import State
from tettpaa.kit.text import marked, sort_key
from tettpaa.pages.sharing.rows import names_of
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import classes_of, live_memberships, live_on
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.protection.models import AddressProtection, Clearance
from tettpaa.trust.protection.recall import Seen, recall_list

STATES = {
    "protected": State("protected", marked("Beskyttet"), "ongoing", "", {}, "protection_raised"),
    "asked_lowered": State(
        "asked_lowered", marked("Foreslått opphevet"), "waiting", "custodian", {}, "protection_lowering_asked"
    ),
}


@dataclass(frozen=True)
class Protected:
    """One standing protection, with the class and whether somebody has proposed to end it."""

    protection: AddressProtection
    group: str

    @property
    def person(self) -> Person:
        return self.protection.person

    @property
    def state(self) -> State:
        """Whether somebody has proposed to end it."""
        return STATES["asked_lowered" if self.protection.lowering_asked_by else "protected"]

    @property
    def word(self) -> str:
        return _(self.state.word)


def standing(rights: Rights, permission: str) -> QuerySet[AddressProtection]:
    """Protections that stand, of pupils within the permission."""
    within = rights.pupils(permission).values("pk")
    return AddressProtection.objects.filter(person__in=within, lowered_at=None).select_related("person")


def protected_at(rights: Rights) -> list[Protected]:
    """Everybody protected at the custodian's schools, by name. Three reads beyond the rights."""
    found = list(standing(rights, "protection_read").order_by("person__sort_key", "pk"))
    classes = classes_of([each.person_id for each in found], rights.on)
    return [Protected(each, classes[each.person_id].name if each.person_id in classes else "") for each in found]


def pupils_called(rights: Rights, given: str, family: str, group: str) -> list[Person]:
    """The pupils at the custodian's schools with exactly this name; at most two."""
    found = rights.pupils("protection_raise").filter(sort_key=sort_key(f"{family.strip()} {given.strip()}"))
    if group.strip():
        in_class = live_memberships(rights.on).filter(role=Membership.Role.PUPIL, group__name__iexact=group.strip())
        found = found.filter(pk__in=in_class.values("person"))
    return list(found.order_by("pk")[:2])


def clearances_of(pupil: Person, on: dt.date) -> list[Clearance]:
    """Those named for the pupil, today or later, by name."""
    still = live_on(on) | Q(valid_from__gt=on)
    return list(
        Clearance.objects.filter(still, pupil=pupil).select_related("user__person").order_by("granted_at", "pk")
    )


@dataclass(frozen=True)
class Recalled:
    """One user's looks at the pupil, with the name."""

    name: str
    seen: Seen


def recalled(pupil: Person, at: dt.datetime, *, but_for: set[str]) -> list[Recalled]:
    """Everybody who has been shown the pupil in 24 months, but for the one who asks. Two reads."""
    seen = [each for each in recall_list(pupil, at) if each.by not in but_for]
    names = names_of([each.by for each in seen])
    return [Recalled(names.get(each.by, each.by), each) for each in seen]
