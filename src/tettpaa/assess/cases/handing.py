"""Handing a case on: offered by the responsible, and moved only when another accepts ("stafettpinnen")."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.members import add_member
from tettpaa.assess.cases.models import Case, Handing
from tettpaa.assess.cases.rules import fault_in_line
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.cases.words import fault_words
from tettpaa.messages.outbox.actions import tell
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def offer_case(*, case: Case, to: User, reason: str, by: str, at: dt.datetime) -> Handing:
    """Offer the case to a colleague; one offer at a time, and whoever has it keeps it meanwhile."""
    if fault := fault_in_line(reason):
        raise ValidationError({"reason": fault_words(fault)})
    try:
        with transaction.atomic():
            held = Case.objects.select_for_update().get(pk=case.pk)
            if held.state not in LIVE:
                raise ValidationError(_("Saken er avsluttet."))
            if to.pk == held.responsible_id:
                raise ValidationError({"to": _("Denne personen har alt ansvaret.")})
            handing = Handing.objects.create(case=held, to=to, reason=reason.strip(), offered_at=at, offered_by=by)
            _record("case_offered", handing, by, at)
            _tell(to, "case_offered", handing, by, at)
    except IntegrityError:
        raise ValidationError(_("Saken er alt tilbudt noen. Vent på svaret, eller trekk tilbudet.")) from None
    return handing


def accept_case(*, handing: Handing, by: str, at: dt.datetime) -> None:
    """The one it was offered to takes it over, and becomes a member; who had it stays as they were."""
    with transaction.atomic():
        held = _answered(handing, is_accepted=True, answer="", by=by, at=at)
        Case.objects.filter(pk=held.case_id).update(responsible=held.to)
        add_member(case=held.case, user=held.to, reason=held.reason, by=by, at=at)
        _record("case_accepted", held, by, at)
        _tell_who_offered(held, by, at)


def decline_case(*, handing: Handing, reason: str, by: str, at: dt.datetime) -> None:
    """No, with a reason; or the offer taken back by who made it. The responsible is who it was."""
    if fault := fault_in_line(reason):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        held = _answered(handing, is_accepted=False, answer=reason.strip(), by=by, at=at)
        _record("case_declined", held, by, at)
        _tell_who_offered(held, by, at)


def _answered(handing: Handing, *, is_accepted: bool, answer: str, by: str, at: dt.datetime) -> Handing:
    """Written once, on a case that is not over; the case is held so that nothing else moves it meanwhile."""
    case = Case.objects.select_for_update().get(pk=handing.case_id)
    if case.state not in LIVE:
        raise ValidationError(_("Saken er avsluttet."))
    written = Handing.objects.filter(pk=handing.pk, answered_at=None).update(
        is_accepted=is_accepted, answer=answer, answered_at=at, answered_by=by
    )
    if not written:
        raise ValidationError(_("Tilbudet er alt besvart."))
    return Handing.objects.select_related("case__pupil", "to").get(pk=handing.pk)


def _tell_who_offered(handing: Handing, by: str, at: dt.datetime) -> None:
    """Whoever took the offer back needs no telling."""
    offered_by = User.objects.filter(username=handing.offered_by).exclude(username=by).first()
    if offered_by is not None:
        _tell(offered_by, "case_answered", handing, by, at)


def _tell(user: User, kind: str, handing: Handing, by: str, at: dt.datetime) -> None:
    if user.person is not None:
        tell(
            to=user.person,
            kind=kind,
            about=handing.case_id,
            once=str(handing.pk),
            pupil=handing.case.pupil,
            by=by,
            at=at,
        )


def _record(action: str, handing: Handing, by: str, at: dt.datetime) -> None:
    record_event(
        by=by, at=at, action=action, about=("case", handing.case_id), owner_id=handing.case.pupil.owner_id,
        details={"pupil": handing.case.pupil_id, "to": handing.to_id},
    )  # fmt: skip
