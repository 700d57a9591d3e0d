"""Contacts are written once, with their event; questions are answered once."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.builders import a_person, an_owner
from tettpaa.assess.talks import actions
from tettpaa.assess.talks.models import Contact, ExplanationRequest
from tettpaa.trust.audit.models import AuditEvent

AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
TODAY = AT.date()
LINE = "Orker ikke gymtimene"


def spoke(pupil, **changed) -> Contact:
    given = {
        "pupil": pupil,
        "on": TODAY,
        "channel": "phone",
        "was_reached": True,
        "line": LINE,
        "by": "lærer",
        "at": AT,
    }
    return actions.record_contact(**given | changed)


def ask(cast, **changed) -> ExplanationRequest:
    given = {
        "pupil": cast.pupils["a1"], "contact_teacher": cast.users["contact_a"].person, "facts": {"days": 12},
        "due_on": TODAY + dt.timedelta(days=7), "by": "leder", "at": AT,
    }  # fmt: skip
    return actions.ask_explanation(**given | changed)


def test_a_contact_is_written_with_its_event_and_the_event_holds_no_words_of_the_pupil(cast):
    contact = spoke(cast.pupils["a1"], next_on=TODAY + dt.timedelta(days=14))
    assert (contact.line, contact.recorded_by, contact.recorded_at) == (LINE, "lærer", AT)
    event = AuditEvent.objects.get()
    assert (event.action, event.by, event.object_id) == ("contact_recorded", "lærer", str(contact.pk))
    assert event.owner_id == cast.owner.pk
    assert LINE not in str(event.details)


@pytest.mark.parametrize(
    "changed",
    [{"on": TODAY + dt.timedelta(days=1)}, {"line": ""}, {"line": "x" * 401}, {"channel": "røyksignal"}],
)
def test_a_contact_that_is_none_leaves_nothing(cast, changed):
    with pytest.raises(ValidationError):
        spoke(cast.pupils["a1"], **changed)
    assert not Contact.objects.exists()
    assert not AuditEvent.objects.exists()


def test_today_is_oslos_today_just_after_midnight(cast):
    just_after = dt.datetime(2025, 10, 14, 22, 30, tzinfo=dt.UTC)
    assert spoke(cast.pupils["a1"], on=dt.date(2025, 10, 15), at=just_after).on == dt.date(2025, 10, 15)


def test_a_form_sent_twice_gives_one_contact(cast):
    form_id = uuid.uuid4()
    first, second = (spoke(cast.pupils["a1"], form_id=form_id) for _time in range(2))
    assert first.pk == second.pk
    assert AuditEvent.objects.count() == 1
    assert spoke(cast.pupils["a1"], form_id=uuid.uuid4()).pk != first.pk


def test_another_pupils_form_cannot_be_sent_again_under_a_new_name(cast):
    form_id = uuid.uuid4()
    spoke(cast.pupils["a1"], form_id=form_id)
    with pytest.raises(IntegrityError):
        spoke(cast.pupils["a2"], form_id=form_id)


def test_a_question_waits_until_it_is_answered_once(cast):
    asked = ask(cast)
    with pytest.raises(ValidationError, match="venter allerede"):
        ask(cast)
    with pytest.raises(ValidationError):
        actions.answer_explanation(asked=asked, answer=" ", by="lærer", at=AT)
    actions.answer_explanation(asked=asked, answer="Innlagt på sykehus", by="lærer", at=AT)
    with pytest.raises(ValidationError, match="alt besvart"):
        actions.answer_explanation(asked=asked, answer="Noe annet", by="en annen", at=AT)
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by, asked.answered_at) == ("Innlagt på sykehus", "lærer", AT)
    assert ask(cast).pk != asked.pk
    logged = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert logged == ["explanation_asked", "explanation_answered", "explanation_asked"]


def test_an_answer_cannot_be_asked_for_in_the_past(cast):
    with pytest.raises(ValidationError):
        ask(cast, due_on=TODAY - dt.timedelta(days=1))


def test_events_belong_to_the_pupils_owner(cast):
    stranger = a_person(an_owner("nabofylket"), "Elev", "Nabo")
    spoke(stranger)
    assert AuditEvent.objects.get().owner_id == stranger.owner_id
