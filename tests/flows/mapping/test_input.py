"""Every subject teacher is asked the same, sees only her own, and is reminded once a day; the responsible sees who has not."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from tests.builders import belong
from tests.flows.mapping.conftest import AT, DUE
from tests.rights import rights_of
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.mappings.answering import answer_input
from tettpaa.assess.mappings.asking import ask_input, close_round, remind_teachers
from tettpaa.assess.mappings.models import InputRequest, InputRound
from tettpaa.assess.mappings.queries import teachings_of
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.mapping.tasks import tasks_for
from tettpaa.schools.people.models import Membership
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.protection.actions import raise_protection

TODAY_AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
ANSWERS = {
    "mastery": "gaps",
    "part": "quiet",
    "with_others": "unknown",
    "works": "Praktiske oppgaver",
    "could_help": "",
}


def of(asked: InputRound, teacher: str) -> InputRequest:
    return asked.requests.select_related("round", "pupil").get(teacher__family_name=teacher)


def test_a_round_asks_each_teacher_once_and_tells_them_without_a_word_about_the_pupil(cast, case, asked):
    assert {request.teacher.family_name for request in asked.requests.all()} == {"Norsk", "Matte"}
    messages = Message.objects.filter(kind="input_asked")
    assert {message.to_id for message in messages} == {cast.users[name].person_id for name in ("subject", "maths")}
    again = ask_input(
        case=case, teachings=list(teachings_of(case.pupil, AT.date())), due_on=DUE, form_id=asked.form_id,
        by="contact_a", at=AT,
    )  # fmt: skip
    assert again == asked and InputRequest.objects.count() == messages.count() == 2
    with pytest.raises(ValidationError, match="alt i gang"):
        ask_input(
            case=case, teachings=list(teachings_of(case.pupil, AT.date())), due_on=DUE, form_id=uuid.uuid4(),
            by="leader", at=AT,
        )  # fmt: skip


def test_nobody_to_ask_or_no_day_ahead_leaves_nothing(cast):
    case = open_case(
        pupil=cast.pupils["b1"], school=cast.school, because="talk", reason="Se nærmere",
        responsible=cast.users["contact_b"], by="contact_b", at=AT,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="Ingen underviser"):
        ask_input(case=case, teachings=[], due_on=DUE, form_id=uuid.uuid4(), by="contact_b", at=AT)
    with pytest.raises(ValidationError) as refused:
        ask_input(case=case, teachings=[], due_on=AT.date(), form_id=uuid.uuid4(), by="contact_b", at=AT)
    assert set(refused.value.message_dict) == {"due_on"}
    assert not InputRound.objects.exists()


def test_the_responsible_asks_from_the_page_and_sees_who_has_answered(cast, client, case, maths):
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/sak/{case.pk}/innspill")
    assert "Lærer Norsk" in page.text and "Lærer Matte" in page.text and "Henger eleven med i faget?" in page.text
    told = {"due_on": "2025-10-20", "form_id": str(uuid.uuid4())}
    assert client.post(f"/sak/{case.pk}/innspill", told | {"due_on": "2025-10-14"}).status_code == 422
    page = client.post(f"/sak/{case.pk}/innspill", told, follow=True)
    assert "0 av 2 har svart" in page.text and "Har ikke svart" in page.text
    assert client.get(f"/sak/{case.pk}/innspill").status_code == 200
    assert "0 av 2 har svart" in client.get(f"/sak/{case.pk}").text


def test_a_teacher_sees_the_name_the_subject_and_the_questions_and_answers_once(cast, client, case, asked):
    request = of(asked, "Norsk")
    client.force_login(cast.users["subject"])
    assert f"/innspill/{request.pk}" in client.get("/mine-grupper").text
    assert "Elev A1" in client.get("/innspill/").text
    page = client.get(f"/innspill/{request.pk}")
    assert "Elev A1" in page.text and "1STA norsk" in page.text
    assert "Borte hver mandag" not in page.text and "Matte" not in page.text and str(case.pk) not in page.text
    assert Message.objects.get(kind="input_asked", to=request.teacher).seen_at is not None
    assert client.post(f"/innspill/{request.pk}", ANSWERS | {"part": ""}).status_code == 422
    assert "Takk. Innspillet er sendt" in client.post(f"/innspill/{request.pk}", ANSWERS, follow=True).text
    assert "Noen hull" in client.get(f"/innspill/{request.pk}").text
    again = client.post(f"/innspill/{request.pk}", ANSWERS | {"mastery": "well"}, follow=True)
    assert "alt svart" in again.text
    request.refresh_from_db()
    assert request.answers["mastery"] == "gaps"
    assert Message.objects.get(kind="input_given").to == cast.users["contact_a"].person

    client.force_login(cast.users["contact_a"])
    page = client.get(f"/innspillsrunde/{asked.pk}").text
    assert "1 av 2 har svart" in page and "Praktiske oppgaver" in page and "Vet ikke" in page


@pytest.mark.parametrize("who", ["maths", "contact_b", "counsellor", "former_contact", "nobody"])
def test_another_s_request_is_not_there(cast, client, asked, who):
    client.force_login(cast.users[who])
    assert client.get(f"/innspill/{of(asked, 'Norsk').pk}").status_code == 404
    assert client.post(f"/innspill/{of(asked, 'Norsk').pk}", ANSWERS).status_code == 404


@pytest.mark.parametrize("who", ["subject", "maths", "contact_b", "leader_elsewhere"])
def test_the_round_is_not_there_for_who_is_only_asked(cast, client, asked, who):
    client.force_login(cast.users[who])
    assert client.get(f"/innspillsrunde/{asked.pk}").status_code == 404
    for act in ("minn", "avslutt"):
        assert client.post(f"/innspillsrunde/{asked.pk}/{act}").status_code == 404


@pytest.mark.parametrize("who_left", ["teacher", "pupil"])
def test_a_teacher_without_the_pupil_meets_nothing_and_the_request_lapses(cast, client, asked, who_left):
    request = of(asked, "Norsk")
    leaver = request.teacher if who_left == "teacher" else request.pupil
    Membership.objects.filter(person=leaver, group=request.group).update(valid_to=dt.date(2025, 10, 13))
    client.force_login(cast.users["subject"])
    assert client.get(f"/innspill/{request.pk}").status_code == 404
    assert not tasks_for(rights_of(cast.users["subject"]))
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/innspillsrunde/{asked.pk}").text
    assert "Har ikke eleven lenger" in page and page.count("Har ikke svart") == 1
    remind_teachers(held=asked, by="contact_a", at=TODAY_AT)
    assert Message.objects.get(kind="input_reminded").to == cast.users["maths"].person


def test_a_leader_who_has_left_the_group_is_not_asked_for_input_any_more(cast, client, asked):
    """The leader's own tie reaches the pupil, and is not the tie that was asked."""
    request = of(asked, "Norsk")
    leader = cast.users["leader"].person
    belong(leader, request.group, Membership.Role.TEACHER)
    InputRequest.objects.filter(pk=request.pk).update(teacher=leader)
    client.force_login(cast.users["leader"])
    assert client.get(f"/innspill/{request.pk}").status_code == 200
    Membership.objects.filter(person=leader, group=request.group).delete()
    assert client.get(f"/innspill/{request.pk}").status_code == 404


def test_a_teacher_is_reminded_once_a_day_however_many_rounds_wait(cast, case, asked):
    assert remind_teachers(held=asked, by="contact_a", at=TODAY_AT) == 2
    with pytest.raises(ValidationError, match="minnet i dag"):
        remind_teachers(held=asked, by="contact_a", at=TODAY_AT)
    other = open_case(
        pupil=cast.pupils["a2"], school=cast.school, because="talk", reason="Se nærmere",
        responsible=cast.users["counsellor"], by="counsellor", at=AT,
    )  # fmt: skip
    of_other = ask_input(
        case=other, teachings=list(teachings_of(other.pupil, AT.date())), due_on=DUE, form_id=uuid.uuid4(),
        by="counsellor", at=AT,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="minnet i dag"):
        remind_teachers(held=of_other, by="counsellor", at=TODAY_AT)
    assert remind_teachers(held=of_other, by="counsellor", at=TODAY_AT + DAY) == 1
    assert Message.objects.filter(kind="input_reminded", to=cast.users["subject"].person).count() == 2


def test_nobody_is_reminded_on_the_day_of_being_asked(asked):
    with pytest.raises(ValidationError, match="spurt eller minnet"):
        remind_teachers(held=asked, by="contact_a", at=AT)


def test_a_closed_round_is_neither_answered_nor_reminded_of_and_its_answers_stay(cast, client, case, asked):
    answer_input(request=of(asked, "Norsk"), answers=ANSWERS, by="subject", at=TODAY_AT)
    client.force_login(cast.users["contact_a"])
    closed = client.post(f"/innspillsrunde/{asked.pk}/avslutt", follow=True)
    assert "Praktiske oppgaver" in closed.text and "Svarte ikke" in closed.text
    for act in (close_round, remind_teachers):
        with pytest.raises(ValidationError, match="Runden er avsluttet"):
            act(held=asked, by="contact_a", at=TODAY_AT)
    with pytest.raises(ValidationError, match="avsluttet"):
        answer_input(request=of(asked, "Matte"), answers=ANSWERS, by="maths", at=TODAY_AT)
    client.force_login(cast.users["maths"])
    assert client.get(f"/innspill/{of(asked, 'Matte').pk}").status_code == 404
    told = list(AuditEvent.objects.filter(action__startswith="input_").order_by("pk").values_list("action", flat=True))
    assert told == ["input_asked", "input_answered", "input_round_closed"]


def test_the_day_closes_a_round_and_the_responsible_is_told_by_a_task(cast, asked):
    late = dt.datetime.combine(DUE + DAY, dt.time(7), dt.UTC)
    with pytest.raises(ValidationError, match="avsluttet"):
        answer_input(request=of(asked, "Norsk"), answers=ANSWERS, by="subject", at=late)
    with pytest.raises(ValidationError, match="Fristen er ute"):
        remind_teachers(held=asked, by="contact_a", at=late)
    on_time, over = rights_of(cast.users["contact_a"], DUE), rights_of(cast.users["contact_a"], DUE + DAY)
    assert tasks_for(on_time) == []
    assert [task.due_on for task in tasks_for(over)] == [DUE]
    assert [task.address for task in tasks_for(rights_of(cast.users["maths"]))] == [
        f"/innspill/{of(asked, 'Matte').pk}"
    ]
    close_round(held=asked, by="contact_a", at=late)
    assert tasks_for(over) == []


@pytest.mark.parametrize(
    ("act", "told"), [("avslutt", {"outcome": "reached", "evaluation": "Bra"}), ("feilfort", {"reason": "Feil elev"})]
)
def test_the_round_ends_with_the_case(cast, client, case, asked, act, told):
    client.force_login(cast.users["leader"])
    assert client.post(f"/sak/{case.pk}/{act}", told).status_code == 302
    asked.refresh_from_db()
    assert asked.closed_by == "leader"
    client.force_login(cast.users["subject"])
    assert client.get(f"/innspill/{of(asked, 'Norsk').pk}").status_code == 404


def test_nobody_is_asked_about_a_pupil_who_is_not_there_for_them(cast, client, case, maths):
    raise_protection(person=case.pupil, grade="strict", source="test", by="test", at=AT)
    client.force_login(cast.users["contact_a"])
    assert client.get(f"/sak/{case.pk}/innspill").status_code == 404
