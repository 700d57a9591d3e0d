"""Asking for, answering and ending consents; sharing and taking back. Each is one transaction and one event."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.schools.people.models import Person
from tettpaa.trust.access.matrix import THING
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.models import Consent, EarlierYes, Share
from tettpaa.trust.sharing.queries import told, who_decides
from tettpaa.trust.sharing.rules import (
    ConsentState,
    Decider,
    Matter,
    Wish,
    faults_in_share,
    is_whole,
    last_day_of,
    state_of,
)
from tettpaa.trust.sharing.words import fault_words


def ask_consent(
    *, pupil: Person, matter: Matter, things: Collection[str], purpose: str, receivers: str,
    guardian: Person | None = None, form_id: UUID | None = None, by: str, at: dt.datetime,
) -> Consent:  # fmt: skip
    """Ask who decides: for named things, a purpose and named receivers. Nothing is open until somebody says yes.

    Asked again in the same form, it is the one already asked.
    """
    if not things or set(things) - set(THING):
        raise ValidationError({"things": _("Velg hva samtykket gjelder.")})
    if not purpose.strip() or not receivers.strip():
        raise ValidationError(_("Skriv hva det skal brukes til, og hvem som får se det."))
    try:
        with transaction.atomic():
            consent = Consent.objects.create(
                pupil=pupil, matter=matter, things=" ".join(sorted(things)), purpose=purpose.strip(),
                receivers=receivers.strip(), guardian=guardian, form_id=form_id, asked_by=by, asked_at=at,
            )  # fmt: skip
            _record("consent_asked", consent, by, at, things=sorted(things))
    except IntegrityError:
        if (asked := Consent.objects.filter(form_id=form_id, pupil=pupil, asked_by=by).first()) is None:
            raise
        return asked
    return consent


def answer_consent(
    *, consent: Consent, answer: str, answered_by: Person, route: str, valid_to: dt.date | None = None, by: str,
    at: dt.datetime, on: dt.date,
) -> None:  # fmt: skip
    """Write down yes or no, once, from who decides today. A guardian's yes ends when the pupil comes to decide.

    Where the law asks all guardians, a yes waits for the others' (`decides.toml`); one no is enough to refuse.
    """
    if answer not in Consent.Answer.values or route not in Consent.Route.values:
        raise ValidationError(_("Velg svar, og hvordan det kom."))
    with transaction.atomic():
        held = Consent.objects.select_for_update().select_related("pupil").get(pk=consent.pk)
        matter, born = Matter(held.matter), held.pupil.birth_date
        decider, those = _who_may_answer(held, answered_by, valid_to, on)
        earlier = list(held.earlier_yeses.all())
        yeses = {answered_by.pk, *(yes.guardian_id for yes in earlier)}
        if answer == Consent.Answer.GIVEN and not is_whole(matter, those, yeses):
            _keep_yes(held, answered_by, route, valid_to, by, at, earlier)
            return
        assert born is not None  # noqa: S101 - else it would be unknown who decides
        days = [day for day in (valid_to, *(yes.valid_to for yes in earlier)) if day is not None]
        held.answer, held.route, held.answered_by, held.written_by, held.answered_at = (
            answer,
            route,
            answered_by,
            by,
            at,
        )
        held.valid_to = last_day_of(matter, decider, born, min(days, default=None))
        held.save()
        _record(f"consent_{answer}", held, by, at, route=route, decider=decider)


def _who_may_answer(
    held: Consent, answered_by: Person, valid_to: dt.date | None, on: dt.date
) -> tuple[Decider, set[int]]:
    """Who decides, and their keys, where the one who answers is among them and there is something to answer."""
    if state_of(told(held), on) is not ConsentState.ASKED:
        raise ValidationError(_("Det er svart på dette samtykket."))
    decider, those = who_decides(held, on)
    if decider is Decider.UNKNOWN:
        raise ValidationError(_("Fødselsdatoen mangler, så det er ukjent hvem som avgjør."))
    if answered_by.pk not in those:
        raise ValidationError(_("Det er ikke denne personen som avgjør."))
    if valid_to is not None and valid_to < on:
        raise ValidationError(_("Sluttdagen er før i dag."))
    return decider, those


def _keep_yes(
    held: Consent, guardian: Person, route: str, valid_to: dt.date | None, by: str, at: dt.datetime,
    earlier: list[EarlierYes],
) -> None:  # fmt: skip
    """The first of several yeses: nothing is open before the last."""
    if guardian.pk in {yes.guardian_id for yes in earlier}:
        raise ValidationError(_("Denne foresatte har alt sagt ja. Samtykket venter på de andre."))
    EarlierYes.objects.create(
        consent=held, guardian=guardian, route=route, valid_to=valid_to, written_by=by, said_at=at
    )
    _record("consent_agreed_by_one", held, by, at, route=route)


def end_consent(*, consent: Consent, how: str, reason: str, by: str, at: dt.datetime, on: dt.date) -> None:
    """Withdrawn by who gave it, or found not valid: what rests on it is closed with it, from the next request on."""
    if how not in Consent.End.values:
        raise ValidationError(_("Velg om samtykket er trukket eller ikke gyldig."))
    if how == Consent.End.INVALIDATED and not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor samtykket ikke er gyldig.")})
    with transaction.atomic():
        held = Consent.objects.select_for_update().get(pk=consent.pk)
        if state_of(told(held), on) not in {ConsentState.GIVEN, ConsentState.ASKED}:
            raise ValidationError(_("Samtykket gjelder ikke lenger."))
        held.ended_how, held.ended_by, held.ended_at, held.end_reason = how, by, at, reason.strip()
        held.save()
        closed = Share.objects.filter(consent=held, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
        _record(f"consent_{how}", held, by, at, shares_closed=closed)


def share_with(
    *, pupil: Person, user: User, things: Collection[str], purpose: str, basis: str, law: str, necessity: str,
    consent: Consent | None = None, begins_at: dt.datetime, ends_at: dt.datetime, form_id: UUID | None = None, by: str,
    at: dt.datetime, on: dt.date,
) -> Share:  # fmt: skip
    """Let one person see some things. The caller has asked the matrix whether `by` may share each of them.

    Sent again in the same form, it is the share already given, also where it has been taken back since.
    """
    if basis not in Share.Basis.values:
        raise ValidationError({"basis": _("Velg hva delingen bygger på.")})
    if form_id and (given := Share.objects.filter(form_id=form_id, pupil=pupil, shared_by=by).first()) is not None:
        return given
    with transaction.atomic():
        agreed = _agreed(consent, pupil, on) if basis == Share.Basis.CONSENT else None
        wish = Wish(things, purpose, basis, law, necessity, begins_at, ends_at, agreed)
        if faults := faults_in_share(wish):
            raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
        share = Share.objects.create(
            pupil=pupil, user=user, things=" ".join(sorted(things)), purpose=purpose.strip(), basis=basis,
            law=law.strip(), necessity=necessity.strip(), consent=consent if agreed is not None else None,
            begins_at=begins_at, ends_at=ends_at, form_id=form_id, shared_by=by, shared_at=at,
        )  # fmt: skip
        _record("share_given", share, by, at, user=user.pk, things=sorted(things), basis=basis)
    return share


def withdraw_share(*, share: Share, by: str, at: dt.datetime) -> None:
    """Closed from the next request on; what has been read stays in the log."""
    with transaction.atomic():
        if not Share.objects.filter(pk=share.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by):
            raise ValidationError(_("Delingen er alt trukket tilbake."))
        _record("share_withdrawn", share, by, at)


def _agreed(consent: Consent | None, pupil: Person, on: dt.date) -> list[str] | None:
    """The things of a consent that stands for this pupil; held fast until the share is written."""
    held = Consent.objects.select_for_update().filter(pk=consent.pk, pupil=pupil).first() if consent else None
    if held is None or state_of(told(held), on) is not ConsentState.GIVEN:
        return None
    return str(held.things).split()


def _record(action: str, row: Consent | Share, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=(row._meta.model_name or "", row.pk), owner_id=row.pupil.owner_id,
        details={"pupil": row.pupil_id} | details,
    )  # fmt: skip
