"""Guests: somebody from another service follows one pupil, at most 90 days at a time. They are ended in `actions.py`."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Person
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.access.roles import GUESTS, OF_THE_HOUSE
from tettpaa.trust.access.rules import moment_of
from tettpaa.trust.access.ties import ties_of
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.rules import LONGEST


def assign_guest(
    *, user: User, pupil: Person, role: str, begins_at: dt.datetime, ends_at: dt.datetime, reason: str, by: str,
    at: dt.datetime,
) -> Assignment:  # fmt: skip
    """Let somebody from another service follow one pupil, at most 90 days at a time; or what stands, asked for again.

    Nobody lets themselves in, and nobody who works for the school is let into another body's zone.
    """
    if role not in GUESTS:
        raise ValidationError(_("Rollen %(role)s er ikke en gjest fra en annen tjeneste.") % {"role": role})
    _refuse_span(begins_at, ends_at, reason)
    _refuse_own_people(user, by, at)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=pupil.pk)
        standing = Assignment.objects.filter(user=user, pupil=pupil, role=role, ends_at__gt=at).first()
        if standing is not None and standing.ends_at == ends_at and standing.granted_by == by:
            return standing
        if standing is not None:
            raise ValidationError(_("Personen har alt dette oppdraget. Forny det i stedet."))
        return _give(user, pupil, role, begins_at, ends_at, reason, by, at, "assignment_given")


def renew_guest(
    *, assignment: Assignment, ends_at: dt.datetime, reason: str, by: str, at: dt.datetime
) -> Assignment:  # fmt: skip
    """Given anew from now, with a reason of its own; the old one is over the moment the new begins."""
    _refuse_span(at, ends_at, reason)
    _refuse_own_people(assignment.user, by, at)
    with transaction.atomic():
        held = Assignment.objects.select_for_update().filter(pk=assignment.pk, role__in=GUESTS, ends_at__gt=at).first()
        if held is None:
            raise ValidationError(_("Oppdraget er avsluttet eller alt fornyet."))
        Assignment.objects.filter(pk=held.pk).update(ends_at=at)
        return _give(held.user, held.pupil, held.role, at, ends_at, reason, by, at, "assignment_renewed")


def guests_of(pupils: QuerySet[Person] | list[int], at: dt.datetime) -> QuerySet[Assignment]:
    """Who from another service follows these pupils now, or will; whose time is over first comes first."""
    found = Assignment.objects.filter(pupil__in=pupils, role__in=GUESTS, ends_at__gt=at)
    return found.select_related("user__person", "pupil").order_by("ends_at", "pk")


def _give(
    user: User, pupil: Person, role: str, begins_at: dt.datetime, ends_at: dt.datetime, reason: str, by: str,
    at: dt.datetime, event: str,
) -> Assignment:  # fmt: skip
    given = Assignment.objects.create(
        user=user, pupil=pupil, role=role, begins_at=begins_at, ends_at=ends_at, reason=reason.strip(), granted_by=by,
        granted_at=at,
    )  # fmt: skip
    record_event(
        by=by, at=at, action=event, about=("assignment", given.pk), owner_id=pupil.owner_id,
        details={"user": user.pk, "pupil": pupil.pk, "role": role},
    )  # fmt: skip
    return given


def _refuse_span(begins_at: dt.datetime, ends_at: dt.datetime, reason: str) -> None:
    if not begins_at < ends_at <= begins_at + LONGEST:
        raise ValidationError(_("Tilgangen slutter etter at den begynner, og varer høyst 90 dager om gangen."))
    if not reason.strip():
        raise ValidationError(_("Skriv hvorfor tilgangen gis."))


def _refuse_own_people(user: User, by: str, at: dt.datetime) -> None:
    if user.username == by:
        raise ValidationError(_("Ingen gir seg selv et oppdrag."))
    if any(tie.role in OF_THE_HOUSE for tie in ties_of(user, moment_of(at))):
        raise ValidationError(
            _("Den som arbeider ved skolen eller hos skoleeier, er ikke gjest fra en annen tjeneste.")
        )
