"""Choosing what guardians see: tightened freely, loosened with a reason and the privacy officer's approval."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.guardians.models import FieldChoice
from tettpaa.trust.guardians.queries import IN_FORCE, WAITING, choices_of
from tettpaa.trust.guardians.rules import Band, Says, fields_on, is_looser


def choose_field(
    *, owner: Owner, thing: str, band: Band, says: Says, reason: str, by: str, at: dt.datetime, on: dt.date
) -> FieldChoice:
    """Say what guardians see of a thing at an age. What is tighter holds at once; what is looser waits for approval."""
    fields = fields_on(on)
    if (thing, band) not in fields.shipped:
        raise ValidationError(_("Dette kan ingen foresatt se."))
    if is_looser(says, fields.most[thing, band]):
        raise ValidationError(_("Så mye kan en foresatt ikke se i denne alderen: %(law)s") % {"law": fields.source})
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        now = fields.says(thing, band, choices_of([owner.pk]).get(owner.pk, {}))
        is_loosened = is_looser(says, now)
        if is_loosened and not reason.strip():
            raise ValidationError({"reason": _("Skriv hvorfor foresatte skal se mer.")})
        # A tightening takes with it what waited to loosen.
        _replace(owner, thing, band, WAITING if is_loosened else Q(), at)
        choice = FieldChoice.objects.create(
            owner=owner, thing=thing, band=band, says=says, reason=reason.strip(), chosen_by=by, chosen_at=at,
            needs_approval=is_loosened,
        )  # fmt: skip
        _record("field_loosening_asked" if is_loosened else "field_tightened", choice, by, at, before=now)
    return choice


def approve_loosening(*, choice: FieldChoice, by: str, at: dt.datetime) -> None:
    """The privacy officer says yes to a looser choice; nobody approves their own. The caller holds the permission."""
    if choice.chosen_by == by:
        raise ValidationError(_("En annen enn den som ba om det, må godkjenne."))
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=choice.owner_id)
        waiting = FieldChoice.objects.filter(WAITING, pk=choice.pk, replaced_at=None)
        if not waiting.exists():
            raise ValidationError(_("Valget venter ikke lenger på godkjenning."))
        _replace(choice.owner, choice.thing, Band(choice.band), IN_FORCE, at)
        waiting.update(approved_by=by, approved_at=at)
        _record("field_loosened", choice, by, at)


def refuse_loosening(*, choice: FieldChoice, by: str, at: dt.datetime) -> None:
    """The privacy officer says no: what holds goes on. The caller holds the permission."""
    with transaction.atomic():
        if not FieldChoice.objects.filter(WAITING, pk=choice.pk, replaced_at=None).update(replaced_at=at):
            raise ValidationError(_("Valget venter ikke lenger på godkjenning."))
        _record("field_loosening_refused", choice, by, at)


def _replace(owner: Owner, thing: str, band: Band, kind: Q, at: dt.datetime) -> None:
    """Open choices of the kind give way to another."""
    FieldChoice.objects.filter(kind, owner=owner, thing=thing, band=band, replaced_at=None).update(replaced_at=at)


def _record(action: str, choice: FieldChoice, by: str, at: dt.datetime, **details: str) -> None:
    about = {"thing": choice.thing, "band": choice.band, "says": choice.says}
    record_event(
        by=by, at=at, action=action, about=("field_choice", choice.pk), owner_id=choice.owner_id,
        details=about | details,
    )  # fmt: skip
