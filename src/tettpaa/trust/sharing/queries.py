"""Consents and shares that stand, read afresh for each request."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.schools.people.queries import live_on
from tettpaa.trust.sharing.models import Consent, Share
from tettpaa.trust.sharing.rules import Decider, Matter, Told, decider_of


def standing_consent(prefix: str, on: dt.date) -> Q:
    """Given, not ended, and still in its days; `prefix` leads to it from another table ('consent__')."""
    is_given = Q(**{f"{prefix}answer": Consent.Answer.GIVEN, f"{prefix}ended_at": None})
    return is_given & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": on}))


def live_shares(at: dt.datetime, on: dt.date) -> QuerySet[Share]:
    """Shares that stand; one that rests on a consent stands no longer than it."""
    rests = Q(consent=None) | standing_consent("consent__", on)
    return Share.objects.filter(rests, begins_at__lte=at, ends_at__gt=at, withdrawn_at=None, pupil__is_gone=False)


def agreed_for_guardian(guardian: Person, pupils: Iterable[int], on: dt.date) -> dict[int, frozenset[str]]:
    """Pupil → the things the pupil lets this guardian see. One read."""
    found: dict[int, frozenset[str]] = {}
    standing = Consent.objects.filter(standing_consent("", on), guardian=guardian, pupil__in=pupils)
    for pupil, things in standing.values_list("pupil_id", "things"):
        found[pupil] = found.get(pupil, frozenset()) | set(things.split())
    return found


def deciders(consent: Consent, decider: Decider, on: dt.date) -> set[int]:
    """Keys of those who may answer: the pupil, or each guardian with parental responsibility."""
    if decider is Decider.PUPIL:
        return {consent.pupil_id}
    links = GuardianLink.objects.filter(live_on(on), pupil=consent.pupil_id, has_parental_responsibility=True)
    return set(links.values_list("guardian_id", flat=True)) if decider is Decider.GUARDIAN else set()


def who_decides(consent: Consent, on: dt.date) -> tuple[Decider, set[int]]:
    """Who decides on the day, and their keys. The consent's pupil is read with it."""
    decider = decider_of(Matter(consent.matter), consent.pupil.birth_date, on)
    return decider, deciders(consent, decider, on)


def told(consent: Consent) -> Told:
    """What the rules look at."""
    return Told(consent.answer, consent.valid_to, consent.ended_how)
