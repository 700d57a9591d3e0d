"""Asking PPT without naming anybody, and writing what was answered. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.referrals.advisers import advisers_at
from tettpaa.follow_up.referrals.models import Consult, VoidedAnswer
from tettpaa.follow_up.referrals.queries import names_at
from tettpaa.follow_up.referrals.rules import LONGEST_LINE, fault_in, fault_in_day, names_in
from tettpaa.follow_up.referrals.words import fault_words, named_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.places.models import School
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def ask_consult(
    *, school: School, question: str, form_id: UUID, unknown: frozenset[int] = frozenset(), by: str, at: dt.datetime
) -> Consult:
    """One question, or the one already asked in the same form. Refused where it names somebody of the school.

    `unknown` are keys of people the asker must not learn of: their names are not looked for, or a refusal would tell.
    """
    _refuse_names("question", question, school, unknown, at)
    try:
        with transaction.atomic():
            consult = Consult.objects.create(
                school=school, question=question.strip(), asked_on=_day(at), form_id=form_id, asked_at=at, asked_by=by
            )
            _record("consult_asked", consult, by, at)
    except IntegrityError:
        asked = Consult.objects.filter(form_id=form_id, asked_by=by).first()
        if asked is None:
            raise
        return asked
    return consult


def answer_consult(
    *, consult: Consult, answer: str, on: dt.date, unknown: frozenset[int] = frozenset(), by: str, at: dt.datetime
) -> None:
    """What PPT said, as the school writes it down, once; it names nobody either."""
    _refuse_names("answer", answer, consult.school, unknown, at)
    _write_answer(consult, answer, on, by, at, by_ppt=False)


def reply_to_consult(*, consult: Consult, answer: str, on: dt.date, by: str, at: dt.datetime) -> None:
    """What PPT itself answers, once, whoever it names: PPT's office sees no pupil, so a refusal would tell who goes there.

    The school's reader is warned of names (`queries.naming`).
    """
    if fault := fault_in(answer):
        raise ValidationError({"answer": fault_words(fault)})
    _write_answer(consult, answer, on, by, at, by_ppt=True)


def _write_answer(consult: Consult, answer: str, on: dt.date, by: str, at: dt.datetime, *, by_ppt: bool) -> None:
    """Who asked is told, where another wrote the answer; PPT's office, where the school did: nobody waits for it now."""
    if fault := fault_in_day(on, not_before=consult.asked_on, today=_day(at)):
        raise ValidationError({"on": fault_words(fault)})
    with transaction.atomic():
        written = Consult.objects.filter(pk=consult.pk, answered_at=None, voided_at=None).update(
            answer=answer.strip(), answered_on=on, answered_at=at, answered_by=by
        )
        if not written:
            raise ValidationError(_("Svaret er alt skrevet, eller drøftingen er feilført."))
        _record("consult_answered", consult, by, at)
        once = str(_taken_back(consult) or "")
        _tell("consult_answered", {consult.asked_by}, consult, by, at, once=once)
        if not by_ppt:
            _tell("consult_answered_at_ppt", _office(consult, at), consult, by, at, once=once)


def void_consult(
    *, consult: Consult, reason: str, unknown: frozenset[int] = frozenset(), by: str, at: dt.datetime
) -> None:  # fmt: skip
    """Entered by mistake ('feilført'), the question with its answer: both stay to be read as that, and nobody answers it now.

    A consult names nobody, so the log of reads does not know who has read it: who asked, who answered, and all who answer
    for PPT at the school, or did when they answered this, are told. They read why, so that names nobody either.
    """
    _refuse_names("reason", reason, consult.school, unknown, at)
    with transaction.atomic():
        standing = Consult.objects.filter(pk=consult.pk, voided_at=None)
        if not standing.update(voided_at=at, voided_by=by, voided_why=reason.strip()):
            raise ValidationError(_("Drøftingen er alt merket som feilført."))
        consult.refresh_from_db()
        _record("consult_voided", consult, by, at)
        office, wrote = _office(consult, at), _answered_for_ppt(consult)
        _tell("consult_voided", {consult.asked_by, consult.answered_by} - office - wrote, consult, by, at)
        _tell("consult_voided_at_ppt", office, consult, by, at)
        _tell("own_answer_voided", wrote - office, consult, by, at)


def void_answer(*, consult: Consult, reason: str, by: str, at: dt.datetime) -> None:
    """PPT's answer was a mistake ('feilført'): whoever wrote it takes it back, and the question waits for PPT anew.

    The text stays to be read as that, and who asked is told. Nobody takes back what another wrote: what the school wrote
    down is its own to mark (`void_consult`). As in the answer, no name is looked for.
    """
    if fault := fault_in(reason, LONGEST_LINE):
        raise ValidationError({"reason": fault_words(fault)})
    with transaction.atomic():
        held = Consult.objects.select_for_update().get(pk=consult.pk)
        is_own = held.answered_by == by and held.voided_at is None
        if not is_own or held.answered_on is None or held.answered_at is None:
            raise ValidationError(_("Bare den som har skrevet svaret, kan si at det er feil."))
        VoidedAnswer.objects.create(
            consult=held, answer=held.answer, answered_on=held.answered_on, answered_at=held.answered_at, answered_by=by,
            voided_at=at, voided_by=by, voided_why=reason.strip(),
        )  # fmt: skip
        Consult.objects.filter(pk=held.pk).update(answer="", answered_on=None, answered_at=None, answered_by="")
        _record("consult_answer_voided", held, by, at)
        _tell("consult_answer_voided", {held.asked_by}, held, by, at, once=str(_taken_back(held)))
    consult.refresh_from_db()


def _tell(kind: str, usernames: set[str], consult: Consult, by: str, at: dt.datetime, once: str = "") -> None:
    """Those who have somewhere to be told; another service's people see it where their questions stand."""
    people = User.objects.filter(username__in=usernames - {by}, person__isnull=False).select_related("person")
    for user in people.order_by("username"):
        if user.person is not None:
            tell(to=user.person, kind=kind, about=consult.pk, once=once, by=by, at=at)


def _office(consult: Consult, at: dt.datetime) -> set[str]:
    """Who answers for PPT at the school."""
    return set(advisers_at(consult.school, _day(at)).values_list("username", flat=True))


def _answered_for_ppt(consult: Consult) -> set[str]:
    """Who wrote an answer as PPT, also one who answers for PPT there no more."""
    given = RoleGrant.objects.filter(role=RoleGrant.Role.PPT_OFFICE, school=consult.school)
    writers = {consult.answered_by, *consult.voided_answers.values_list("answered_by", flat=True)}
    return set(given.filter(user__username__in=writers).values_list("user__username", flat=True))


def _taken_back(consult: Consult) -> int:
    """How many answers PPT has taken back: the next is told of as one of its own."""
    return consult.voided_answers.count()


def _refuse_names(field: str, text: str, school: School, unknown: frozenset[int], at: dt.datetime) -> None:
    if fault := fault_in(text):
        raise ValidationError({field: fault_words(fault)})
    if named := names_in(text, names_at(school, _day(at), unknown)):
        raise ValidationError({field: named_words(named)})


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(OSLO).date()


def _record(action: str, consult: Consult, by: str, at: dt.datetime) -> None:
    record_event(
        by=by, at=at, action=action, about=("consult", consult.pk), owner_id=consult.school.owner_id,
        details={"school": consult.school_id},
    )  # fmt: skip
