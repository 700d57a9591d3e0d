"""Raising and lowering the protection of an address, and naming who may know of a protected pupil.

Raised by one, at once: the next request finds it. Lowered by two. That there is a protection at all is a secret of the
address zone, so the events name the row and not the person.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User
from tettpaa.trust.protection.models import AddressProtection, Clearance
from tettpaa.trust.protection.queries import kin_of


def raise_protection(*, person: Person, grade: str, source: str, by: str, at: dt.datetime) -> AddressProtection:
    """Protect the address from now on; one that stands in the same grade is given again."""
    if grade not in AddressProtection.Grade.values:
        raise ValidationError({"grade": _("Velg en grad.")})
    if not source.strip():
        raise ValidationError({"source": _("Skriv hvor det er meldt fra.")})
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        standing = AddressProtection.objects.filter(person=person, grade=grade, lowered_at=None).first()
        if standing is not None:
            return standing
        raised = AddressProtection.objects.create(
            person=person, grade=grade, source=source.strip(), raised_by=by, raised_at=at
        )
        _record("protection_raised", raised, by, at)
    return raised


def ask_to_lower(*, protection: AddressProtection, reason: str, by: str, at: dt.datetime) -> None:
    """The first of two: says why the protection should end. It stands until the second has said yes."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor beskyttelsen skal oppheves.")})
    with transaction.atomic():
        open_ones = AddressProtection.objects.filter(pk=protection.pk, lowered_at=None)
        if not open_ones.update(lowering_asked_by=by, lowering_reason=reason.strip()):
            raise ValidationError(_("Beskyttelsen er alt opphevet."))
        _record("protection_lowering_asked", protection, by, at)


def lower_protection(*, protection: AddressProtection, by: str, at: dt.datetime) -> None:
    """The second of two: another than who asked."""
    with transaction.atomic():
        held = AddressProtection.objects.select_for_update().get(pk=protection.pk)
        if held.lowered_at is not None:
            raise ValidationError(_("Beskyttelsen er alt opphevet."))
        if not held.lowering_asked_by:
            raise ValidationError(_("Ingen har bedt om at beskyttelsen oppheves."))
        if held.lowering_asked_by == by:
            raise ValidationError(_("En annen enn den som ba om det, må oppheve beskyttelsen."))
        held.lowered_by, held.lowered_at = by, at
        held.save()
        _record("protection_lowered", held, by, at)


def clear_user(
    *, user: User, pupil: Person, reason: str, since: dt.date, until: dt.date | None, by: str, at: dt.datetime
) -> Clearance:
    """Name a user for one protected pupil: they see the pupil as they would see another. Never kin.

    Sent twice, it is the one that was given.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor personen må kjenne til eleven.")})
    if user.person is not None and pupil.pk in kin_of(user.person, since):
        raise ValidationError(_("Personen kan ikke klareres for denne eleven."))
    if until is not None and until < since:
        raise ValidationError(_("Sluttdagen er før startdagen."))
    says = {
        "user": user,
        "pupil": pupil,
        "reason": reason.strip(),
        "valid_from": since,
        "valid_to": until,
        "granted_by": by,
    }
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=pupil.pk)
        if (same := Clearance.objects.filter(**says).first()) is not None:
            return same
        cleared = Clearance.objects.create(**says, granted_at=at)
        _record("clearance_given", cleared, by, at)
    return cleared


def end_clearance(*, clearance: Clearance, last_day: dt.date, by: str, at: dt.datetime) -> None:
    """It holds through `last_day`."""
    with transaction.atomic():
        Clearance.objects.filter(pk=clearance.pk).update(valid_to=last_day)
        _record("clearance_ended", clearance, by, at, last_day=last_day.isoformat())


def confirm_clearance(*, clearance: Clearance, by: str, at: dt.datetime) -> None:
    """It is needed still. Another says so than the one it lets in."""
    with transaction.atomic():
        held = _held(clearance)
        if held.user.username == by:
            raise ValidationError(_("En annen må bekrefte din egen tilgang."))
        held.confirmed_by, held.confirmed_at = by, at
        held.save(update_fields=["confirmed_by", "confirmed_at"])
        _record("clearance_confirmed", held, by, at)


def lapse_clearance(
    *, clearance: Clearance, last_day: dt.date, opened_at: dt.datetime, by: str, at: dt.datetime
) -> bool:
    """End it, unless somebody has confirmed it since the round opened; whether it lapsed."""
    with transaction.atomic():
        held = _held(clearance)
        if held.confirmed_at is not None and held.confirmed_at >= opened_at:
            return False
        held.valid_to = last_day
        held.save(update_fields=["valid_to"])
        _record("clearance_lapsed", held, by, at, last_day=last_day.isoformat())
    return True


def _held(clearance: Clearance) -> Clearance:
    return Clearance.objects.select_for_update(of=("self",)).select_related("user", "pupil").get(pk=clearance.pk)


def _record(action: str, row: AddressProtection | Clearance, by: str, at: dt.datetime, **details: str) -> None:
    owner = row.person.owner_id if isinstance(row, AddressProtection) else row.pupil.owner_id
    kind = row._meta.model_name or ""
    record_event(by=by, at=at, action=action, about=(kind, row.pk), owner_id=owner, details=details)
