"""Minutes: written, corrected with a reason, or withdrawn. Whoever has read what was wrong is told."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.models import AgendaItem, MeetingTask, Minutes, MinutesRead
from tettpaa.follow_up.meetings.rules import Asked, fault_in_line, faults_in_asked, faults_in_minutes
from tettpaa.follow_up.meetings.states import HELD, OPEN
from tettpaa.follow_up.meetings.tasks import drop_task
from tettpaa.follow_up.meetings.words import fault_words, refuse
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Person
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def write_minutes(
    *,
    item: AgendaItem,
    situation: str,
    conclusion: str,
    asked: Sequence[Asked],
    form_id: UUID,
    by: str,
    at: dt.datetime,
) -> Minutes:
    """The first minutes of a case that was reached, with what each party is asked to do: at most one task a party."""
    today = at.astimezone(OSLO).date()
    refuse(faults_in_minutes(situation, conclusion))
    for each in asked:
        faults = faults_in_asked(each, today)
        if faults:
            raise ValidationError({f"{each.party}_{field}": fault_words(fault) for field, fault in faults.items()})
    if len({each.party for each in asked}) < len(asked):
        raise ValidationError(_("Hver part får én oppgave."))
    with transaction.atomic():
        held = _reached(item)
        if (already := Minutes.objects.filter(form_id=form_id, item=held).first()) is not None:
            return already
        if _standing(held) is not None:
            raise ValidationError(_("Det er alt skrevet referat. Rett det i stedet."))
        made = _written(held, situation, conclusion, "", form_id, "minutes_written", by, at)
        for each in asked:
            _ask(held, each, by, at)
    return made


def correct_minutes(
    *, item: AgendaItem, situation: str, conclusion: str, reason: str, form_id: UUID, by: str, at: dt.datetime
) -> Minutes:
    """A new version with why; the earlier ones stay, and everybody who has read one is told."""
    refuse(faults_in_minutes(situation, conclusion))
    refuse({"reason": fault} if (fault := fault_in_line(reason)) else {})
    with transaction.atomic():
        held = _reached(item)
        if (already := Minutes.objects.filter(form_id=form_id, item=held).first()) is not None:
            return already
        if _standing(held) is None:
            raise ValidationError(_("Det er ikke noe referat å rette."))
        made = _written(held, situation, conclusion, reason.strip(), form_id, "minutes_corrected", by, at)
        _tell_readers(held, made, "minutes_corrected", by, at)
    return made


def withdraw_minutes(*, item: AgendaItem, reason: str, by: str, at: dt.datetime) -> None:
    """Entered by mistake ('feilført'): struck through with why, and everybody who has read it is told.

    Its tasks were asked on a mistake and are no longer needed.
    """
    refuse({"reason": fault} if (fault := fault_in_line(reason)) else {})
    with transaction.atomic():
        held = _reached(item)
        standing = _standing(held)
        if standing is None:
            raise ValidationError(_("Det er ikke noe referat å trekke."))
        Minutes.objects.filter(item=held, withdrawn_at=None).update(
            withdrawn_at=at, withdrawn_by=by, withdrawn_why=reason.strip()
        )
        for task in MeetingTask.objects.filter(item=held, state=OPEN):
            drop_task(task=task, reason=reason, by=by, at=at)
        _tell_readers(held, standing, "minutes_withdrawn", by, at)
        _record("minutes_withdrawn", standing, by, at)


def read_minutes(minutes: Sequence[Minutes], *, user: User, at: dt.datetime) -> None:
    """Remember that the user has had these versions before their eyes. No decision, so no event."""
    known = set(MinutesRead.objects.filter(minutes__in=minutes, user=user).values_list("minutes_id", flat=True))
    new = [MinutesRead(minutes=each, user=user, read_at=at) for each in minutes if each.pk not in known]
    MinutesRead.objects.bulk_create(new, ignore_conflicts=True)


def _reached(item: AgendaItem) -> AgendaItem:
    """The item, held while something is written about it; only of a meeting that was held, and a case that was reached."""
    held = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting", "pupil").get(pk=item.pk)
    if held.fate != AgendaItem.Fate.REACHED or held.meeting is None or held.meeting.state != HELD:
        raise ValidationError(_("Saken er ikke tatt opp i et møte som er holdt."))
    return held


def _standing(item: AgendaItem) -> Minutes | None:
    return Minutes.objects.filter(item=item, withdrawn_at=None).order_by("-number").first()


def _written(
    item: AgendaItem, situation: str, conclusion: str, reason: str, form_id: UUID, event: str, by: str, at: dt.datetime
) -> Minutes:
    last = Minutes.objects.filter(item=item).order_by("-number").values_list("number", flat=True).first() or 0
    try:
        with transaction.atomic():
            made = Minutes.objects.create(
                item=item, number=last + 1, situation=situation.strip(), conclusion=conclusion.strip(), reason=reason,
                form_id=form_id, written_at=at, written_by=by,
            )  # fmt: skip
            _record(event, made, by, at)
    except IntegrityError:
        raise ValidationError(_("Noen andre skrev samtidig. Les referatet, og rett det om det trengs.")) from None
    return made


def _ask(item: AgendaItem, asked: Asked, by: str, at: dt.datetime) -> None:
    if asked.due_on is None:
        raise ValueError("a task without a day has been refused already")
    person = item.pupil_id if asked.party == MeetingTask.Party.PUPIL else asked.person
    task = MeetingTask.objects.create(
        item=item, pupil=item.pupil, party=asked.party, person_id=person, who=asked.who.strip(),
        what=asked.what.strip(), due_on=asked.due_on, state=OPEN, asked_at=at, asked_by=by,
    )  # fmt: skip
    record_event(
        by=by, at=at, action="meeting_task_asked", about=("meeting_task", task.pk), owner_id=item.pupil.owner_id,
        details={"pupil": item.pupil_id, "party": asked.party, "to": person},
    )  # fmt: skip
    if task.person is not None:
        tell(to=task.person, kind="meeting_task_asked", about=task.pk, pupil=item.pupil, by=by, at=at)


def _tell_readers(item: AgendaItem, wrong: Minutes, kind: str, by: str, at: dt.datetime) -> None:
    """Everybody who has read any version of the item's minutes, but whoever sets it right."""
    readers = Person.objects.filter(
        pk__in=MinutesRead.objects.filter(minutes__item=item).exclude(user__username=by).values("user__person")
    )
    for reader in readers:
        tell(to=reader, kind=kind, about=item.meeting_id, pupil=item.pupil, once=str(wrong.pk), by=by, at=at)


def _record(action: str, minutes: Minutes, by: str, at: dt.datetime) -> None:
    item = minutes.item
    record_event(
        by=by, at=at, action=action, about=("minutes", minutes.pk), owner_id=item.pupil.owner_id,
        details={"pupil": item.pupil_id, "meeting": str(item.meeting_id), "number": minutes.number},
    )  # fmt: skip
