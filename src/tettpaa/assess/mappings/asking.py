"""An input round: every subject teacher is asked at once, reminded, and the round is closed."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.mappings.catalogue import questions_on
from tettpaa.assess.mappings.models import InputRequest, InputRound
from tettpaa.assess.mappings.queries import teaching_on
from tettpaa.assess.mappings.rules import fault_in_due_day, may_remind
from tettpaa.assess.mappings.states import may, round_state
from tettpaa.assess.mappings.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Membership
from tettpaa.trust.audit.actions import record_event


def ask_input(
    *, case: Case, teachings: Sequence[Membership], due_on: dt.date, form_id: UUID, by: str, at: dt.datetime
) -> InputRound:
    """Ask each of those who teach the pupil, for each group, and tell them; or the round already asked in the same form."""
    today = at.astimezone(OSLO).date()
    if fault := fault_in_due_day(due_on, today):
        raise ValidationError({"due_on": fault_words(fault)})
    if not teachings:
        raise ValidationError(_("Ingen underviser eleven i en gruppe i dag."))
    try:
        with transaction.atomic():
            if Case.objects.select_for_update().get(pk=case.pk).state not in LIVE:
                raise ValidationError(_("Saken er avsluttet."))
            held = InputRound.objects.create(
                case=case, pupil=case.pupil, questions_from=questions_on(today).valid_from, due_on=due_on,
                form_id=form_id, asked_at=at, asked_by=by,
            )  # fmt: skip
            for teaching in teachings:
                _ask_one(held, teaching, by, at)
            _record("input_asked", held, by, at, teachers=sorted({each.person_id for each in teachings}))
    except IntegrityError:
        asked = InputRound.objects.filter(form_id=form_id, case=case).first()
        if asked is None:
            raise ValidationError(_("En runde er alt i gang. Avslutt den først.")) from None
        return asked
    return held


def _ask_one(held: InputRound, teaching: Membership, by: str, at: dt.datetime) -> None:
    asked = InputRequest.objects.create(round=held, pupil=held.pupil, teacher=teaching.person, group=teaching.group)
    tell(to=teaching.person, kind="input_asked", about=asked.pk, pupil=held.pupil, by=by, at=at)


def remind_teachers(*, held: InputRound, by: str, at: dt.datetime) -> int:
    """Remind those who have not answered and still have the pupil; each at most once a day. How many were reminded."""
    today = at.astimezone(OSLO).date()
    with transaction.atomic():
        _refuse_unless(held, "remind_teachers", today)
        teaching = teaching_on(held.pupil, today)
        waiting = InputRequest.objects.filter(round=held, answered_at=None).select_related("teacher")
        reminded = [
            request.teacher_id for request in waiting
            if (request.teacher_id, request.group_id) in teaching and _remind_one(held, request, by, at)
        ]  # fmt: skip
        if not reminded:
            raise ValidationError(_("Alle som mangler, er alt spurt eller minnet i dag."))
        _record("input_reminded", held, by, at, teachers=sorted(reminded))
    return len(reminded)


def _remind_one(held: InputRound, request: InputRequest, by: str, at: dt.datetime) -> bool:
    """False where the teacher has been told today, in this round or in another that one may not see."""
    today, asked_on = at.astimezone(OSLO).date(), held.asked_at.astimezone(OSLO).date()
    if not may_remind(asked_on=asked_on, reminded_on=request.reminded_on, today=today):
        return False
    try:
        with transaction.atomic():
            InputRequest.objects.filter(pk=request.pk).update(reminded_on=today)
    except IntegrityError:
        return False
    tell(
        to=request.teacher, kind="input_reminded", about=request.pk, once=today.isoformat(), pupil=held.pupil, by=by,
        at=at,
    )  # fmt: skip
    return True


def close_round(*, held: InputRound, by: str, at: dt.datetime) -> None:
    """Nobody answers any more; what was answered stays."""
    with transaction.atomic():
        _refuse_unless(held, "close_round", at.astimezone(OSLO).date())
        written = InputRound.objects.filter(pk=held.pk, closed_at=None).update(closed_at=at, closed_by=by)
        if not written:
            raise ValidationError(_("Runden er alt avsluttet."))
        _record("input_round_closed", held, by, at)
    held.refresh_from_db()


def _refuse_unless(held: InputRound, act: str, today: dt.date) -> None:
    """The act leads on from where the round stands, read anew."""
    now = InputRound.objects.select_for_update().get(pk=held.pk)
    state = round_state(is_closed=now.closed_at is not None, due_on=now.due_on, on=today)
    if not may(state, act):
        raise ValidationError(_("Det går ikke nå: runden står som «%(state)s».") % {"state": _(state.word)})


def _record(action: str, held: InputRound, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("input_round", held.pk), owner_id=held.pupil.owner_id,
        details={"pupil": held.pupil_id, "case": str(held.case_id), **details},
    )  # fmt: skip
