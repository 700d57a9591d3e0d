"""What a meeting asked of somebody: done, no longer needed, or given to another. Each is one step and one event."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.models import MeetingTask, TaskStep
from tettpaa.follow_up.meetings.rules import fault_in_line
from tettpaa.follow_up.meetings.states import TASK_EVENTS, TASK_STATES, may
from tettpaa.follow_up.meetings.words import refuse
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event


def finish_task(*, task: MeetingTask, by: str, at: dt.datetime) -> None:
    """Done."""
    _move(task, "finish_task", "", by, at)


def drop_task(*, task: MeetingTask, reason: str, by: str, at: dt.datetime) -> None:
    """No longer needed, and why."""
    _refuse_reason(reason)
    _move(task, "drop_task", reason, by, at)


def reopen_task(*, task: MeetingTask, reason: str, by: str, at: dt.datetime) -> None:
    """Take up again what was said to be done or no longer needed, and why."""
    _refuse_reason(reason)
    _move(task, "reopen_task", reason, by, at)


def give_task(*, task: MeetingTask, to: Person, reason: str, by: str, at: dt.datetime) -> None:
    """Give a task of the school's to another, with why: whoever has left can do nothing. The new one is told."""
    _refuse_reason(reason)
    if task.party != MeetingTask.Party.STAFF:
        raise ValidationError(_("Bare skolens egne oppgaver kan gis til en annen."))
    with transaction.atomic():
        _move(task, "give_task", reason, by, at, to=to)
        tell(to=to, kind="meeting_task_asked", about=task.pk, pupil=task.pupil, once=f"{at:%Y%m%d%H%M%S}", by=by, at=at)


def _move(task: MeetingTask, act: str, reason: str, by: str, at: dt.datetime, *, to: Person | None = None) -> None:
    with transaction.atomic():
        held = MeetingTask.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=task.pk)
        state = TASK_STATES[held.state]
        if not may(state, act):
            raise ValidationError(_("Det går ikke nå: oppgaven står som «%(state)s».") % {"state": _(state.word)})
        changes = {"state": state.acts[act]} | ({"person": to} if to else {})
        MeetingTask.objects.filter(pk=held.pk).update(**changes)
        TaskStep.objects.create(task=held, act=act, to=to, reason=reason.strip(), at=at, by=by)
        record_event(
            by=by, at=at, action=TASK_EVENTS[act], about=("meeting_task", held.pk), owner_id=held.pupil.owner_id,
            details={"pupil": held.pupil_id} | ({"to": to.pk} if to else {}),
        )  # fmt: skip
    task.refresh_from_db()


def _refuse_reason(reason: str) -> None:
    refuse({"reason": fault} if (fault := fault_in_line(reason)) else {})
