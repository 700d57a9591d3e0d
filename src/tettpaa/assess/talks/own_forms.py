"""An owner's own talk form: a new version, from a day. What was answered in earlier ones is shown in them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import TalkForm
from tettpaa.assess.talks.questions import faults_in_questions, shipped_kinds
from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event


def add_talk_form(
    *, owner: Owner, kind: str, questions: Sequence[Mapping[str, Any]], valid_from: dt.date, by: str, at: dt.datetime
) -> TalkForm:
    """The next version of an owner's own form for a kind that has one; it holds from today or a later day."""
    faults = {}
    if kind not in shipped_kinds():
        faults["kind"] = _("Det finnes ikke noe skjema for denne samtalen.")
    if valid_from < at.astimezone(OSLO).date():
        faults["valid_from"] = _("Et skjema kan ikke gjelde fra en dag som er gått.")
    if wrong := faults_in_questions(questions):
        faults["questions"] = " ".join(_question_fault(fault) for fault in wrong)
    if faults:
        raise ValidationError(faults)
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        last = TalkForm.objects.filter(owner=owner, kind=kind).aggregate(last=Max("version"))["last"] or 0
        form = TalkForm.objects.create(
            owner=owner, kind=kind, version=last + 1, valid_from=valid_from,
            questions=[dict(question) for question in questions], added_at=at, added_by=by,
        )  # fmt: skip
        record_event(
            by=by, at=at, action="talk_form_added", about=("talk_form", form.pk), owner_id=owner.pk,
            details={"kind": kind, "version": form.version, "valid_from": valid_from.isoformat()},
        )  # fmt: skip
    return form


def _question_fault(fault: str) -> str:
    return {
        "how_many": _("Et skjema har fra ett til 25 spørsmål."),
        "own_words_first": _("Det første spørsmålet, og bare det, spør etter egne ord i fritekst."),
        "keys": _("Hvert spørsmål og hvert svar har en egen nøkkel av bokstaver, tall og understrek."),
        "type": _("Et spørsmål er text, choice, several eller yes_no_unknown."),
        "words": _("Hvert spørsmål har tekst på bokmål."),
        "choices": _("Et spørsmål med valg har minst to svar, med tekst på bokmål."),
    }[fault]
