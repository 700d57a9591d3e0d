"""A subject teacher's answer in an input round."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.mappings.catalogue import questions_on
from tettpaa.assess.mappings.models import InputRequest
from tettpaa.assess.mappings.rules import faults_in_answers
from tettpaa.assess.mappings.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def answer_input(*, request: InputRequest, answers: Mapping[str, str], by: str, at: dt.datetime) -> None:
    """Written once, while the round is open; who asked is told once that answers have come.

    Only what the teacher may see is read: the request, the round and the pupil, never the case.
    """
    questions = questions_on(request.round.questions_from)
    told = {question.key: answers.get(question.key, "").strip() for question in questions.asked}
    if faults := faults_in_answers(told, questions):
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    with transaction.atomic():
        # Two conditions on the round in one place: it may be closed while the teacher writes.
        is_open = {"round__closed_at": None, "round__due_on__gte": at.astimezone(OSLO).date()}
        written = InputRequest.objects.filter(pk=request.pk, answered_at=None, **is_open).update(
            answers=told, answered_at=at, answered_by=by
        )
        if not written:
            raise ValidationError(_("Du har alt svart, eller runden er avsluttet."))
        record_event(
            by=by, at=at, action="input_answered", about=("input_request", request.pk),
            owner_id=request.pupil.owner_id, details={"pupil": request.pupil_id},
        )  # fmt: skip
        _tell_who_asked(request, by, at)


def _tell_who_asked(request: InputRequest, by: str, at: dt.datetime) -> None:
    asker = User.objects.filter(username=request.round.asked_by).select_related("person").first()
    if asker is not None and asker.person is not None:
        tell(to=asker.person, kind="input_given", about=request.round_id, pupil=request.pupil, by=by, at=at)
