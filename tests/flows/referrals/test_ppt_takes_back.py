"""Whoever at PPT answered a consult takes the answer back: it stays struck through, who asked is told, and PPT answers anew."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from tests.builders import a_person, a_user, grant
from tests.rights import rights_of
from tests.traced import not_compared
from tettpaa.follow_up.referrals.consults import (
    answer_consult,
    ask_consult,
    reply_to_consult,
    void_answer,
    void_consult,
)
from tettpaa.follow_up.referrals.models import Consult, VoidedAnswer
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.referral.tasks import tasks_for
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.models import User

AT = dt.datetime(2025, 10, 14, 6, tzinfo=dt.UTC)
TODAY = AT.date()
WHY = {"reason": "svaret gjaldt en annen skole"}


@pytest.fixture
def office(cast) -> list[User]:
    """Two who answer for PPT at school A."""
    users = [a_user(name, a_person(cast.owner, name, "PPT")) for name in ("ppt", "ppt2")]
    for user in users:
        grant(user, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    return users


@pytest.fixture
def consult(cast) -> Consult:
    return ask_consult(
        school=cast.school, question="hva hjelper om morgenen?", form_id=uuid.uuid4(), by="contact_a", at=AT
    )


def reply(consult: Consult, answer: str = "en fast voksen") -> Consult:
    reply_to_consult(consult=consult, answer=answer, on=TODAY, by="ppt", at=AT)
    return consult


def test_the_one_who_answered_takes_it_back_who_asked_is_told_and_it_is_answered_anew(cast, client, office, consult):
    reply(consult)
    client.force_login(office[0])
    assert "Svaret er feilført" in client.get("/ppt/").text
    address = f"/ppt/drofting/{consult.pk}/feilfort"
    assert "en fast voksen" in client.get(address).text
    assert client.post(address, {"reason": " "}).status_code == 422
    page = client.post(address, WHY, follow=True).text
    assert "venter på nytt svar" in page and "tp-withdrawn" in page and "gjaldt en annen skole" in page
    assert client.post(address, WHY).status_code == 404, "taken back once"
    told = Message.objects.get(kind="consult_answer_voided")
    assert (told.to, told.pupil, told.is_urgent) == (cast.users["contact_a"].person, None, True)
    assert [task.words for task in tasks_for(rights_of(office[0]))] == [f"Svar {cast.school} på en drøfting"]
    client.post(f"/ppt/drofting/{consult.pk}", {"on": "2025-10-14", "answer": "en fast rutine"})
    assert Message.objects.filter(kind="consult_answered").count() == 2, "the new answer is told of too"
    client.force_login(cast.users["contact_a"])
    page = client.get(f"/drofting/{consult.pk}").text
    assert "en fast voksen" in page and "gjaldt en annen skole" in page and "en fast rutine" in page
    assert page.index("en fast voksen") < page.index("en fast rutine")
    event = AuditEvent.objects.get(action="consult_answer_voided")
    assert "fast voksen" not in str(event.details) and "annen skole" not in str(event.details)


@pytest.mark.parametrize("who", ["contact_a", "counsellor", "leader"])
def test_the_school_does_not_take_back_ppts_words_and_marks_its_own_question(cast, client, office, consult, who):
    reply(consult)
    client.force_login(cast.users[who])
    assert client.post(f"/ppt/drofting/{consult.pk}/feilfort", WHY).status_code == 404
    with pytest.raises(ValidationError, match="Bare den som har skrevet svaret"):
        void_answer(consult=consult, **WHY, by=who, at=AT)
    assert Consult.objects.get().answer == "en fast voksen" and not VoidedAnswer.objects.exists()
    assert client.post(f"/drofting/{consult.pk}/feilfort", {"reason": "feil spørsmål"}).status_code == 302
    assert Consult.objects.get().voided_by == who


def test_ppt_does_not_take_back_what_the_school_wrote_nor_a_colleague_and_does_its_own(cast, client, office, consult):
    answer_consult(consult=consult, answer="en fast voksen", on=TODAY, by="contact_a", at=AT)
    own = reply(ask_consult(school=cast.school, question="hva mer?", form_id=uuid.uuid4(), by="contact_a", at=AT))
    for user, asked, status in (
        (office[0], consult, 404), (office[1], consult, 404), (office[1], own, 404), (office[0], own, 302),
    ):  # fmt: skip
        client.force_login(user)
        assert client.post(f"/ppt/drofting/{asked.pk}/feilfort", WHY).status_code == status
    with pytest.raises(ValidationError, match="Bare den som har skrevet svaret"):
        void_answer(consult=consult, **WHY, by="ppt", at=AT)
    assert [voided.consult for voided in VoidedAnswer.objects.all()] == [own]
    assert client.post(f"/drofting/{consult.pk}/feilfort", WHY).status_code == 404, "nor the question"


def test_an_answer_to_what_the_school_has_taken_back_stays_as_it_is(office, consult):
    reply(consult)
    void_consult(consult=consult, reason="feil spørsmål", by="contact_a", at=AT)
    with pytest.raises(ValidationError, match="Bare den som har skrevet svaret"):
        void_answer(consult=consult, **WHY, by="ppt", at=AT)


def test_what_the_school_has_taken_back_unanswered_is_nobodys_task(office, consult):
    assert tasks_for(rights_of(office[0]))
    void_consult(consult=consult, reason="feil spørsmål", by="contact_a", at=AT)
    assert not tasks_for(rights_of(office[0]))


def test_the_school_is_warned_of_a_name_in_what_was_taken_back(cast, client, office, consult):
    reply(consult, "Snakk med Elev A1")
    void_answer(consult=consult, **WHY, by="ppt", at=AT)
    client.force_login(cast.users["contact_a"])
    with not_compared():  # the words are PPT's, and the log is not told whom they name
        assert "ser ut til å nevne noen ved skolen" in client.get("/drofting/").text


def test_the_list_asks_no_more_for_many_taken_back(cast, client, office, django_assert_max_num_queries):
    for number in range(8):
        asked = ask_consult(school=cast.school, question=f"{number}?", form_id=uuid.uuid4(), by="contact_a", at=AT)
        void_answer(consult=reply(asked), **WHY, by="ppt", at=AT)
    client.force_login(office[0])
    client.get("/ppt/")
    with django_assert_max_num_queries(31):
        client.get("/ppt/")
