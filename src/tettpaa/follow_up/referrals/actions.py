"""Writing a referral and moving it from state to state. Each is one transaction, one step and one event."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.follow_up.referrals.advisers import close_to_ppt, holders_at_ppt, note_mistake, open_to_ppt
from tettpaa.follow_up.referrals.models import Referral, ReferralStep
from tettpaa.follow_up.referrals.queries import live_consent
from tettpaa.follow_up.referrals.rules import (
    LONGEST,
    LONGEST_LINE,
    fault_in,
    fault_in_day,
    faults_in_referral,
    points_on,
)
from tettpaa.follow_up.referrals.states import ASSESSED, DRAFT, STATES, VOIDED
from tettpaa.follow_up.referrals.states import LIVE as LIVE_REFERRALS
from tettpaa.follow_up.referrals.telling import tell_of_state
from tettpaa.follow_up.referrals.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def draft_referral(
    *, case: Case, reason: str, tried: str, asks: str, form_id: UUID, by: str, at: dt.datetime
) -> Referral:
    """Write a referral in a case that is not over, one at a time; or the one already written in the same form."""
    _refuse(faults_in_referral(reason=reason, tried=tried, asks=asks))
    try:
        with transaction.atomic():
            held = Case.objects.select_for_update().get(pk=case.pk)
            if held.state not in LIVE:
                raise ValidationError(_("Saken er avsluttet."))
            referral = Referral.objects.create(
                case=held, pupil_id=held.pupil_id, reason=reason.strip(), tried=tried.strip(), asks=asks.strip(),
                state=DRAFT, form_id=form_id, drafted_at=at, drafted_by=by,
            )  # fmt: skip
            _write_step(referral, DRAFT, _day(at), "", by, at)
    except IntegrityError:
        written = Referral.objects.filter(form_id=form_id, case=case, drafted_by=by).first()
        if written is None:
            raise ValidationError(_("Saken har alt en henvisning som ikke er ferdig.")) from None
        return written
    return referral


def change_draft(*, referral: Referral, reason: str, tried: str, asks: str, by: str, at: dt.datetime) -> None:
    """Write the texts anew; what has been sent is not changed."""
    _refuse(faults_in_referral(reason=reason, tried=tried, asks=asks))
    with transaction.atomic():
        changed = Referral.objects.filter(pk=referral.pk, state=DRAFT).update(
            reason=reason.strip(), tried=tried.strip(), asks=asks.strip()
        )
        if not changed:
            raise ValidationError(_("Henvisningen er sendt og kan ikke endres."))
        _record("referral_changed", referral, by, at)


def send_referral(
    *, referral: Referral, on: dt.date, adviser: User | None = None, by: str, at: dt.datetime
) -> None:  # fmt: skip
    """Send it to PPT: only while the consent of who decides stands (opplæringslova §§ 11-7 and 24-5).

    `adviser` gets to see it here; None where PPT gets it another way.
    """
    with transaction.atomic():
        consent = live_consent(referral.pupil_id, _day(at))
        if consent is None:
            raise ValidationError(_("Det er ikke gitt samtykke til henvisning. Be om det først."))
        _move(referral, "send_referral", on, "", by, at, consent=consent)
        if adviser is not None:
            open_to_ppt(referral=referral, adviser=adviser, by=by, at=at)


def receive_referral(*, referral: Referral, on: dt.date, by: str, at: dt.datetime) -> None:
    """PPT has it."""
    _move(referral, "receive_referral", on, "", by, at)


def begin_assessment(*, referral: Referral, on: dt.date, by: str, at: dt.datetime) -> None:
    """PPT works on it."""
    _move(referral, "begin_assessment", on, "", by, at)


def receive_assessment(
    *, referral: Referral, on: dt.date, points: Mapping[str, str | bool], by: str, at: dt.datetime
) -> None:  # fmt: skip
    """The expert assessment has come. `points`: what it says of each point of § 11-8, or that it says something.

    Those that are not there, or empty, are missing.
    """
    known = [point.key for point in points_on(on)]
    if set(points) - set(known):
        raise ValidationError({"points": _("Velg blant punktene i § 11-8.")})
    if any(isinstance(said, str) and len(said) > LONGEST for said in points.values()):
        raise ValidationError(fault_words("line_too_long"))
    told = {key: said.strip() if isinstance(said := points.get(key, False), str) else said for key in known}
    _move(referral, "receive_assessment", on, "", by, at, points=told)


def close_referral(
    *, referral: Referral, on: dt.date, reason: str, decision_on: dt.date | None = None, decision_reference: str = "",
    by: str, at: dt.datetime,
) -> None:  # fmt: skip
    """Over, with what came of it; a decision on individual facilitation is pointed to, never made here."""
    _refuse_line(reason)
    if decision_on is not None and not _has_come(referral):
        raise ValidationError({"decision_on": _("Et vedtak bygger på en sakkyndig vurdering, og den er ikke mottatt.")})
    _move(
        referral, "close_referral", on, reason, by, at, decision_on=decision_on,
        decision_reference=decision_reference.strip(),
    )  # fmt: skip


def withdraw_referral(*, referral: Referral, on: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    """Pupil, parents or school take it back."""
    _refuse_line(reason)
    _move(referral, "withdraw_referral", on, reason, by, at)


def void_referral(*, referral: Referral, reason: str, by: str, at: dt.datetime) -> None:
    """Mark as entered by mistake ('feilført'); it stays to be read as that, and who has read it is told."""
    _refuse_line(reason)
    wrote = list(ReferralStep.objects.filter(referral=referral).values_list("by", flat=True))
    with transaction.atomic():
        at_ppt = _move(referral, "void_referral", _day(at), reason, by, at) + note_mistake(referral, at)
        tell_of_state(referral, VOIDED, at_ppt, by, at)
        tell_readers(
            kind="referral_voided", about=referral.pk, pupil=referral.pupil, since=referral.drafted_at, wrote=wrote,
            told=[user.get_username() for user in at_ppt], by=by, at=at,
        )  # fmt: skip


def _move(
    referral: Referral, act: str, on: dt.date, reason: str, by: str, at: dt.datetime, **fields: object
) -> list[User]:  # fmt: skip
    """From where the referral stands by the act, or a refusal: two who press at once, only one is first.

    Answers who at PPT had it, and is told.
    """
    with transaction.atomic():
        among = Referral.objects.select_related("case__school", "pupil")
        held = among.select_for_update(of=("self",)).get(pk=referral.pk)
        state = STATES[held.state]
        if act not in state.acts:
            raise ValidationError(_("Det går ikke nå: henvisningen står som «%(state)s».") % {"state": _(state.word)})
        last = ReferralStep.objects.filter(referral=held).order_by("-at", "-pk")[0].on
        if fault := fault_in_day(on, not_before=last, today=_day(at)):
            raise ValidationError({"on": fault_words(fault)})
        to = state.acts[act]
        at_ppt = holders_at_ppt(held, to, at)
        Referral.objects.filter(pk=held.pk).update(state=to, **fields)
        if to not in LIVE_REFERRALS:
            close_to_ppt(held, at)
        _write_step(held, to, on, reason, by, at)
        tell_of_state(held, to, at_ppt, by, at)
    referral.refresh_from_db()
    return at_ppt


def _write_step(referral: Referral, state: str, on: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    ReferralStep.objects.create(referral=referral, state=state, on=on, reason=reason.strip(), at=at, by=by)
    _record(STATES[state].event, referral, by, at, on=on.isoformat())


def _has_come(referral: Referral) -> bool:
    return ReferralStep.objects.filter(referral=referral, state=ASSESSED).exists()


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(OSLO).date()


def _record(action: str, referral: Referral, by: str, at: dt.datetime, **details: str) -> None:
    record_event(
        by=by, at=at, action=action, about=("referral", referral.pk), owner_id=referral.pupil.owner_id,
        details={"pupil": referral.pupil_id, "case": str(referral.case_id), **details},
    )  # fmt: skip


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})


def _refuse_line(reason: str) -> None:
    if fault := fault_in(reason, LONGEST_LINE):
        raise ValidationError({"reason": fault_words(fault)})
