"""What the pages of consents and shares ask for: what the reader may do, who answers, who receives, what can be shared."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tettpaa.kit.text import sort_key
from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.schools.people.queries import live_on
from tettpaa.schools.people.rules import age_on
from tettpaa.trust.access.matrix import Action, thing_named
from tettpaa.trust.access.permissions import permission_named, permission_of
from tettpaa.trust.access.queries import whom
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.guardians.queries import choices_of
from tettpaa.trust.guardians.rules import Says, band_of, fields_on
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.models import Consent
from tettpaa.trust.sharing.queries import standing_consent, who_decides
from tettpaa.trust.sharing.rules import SHAREABLE

ASKED = (
    "consent_read", "consent_ask", "consent_record", "consent_void", "share_read", "share_give", "share_end",
)  # fmt: skip


@dataclass(frozen=True)
class May:
    """What the reader may do about one pupil, and which things they may share of it."""

    permitted: frozenset[str]
    things: frozenset[str]
    knows_guardians: bool

    def __contains__(self, permission: str) -> bool:
        return permission in self.permitted


def may_of(rights: Rights, pupil: Person) -> May:
    """All questions about one pupil. Two reads."""
    about = whom(pupil, rights.moment)
    permitted = frozenset(name for name in ASKED if rights.decides(permission_named(name), about))
    can_share = (permission_of(thing_named(thing), Action.SHARE) for thing in SHAREABLE)
    things = frozenset(permission.thing for permission in can_share if rights.decides(permission, about))
    knows_guardians = rights.decides(permission_of(thing_named("guardian_link"), Action.READ), about)
    return May(permitted, things, knows_guardians)


def guardians_of(pupil: Person, on: dt.date) -> list[Person]:
    """Those with parental responsibility on the day, by name."""
    links = GuardianLink.objects.filter(live_on(on), pupil=pupil, has_parental_responsibility=True)
    return list(Person.objects.filter(pk__in=links.values("guardian"), is_gone=False).order_by("sort_key", "pk"))


def on_consent(pupil: Person, on: dt.date) -> frozenset[str]:
    """What the pupil can open to a guardian at the pupil's age, by the owner's table; nothing without a birth date."""
    if pupil.birth_date is None:
        return frozenset()
    fields, choices = fields_on(on), choices_of([pupil.owner_id]).get(pupil.owner_id, {})
    band = band_of(fields, age_on(pupil.birth_date, on))
    return frozenset(thing for thing in fields.things if fields.says(thing, band, choices) is Says.CONSENT)


def those_who_answer(consent: Consent, on: dt.date, *, knows_guardians: bool) -> list[Person]:
    """Who may be written down as having answered: the pupil, or guardians where the reader may know who they are."""
    _decider, keys = who_decides(consent, on)
    said = set(consent.earlier_yeses.values_list("guardian_id", flat=True))
    found = Person.objects.filter(pk__in=keys - said).order_by("sort_key", "pk")
    return [person for person in found if person.pk == consent.pupil_id or knows_guardians]


def standing_consents(pupil: Person, on: dt.date) -> QuerySet[Consent]:
    """Consents to share with somebody outside that stand: a share may rest on them."""
    return Consent.objects.filter(standing_consent("", on), pupil=pupil, guardian=None).order_by("-answered_at", "pk")


def receivers_called(text: str, owner_id: int) -> list[User]:
    """Active users of the owner with this user name, or with exactly this full name; at most two are read."""
    name = text.strip()
    ours = Q(person__owner=owner_id, person__is_gone=False) | Q(person=None, role_grants__owner=owner_id)
    given, _space, family = name.rpartition(" ")
    is_called = Q(username=name) | Q(person__sort_key=sort_key(f"{family} {given}")) if given else Q(username=name)
    # Someone with two family names is found by all ways to part the name.
    words = name.split()
    for cut in range(1, len(words) - 1):
        is_called |= Q(person__sort_key=sort_key(f"{' '.join(words[cut:])} {' '.join(words[:cut])}"))
    found = User.objects.filter(ours, is_called, is_active=True).distinct().order_by("pk")
    return list(found.select_related("person")[:2])
