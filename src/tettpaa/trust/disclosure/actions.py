"""Choosing what numbers are rounded to: coarser at once, finer with the privacy officer's approval."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.disclosure.models import RoundingChoice
from tettpaa.trust.disclosure.queries import WAITING, rounding_of
from tettpaa.trust.disclosure.rules import fault_in_choice, is_finer


def choose_rounding(
    *, owner: Owner, rounded_to: int, valid_from: dt.date, reason: str, by: str, at: dt.datetime, on: dt.date
) -> RoundingChoice:
    """Round to this from a day on. What tells less needs nobody's yes; what tells more than would hold that day waits for one.

    A new choice takes the place of one that waited.
    """
    if found := fault_in_choice(rounded_to=rounded_to, valid_from=valid_from, reason=reason, on=on):
        raise ValidationError({field: _words(fault) for field, fault in found.items()})
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        before = rounding_of(owner, valid_from)
        RoundingChoice.objects.filter(WAITING, owner=owner).update(closed_at=at)
        choice = RoundingChoice.objects.create(
            owner=owner, rounded_to=rounded_to, valid_from=valid_from, reason=reason.strip(), chosen_by=by, chosen_at=at,
            needs_approval=is_finer(rounded_to, before),
        )  # fmt: skip
        action = "finer_rounding_asked" if choice.needs_approval else "rounding_chosen"
        _record(action, choice, by, at, before=before)
    return choice


def approve_rounding(*, choice: RoundingChoice, by: str, at: dt.datetime) -> None:
    """The privacy officer says yes to a finer choice; nobody approves their own. The caller holds the permission."""
    if choice.chosen_by == by:
        raise ValidationError(_("En annen enn den som ba om det, må godkjenne."))
    with transaction.atomic():
        if not _waiting(choice).update(approved_by=by, approved_at=at):
            raise ValidationError(_("Valget venter ikke lenger på godkjenning."))
        _record("finer_rounding_approved", choice, by, at)


def refuse_rounding(*, choice: RoundingChoice, by: str, at: dt.datetime) -> None:
    """The privacy officer says no: what holds goes on. The caller holds the permission."""
    with transaction.atomic():
        if not _waiting(choice).update(closed_at=at):
            raise ValidationError(_("Valget venter ikke lenger på godkjenning."))
        _record("finer_rounding_refused", choice, by, at)


def _waiting(choice: RoundingChoice) -> QuerySet[RoundingChoice]:
    """The row itself while it waits; locked by the update that finds it."""
    return RoundingChoice.objects.filter(WAITING, pk=choice.pk)


def _record(action: str, choice: RoundingChoice, by: str, at: dt.datetime, **details: int) -> None:
    about = {"rounded_to": choice.rounded_to, "valid_from": choice.valid_from.isoformat()}
    record_event(
        by=by, at=at, action=action, about=("rounding_choice", choice.pk), owner_id=choice.owner_id,
        details=about | details,
    )  # fmt: skip


def _words(fault: str) -> str:
    return {
        "no_step": _("Dette kan ingen velge."), "in_the_past": _("Velg i dag eller en senere dag."),
        "no_reason": _("Skriv hvorfor, med noen ord."),
    }[fault]  # fmt: skip
