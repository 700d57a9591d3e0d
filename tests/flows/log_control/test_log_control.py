"""Loggkontroll: what was read without a reason is found, asked about by another, and answered once."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.builders import AT, a_user, grant
from tests.cast import TODAY
from tests.signed_in import SignedInClient
from tettpaa.config.schedule import JOBS
from tettpaa.kit.clock import OSLO
from tettpaa.messages.outbox.models import Message
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.chain.writing import append
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.log_control import check
from tettpaa.trust.log_control.actions import close_alert
from tettpaa.trust.log_control.models import LogAlert, LogCheck
from tettpaa.trust.log_control.rules import due_day
from tettpaa.trust.protection.models import AddressProtection, Clearance

NOW = dt.datetime.combine(TODAY, dt.time(1, 5), OSLO)
YESTERDAY, MONDAY = TODAY - dt.timedelta(days=1), dt.date(2025, 10, 6)
ANSWER = {"outcome": "talked", "answer": "Vikarierte, men åpnet feil elev. Vi har gått gjennom reglene."}


def read(cast, by: str, pupil: str, on: dt.date = YESTERDAY, hour: int = 12) -> None:
    """One pupil opened, as the log has it."""
    at = dt.datetime.combine(on, dt.time(hour), OSLO)
    append([AccessRecord(
        at=at, by=by, pupil_key=cast.pupils[pupil].pk, kind="opened", page="pupil", thing="pupil_page",
        purpose="follow_up", role="subject_teacher", unit=cast.school.pk, reason="subject_teacher 2025-08-18",
    )])  # fmt: skip


def job(name: str):
    return next(job for job in JOBS if job.name == name)


@pytest.fixture
def alert(cast) -> LogAlert:
    """A teacher of 1STB opened a pupil of 1STA yesterday, and the night found it."""
    read(cast, "contact_b", "a1")
    job("log_control").work(cast.owner, NOW)
    return LogAlert.objects.get()


def signed_in(user) -> SignedInClient:
    client = SignedInClient()
    client.force_login(user)
    return client


def page_of(alert: LogAlert) -> str:
    return reverse("log_alert", kwargs={"alert_id": alert.reference})


def test_the_night_finds_who_had_no_tie_once_and_leaves_those_with_one(cast):
    for by, pupil in (("contact_a", "a1"), ("subject", "a2"), ("leader", "b1"), ("counsellor", "a3")):
        read(cast, by, pupil)
    read(cast, "contact_b", "a1")
    read(cast, "former_contact", "a2")
    assert not job("log_control").is_due(cast.owner, NOW.replace(hour=0))
    assert job("log_control").is_due(cast.owner, NOW)
    job("log_control").work(cast.owner, NOW)
    assert set(LogAlert.objects.values_list("reader", "rule")) == {
        ("contact_b", "no_tie"), ("former_contact", "past_end"),
    }  # fmt: skip
    found = LogAlert.objects.get(reader="former_contact")
    assert found.facts == {"ended_on": "2025-09-01"}
    assert (found.school, found.responsible, found.due_on) == (
        cast.school, cast.users["leader"], dt.date(2025, 10, 28),
    )  # fmt: skip
    assert list(found.pupils.values_list("pupil_key", "reads")) == [(cast.pupils["a2"].pk, 1)]
    event = AuditEvent.objects.get(action="log_alert_raised", object_id=str(found.pk))
    assert event.details["pupils"] == [cast.pupils["a2"].pk]
    assert not job("log_control").is_due(cast.owner, NOW)
    assert check.check_day(cast.owner, YESTERDAY, due_day=lambda *told: TODAY, by="worker", at=NOW, on=TODAY) == []


def test_a_day_that_was_killed_in_the_middle_is_gone_through_again_and_none_is_skipped(cast, monkeypatch):
    read(cast, "contact_b", "a1")
    read(cast, "contact_b", "a2", hour=13)

    def dies(**_told):
        raise RuntimeError("killed")

    with monkeypatch.context() as broken:
        broken.setattr("tettpaa.trust.log_control.actions.record_event", dies)
        with pytest.raises(RuntimeError):
            job("log_control").work(cast.owner, NOW)
    assert not LogAlert.objects.exists()
    assert not LogCheck.objects.exists()
    job("log_control").work(cast.owner, NOW)
    assert LogAlert.objects.get().pupils.count() == 2
    later = TODAY + dt.timedelta(days=3)
    assert check.days_to_check(cast.owner, later) == [TODAY, TODAY + dt.timedelta(1), TODAY + dt.timedelta(2)]


def test_refusals_are_kept_and_found_and_the_refused_see_nothing_new(cast, client, monkeypatch):
    client.force_login(cast.users["contact_b"])
    assert client.get(reverse("pupil", kwargs={"key": cast.pupils["b1"].pk})).status_code == 200
    assert not AuditEvent.objects.filter(action="access_refused").exists()
    absent = client.get(reverse("pupil", kwargs={"key": 1}))
    for _ in range(7):
        refused = client.get(reverse("pupil", kwargs={"key": cast.pupils["a1"].pk}))
    assert refused.status_code == absent.status_code == 404
    event = AuditEvent.objects.filter(action="access_refused").latest("id")
    assert (event.by, event.object_id, event.details) == (
        "contact_b", "pupil_open", {"key": str(cast.pupils["a1"].pk)},
    )  # fmt: skip
    client.get(reverse("log_alert", kwargs={"alert_id": uuid.uuid4()}))
    assert AuditEvent.objects.filter(action="access_refused").count() == 9
    job("log_control").work(cast.owner, NOW + dt.timedelta(days=1))
    found = LogAlert.objects.get()
    assert (found.rule, found.reader, found.school, found.facts["refused"]) == (
        "refusals", "contact_b", cast.school, 9,
    )  # fmt: skip
    page = signed_in(cast.users["leader"]).get(page_of(found)).text
    assert "Prøvde 9 adresser" in page


def test_the_leader_sees_whom_and_when_and_answers_once(cast, alert):
    leader = signed_in(cast.users["leader"])
    listed = leader.get(reverse("log_control")).text
    assert "Lærer B" in listed
    assert "Ingen tilknytning" in listed
    assert "Elev A1" not in listed
    before = AccessRecord.objects.filter(page="log_control").count()
    page = leader.get(page_of(alert)).text
    assert "Elev A1" in page
    assert "faglærer siden 18.08.2025" in page
    assert AccessRecord.objects.filter(page="log_control", by="leader").count() == before + 1
    assert leader.post(page_of(alert), {"outcome": "talked", "answer": "ok"}).status_code == 422
    assert leader.post(page_of(alert), {"outcome": "", "answer": ANSWER["answer"]}).status_code == 422
    assert leader.post(page_of(alert), ANSWER).status_code == 302
    alert.refresh_from_db()
    assert (alert.outcome, alert.closed_by, alert.answer) == ("talked", "leader", ANSWER["answer"])
    event = AuditEvent.objects.get(action="log_alert_closed")
    assert event.details == {"school": cast.school.pk, "outcome": "talked"}
    again = leader.post(page_of(alert), ANSWER | {"outcome": "breach"})
    assert again.status_code == 422
    assert "lukket av en annen" in again.text
    assert "Ingen oppslag venter" in leader.get(reverse("log_control")).text
    assert "Lærer B" in leader.get(reverse("log_control_closed")).text
    assert "100" in leader.get(reverse("log_control")).text


@pytest.mark.parametrize("name", ["contact_a", "contact_b", "counsellor", "leader_elsewhere", "administrator"])
def test_nobody_else_sees_or_answers_it(cast, alert, name):
    client = signed_in(cast.users[name])
    assert client.get(page_of(alert)).status_code == 404
    assert client.post(page_of(alert), ANSWER).status_code == 404
    alert.refresh_from_db()
    assert alert.outcome == ""


def test_nobody_answers_for_their_own_reads_and_the_privacy_officer_does_instead(cast):
    officer = cast.users["officer"] = a_user("officer")
    grant(officer, RoleGrant.Role.PRIVACY_OFFICER, cast.owner)
    read(cast, "leader", "elsewhere")
    job("log_control").work(cast.owner, NOW)
    alert = LogAlert.objects.get()
    assert (alert.rule, alert.responsible) == ("no_tie", officer)
    leader = signed_in(cast.users["leader"])
    assert leader.get(page_of(alert)).status_code == 404
    assert "Ingen oppslag venter" in leader.get(reverse("log_control")).text
    with pytest.raises(ValidationError, match="En annen enn den som leste"):
        close_alert(alert=alert, **ANSWER, by="leader", at=NOW)
    assert "Leder A" in signed_in(officer).get(reverse("log_control")).text
    assert "Elev Annensteds" in signed_in(officer).get(page_of(alert)).text
    assert signed_in(officer).post(page_of(alert), ANSWER).status_code == 302
    alert.refresh_from_db()
    assert alert.closed_by == "officer"


def test_a_protected_pupil_is_not_told_of_to_a_leader_who_is_not_named(cast, alert):
    AddressProtection.objects.create(
        person=cast.pupils["a1"], grade="strict", source="register", raised_by="forvalter", raised_at=AT
    )
    leader = signed_in(cast.users["leader"])
    assert leader.get(page_of(alert)).status_code == 404
    assert "Ingen oppslag venter" in leader.get(reverse("log_control")).text
    Clearance.objects.create(
        user=cast.users["leader"], pupil=cast.pupils["a1"], reason="Navngitt", valid_from=TODAY,
        granted_by="forvalter", granted_at=AT,
    )  # fmt: skip
    assert "Elev A1" in leader.get(page_of(alert)).text


def test_the_weekly_sample_is_drawn_once_for_each_school(cast):
    for number, name in enumerate(("a1", "a2", "a3", "b1", "b2")):
        read(cast, "leader", name, MONDAY + dt.timedelta(days=number), hour=9)
    read(cast, "contact_a", "a1", TODAY)  # this week's is not drawn from yet
    assert job("log_sample").is_due(cast.owner, NOW)
    job("log_sample").work(cast.owner, NOW)
    sampled = LogAlert.objects.filter(rule="sample")
    assert (sampled.count(), set(sampled.values_list("reader", "on"))) == (3, {("leader", MONDAY)})
    assert not job("log_sample").is_due(cast.owner, NOW)
    assert (
        check.draw_week(cast.owner, MONDAY, due_day=lambda *_t: due_day(TODAY, [], 1), by="x", at=NOW, on=TODAY) == []
    )
    assert sampled.count() == 3


def test_who_answers_for_an_alert_is_told_once_and_again_when_it_is_soon_due(cast, alert):
    soon = dt.datetime.combine(alert.due_on - dt.timedelta(days=3), dt.time(1, 5), OSLO)
    telling = job("log_alerts")
    assert not telling.is_due(cast.owner, NOW.replace(hour=0))
    assert telling.is_due(cast.owner, NOW)
    for at in (NOW, NOW, soon - dt.timedelta(days=1)):
        telling.work(cast.owner, at)
    assert not telling.is_due(cast.owner, soon - dt.timedelta(days=1))
    told = Message.objects.values_list("to", "kind", "about", "pupil", "is_urgent")
    first = (cast.users["leader"].person.pk, "log_alert_raised", str(alert.reference), None, False)
    assert list(told) == [first]
    signed_in(cast.users["leader"]).get(page_of(alert))
    assert not Message.objects.filter(seen_at=None).exists()
    telling.work(cast.owner, soon)
    assert set(told.all()) == {first, (first[0], "log_alert_due", str(alert.reference), None, True)}
    assert not telling.is_due(cast.owner, soon)


def test_an_answered_alert_is_told_of_no_more(cast, alert):
    close_alert(alert=alert, **ANSWER, by="leader", at=NOW)
    assert not job("log_alerts").is_due(cast.owner, NOW)


def test_nobody_is_told_of_an_alert_that_a_protection_hides_from_them(cast, alert):
    pupil, leader = cast.pupils["a1"], cast.users["leader"]
    AddressProtection.objects.create(person=pupil, grade="strict", source="x", raised_by="x", raised_at=AT)
    job("log_alerts").work(cast.owner, NOW)
    assert not Message.objects.exists() and not job("log_alerts").is_due(cast.owner, NOW)
    Clearance.objects.create(
        user=leader, pupil=pupil, reason="x", valid_from=TODAY, granted_by="x", granted_at=AT
    )  # fmt: skip
    job("log_alerts").work(cast.owner, NOW)
    assert Message.objects.get().to == leader.person
