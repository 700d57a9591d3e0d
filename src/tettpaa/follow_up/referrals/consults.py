"""Asking PPT without naming anybody, and writing what was answered. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.referrals.models import Consult
from tettpaa.follow_up.referrals.queries import names_at
from tettpaa.follow_up.referrals.rules import fault_in, fault_in_day, names_in
from tettpaa.follow_up.referrals.words import fault_words, named_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.places.models import School
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
    _write_answer(consult, answer, on, by, at)


def reply_to_consult(*, consult: Consult, answer: str, on: dt.date, by: str, at: dt.datetime) -> None:
    """What PPT itself answers, once, whoever it names: PPT's office sees no pupil, so a refusal would tell who goes there.

    The school's reader is warned of names (`queries.naming`).
    """
    if fault := fault_in(answer):
        raise ValidationError({"answer": fault_words(fault)})
    _write_answer(consult, answer, on, by, at)


def _write_answer(consult: Consult, answer: str, on: dt.date, by: str, at: dt.datetime) -> None:
    """Who asked is told, where another wrote the answer."""
    if fault := fault_in_day(on, not_before=consult.asked_on, today=_day(at)):
        raise ValidationError({"on": fault_words(fault)})
    with transaction.atomic():
        written = Consult.objects.filter(pk=consult.pk, answered_at=None).update(
            answer=answer.strip(), answered_on=on, answered_at=at, answered_by=by
        )
        if not written:
            raise ValidationError(_("Svaret er alt skrevet."))
        _record("consult_answered", consult, by, at)
        asker = User.objects.filter(username=consult.asked_by, person__isnull=False).exclude(username=by).first()
        if asker is not None and asker.person is not None:
            tell(to=asker.person, kind="consult_answered", about=consult.pk, by=by, at=at)


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
