"""Writing a letter, sending it once while it is true, and what becomes of it. Each is one transaction and one event."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.letters import archive
from tettpaa.follow_up.letters.facts import as_json
from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.queries import Choices, Draft, Outgoing, draft_of, standing_of
from tettpaa.follow_up.letters.recipients import PRINT
from tettpaa.follow_up.letters.rules import Wish, faults_in_letter
from tettpaa.follow_up.letters.states import may
from tettpaa.follow_up.letters.texts import grounds_of, template_on
from tettpaa.follow_up.letters.words import fault_words
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.queueing import queue_letter
from tettpaa.messages.outbox.actions import tell
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User


def write_letter(
    *, pupil: Person, school: School, case: Case | None, wish: Wish, line: str = "", place: str = "",
    answer_by: dt.date | None = None, group: Group | None = None, form_id: UUID, by: str, at: dt.datetime,
) -> Letter:  # fmt: skip
    """A letter ready to be sent, or the one already written in the same form. Nothing has left yet."""
    local = at.astimezone(OSLO)
    known = grounds_of(wish.kind)
    if faults := faults_in_letter(wish, known_grounds=known, line=line, place=place, answer_by=answer_by, at=local):
        raise ValidationError({field: fault_words(fault) for field, fault in faults.items()})
    template = template_on(Letter.Kind(wish.kind).value, local.date())
    try:
        with transaction.atomic():
            letter = Letter.objects.create(
                pupil=pupil, school=school, case=case, group=group, kind=wish.kind, template_version=template.number,
                subject_code=wish.subject, period=wish.period, grounds=list(wish.grounds),
                line=line.strip().replace("\r\n", "\n"),
                meets_at=wish.meets_at, place=place.strip(), answer_by=answer_by, form_id=form_id, written_at=at,
                written_by=by,
            )  # fmt: skip
            _record("letter_written", letter, by, at)
    except IntegrityError:
        written = Letter.objects.filter(form_id=form_id, pupil=pupil, written_by=by).first()
        if written is None:
            raise
        return written
    return letter


def send_letter(*, letter: Letter, choices: Choices, seen: str, by: str, at: dt.datetime) -> bool:
    """Send it, if it is true now; else stop it, with why. Answers whether it was sent.

    `seen` is the fingerprint of what the sender has read: where a word has changed since, nothing is sent and it is
    shown anew. Facts, protection and readers are read inside the transaction that holds the pupil.
    """
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=letter.pupil_id)
        held = _held(letter, "send_letter")
        draft = draft_of(held, at, choices)
        if draft.stopped:
            _stop(held, draft.stopped, by, at)
            return False
        if draft.seen != seen:
            raise ValidationError(_("Tallene eller mottakerne er endret siden du leste brevet. Les det på nytt."))
        _send(held, draft, by, at)
    return True


def drop_letter(*, letter: Letter, by: str, at: dt.datetime) -> None:
    """It is not to be sent after all; what was written stays to be read as that."""
    with transaction.atomic():
        _stop(_held(letter, "drop_letter"), "dropped", by, at)


def stop_unsent(*, letter: Letter, why: str, by: str, at: dt.datetime) -> None:
    """It is not to be sent, and nobody needs to be told: whoever wrote it has no longer anything to do with the pupil."""
    with transaction.atomic():
        _mark_stopped(_held(letter, "drop_letter"), why, by, at)


def receive_letter(*, delivery: LetterDelivery, on: dt.date, by: str, at: dt.datetime) -> None:
    """Somebody has handed it over, or knows that it was read: the day, once."""
    with transaction.atomic():
        held = _held(delivery.letter, "receive_letter")
        sent_on = held.sent_at.astimezone(OSLO).date() if held.sent_at else on
        if not sent_on <= on <= at.astimezone(OSLO).date():
            raise ValidationError({"on": _("Velg en dag fra brevet ble sendt, til i dag.")})
        written = LetterDelivery.objects.filter(pk=delivery.pk, received_on=None).update(
            received_on=on, received_said_by=by
        )
        if not written:
            raise ValidationError(_("Det er alt skrevet at brevet er mottatt."))
        _record("letter_received", held, by, at, on=on.isoformat())


def archive_letter(*, letter: Letter, by: str, at: dt.datetime) -> None:
    """Hand it to the archive. The package first: what is marked as archived is there."""
    if not archive.is_on():
        raise ValidationError(_("Arkivet er ikke koblet til."))
    with transaction.atomic():
        held = _held(letter, "archive_letter")
        archive.deliver(held, list(held.deliveries.select_related("to").order_by("pk")))
        Letter.objects.filter(pk=held.pk).update(archived_at=at, archived_by=by)
        _record("letter_archived", held, by, at)


def _held(letter: Letter, act: str) -> Letter:
    """The letter, held, where the act leads on from where it stands: of two who press at once, only one is first."""
    held = Letter.objects.select_for_update(of=("self",)).select_related("pupil__owner", "school").get(pk=letter.pk)
    state = standing_of(held).state
    if not may(state, act):
        raise ValidationError(_("Det går ikke nå: brevet står som «%(state)s».") % {"state": _(state.word)})
    return held


def _send(letter: Letter, draft: Draft, by: str, at: dt.datetime) -> None:
    for each in draft.outgoing:
        _deliver(letter, each, at)
    Letter.objects.filter(pk=letter.pk).update(
        sent_at=at, sent_by=by, facts=as_json(draft.facts), grounds=list(draft.truth.grounds)
    )
    _record("letter_sent", letter, by, at, to=[each.recipient.person.pk for each in draft.outgoing])


def _deliver(letter: Letter, each: Outgoing, at: dt.datetime) -> None:
    """One reader's own letter. Where no channel of ours may reach them, only the row: the school finds the way."""
    person = each.recipient.person
    delivery = LetterDelivery.objects.create(
        letter=letter, to=person, language=each.language, channel=PRINT if each.recipient.by_hand else each.channel,
        title=each.letter.title, text=each.letter.text, by_hand=each.recipient.by_hand,
    )  # fmt: skip
    if delivery.channel != PRINT:
        queue_letter(
            channel=delivery.channel, to=person, pupil=letter.pupil, about=delivery.pk, subject=delivery.title,
            body=delivery.text, at=at,
        )  # fmt: skip


def _stop(letter: Letter, why: str, by: str, at: dt.datetime) -> None:
    """Not sent, with why; whoever wrote it is told where another stopped it."""
    _mark_stopped(letter, why, by, at)
    author = User.objects.filter(username=letter.written_by, person__isnull=False).exclude(username=by).first()
    if author is not None and author.person is not None:
        kind = "letter_stopped" if letter.group_id is None else "subject_notice_stopped"
        tell(to=author.person, kind=kind, about=letter.pk, pupil=letter.pupil, by=by, at=at)


def _mark_stopped(letter: Letter, why: str, by: str, at: dt.datetime) -> None:
    Letter.objects.filter(pk=letter.pk).update(stopped_because=why, stopped_at=at, stopped_by=by)
    _record("letter_stopped", letter, by, at, why=why)


def _record(action: str, letter: Letter, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("letter", letter.pk), owner_id=letter.pupil.owner_id,
        details={"pupil": letter.pupil_id, "kind": letter.kind, **details},
    )  # fmt: skip
