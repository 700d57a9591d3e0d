"""Opening a case and moving it from state to state. Each is one transaction, one step and one event."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.members import add_member, end_all
from tettpaa.assess.cases.models import Case, CaseStep, Handing
from tettpaa.assess.cases.rules import (
    LONGEST,
    fault_in_line,
    faults_in_closing,
    faults_in_opening,
    faults_in_waiting,
)
from tettpaa.assess.cases.states import EVENT_OF, OPEN, may, state_of
from tettpaa.assess.cases.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.readers import tell_readers
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User

BECAUSE, OUTCOMES = frozenset(Case.Because.values), frozenset(Case.Outcome.values)


def open_case(
    *, pupil: Person, school: School, because: str, reason: str, responsible: User, by: str, at: dt.datetime
) -> Case:
    """Open a case that `responsible` has, and may work on, from the first moment; refused while another is not over.

    Sent twice, it is the one that was opened.
    """
    _refuse(faults_in_opening(because=because, known=BECAUSE, reason=reason))
    try:
        with transaction.atomic():
            case = Case.objects.create(
                pupil=pupil, school=school, because=because, reason=reason.strip(), state=OPEN,
                responsible=responsible, opened_at=at, opened_by=by,
            )  # fmt: skip
            _write_step(case, OPEN, reason, by, at, event="case_opened", because=because)
            add_member(case=case, user=responsible, reason=reason, by=by, at=at)
    except IntegrityError:
        same = Case.objects.filter(
            pupil=pupil, because=because, reason=reason.strip(), responsible=responsible, opened_by=by, state=OPEN
        )
        if (opened := same.first()) is None:
            raise ValidationError(_("Eleven har alt en sak som følges opp.")) from None
        return opened
    return case


def wait_case(*, case: Case, until: dt.date, reason: str, by: str, at: dt.datetime) -> None:
    """Wait on purpose, with a day: on it the responsible is reminded."""
    _refuse(faults_in_waiting(until=until, reason=reason, today=at.astimezone(OSLO).date()))
    _move(case, "wait_case", reason, by, at, until=until)


def resume_case(*, case: Case, reason: str, by: str, at: dt.datetime) -> None:
    """Take up again a case that waits."""
    _refuse_line(reason)
    _move(case, "resume_case", reason, by, at)


def close_case(*, case: Case, outcome: str, evaluation: str, by: str, at: dt.datetime) -> None:
    """Close with what came of it and what was learned. What the case let its members see ends with it."""
    _refuse(faults_in_closing(outcome=outcome, known=OUTCOMES, evaluation=evaluation))
    with transaction.atomic():
        _move(case, "close_case", evaluation, by, at, outcome=outcome, evaluation=evaluation.strip())
        end_all(case=case, by=by, at=at)
        Handing.objects.filter(case=case, answered_at=None).update(is_accepted=False, answered_at=at, answered_by=by)


def reopen_case(*, case: Case, reason: str, by: str, at: dt.datetime) -> None:
    """Open a closed case again, with the same responsible; the closing stays in its steps."""
    _refuse_line(reason)
    try:
        with transaction.atomic():
            _move(case, "reopen_case", reason, by, at, outcome="", evaluation="")
            add_member(case=case, user=case.responsible, reason=str(case.reason), by=by, at=at)
    except IntegrityError:
        raise ValidationError(_("Eleven har alt en sak som følges opp.")) from None


def withdraw_case(*, case: Case, reason: str, by: str, at: dt.datetime) -> None:
    """Mark as opened by mistake ('feilført'); it stays to be read as that, and who has read it is told."""
    _refuse_line(reason)
    wrote = [*case.steps.values_list("by", flat=True), case.responsible.username]
    with transaction.atomic():
        _move(case, "withdraw_case", reason, by, at)
        end_all(case=case, by=by, at=at)
        tell_readers(
            kind="case_withdrawn", about=case.pk, pupil=case.pupil, since=case.opened_at, wrote=wrote, by=by, at=at
        )  # fmt: skip


def _move(
    case: Case, act: str, reason: str, by: str, at: dt.datetime, *, until: dt.date | None = None, **fields: str
) -> None:
    """From where the case stands by the act, or a refusal: two who press at once, only one is first."""
    with transaction.atomic():
        held = Case.objects.select_for_update().get(pk=case.pk)
        state = state_of(held.state, held.waits_until, at.astimezone(OSLO).date())
        if not may(state, act):
            raise ValidationError(_("Det går ikke nå: saken står som «%(state)s».") % {"state": _(state.word)})
        to = state.acts[act]
        Case.objects.filter(pk=held.pk).update(state=to, waits_until=until, **fields)
        _write_step(held, to, reason, by, at, event=EVENT_OF[act], until=until)
    case.refresh_from_db()


def _write_step(
    case: Case, state: str, reason: str, by: str, at: dt.datetime, *, event: str, until: dt.date | None = None,
    **details: str,
) -> None:  # fmt: skip
    CaseStep.objects.create(case=case, state=state, reason=reason.strip(), until=until, at=at, by=by)
    told = {"until": until.isoformat()} if until else {}
    record_event(
        by=by, at=at, action=event, about=("case", case.pk), owner_id=case.pupil.owner_id,
        details={"pupil": case.pupil_id, **told, **details},
    )  # fmt: skip


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})


def _refuse_line(reason: str) -> None:
    if fault := fault_in_line(reason, LONGEST):
        raise ValidationError({"reason": fault_words(fault)})
