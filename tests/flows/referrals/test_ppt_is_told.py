"""Whoever has a referral at PPT is told what the school does with it, also one who no more answers for PPT at the school."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_person, a_user, grant
from tests.cast import Cast
from tests.flows.referrals.test_ppt_answers import AT, DAY, TODAY, referral, send  # noqa: F401
from tests.rights import rights_of
from tettpaa.follow_up.meetings.actions import call_off_meeting, call_own_meeting
from tettpaa.follow_up.meetings.inviting import invite_user
from tettpaa.follow_up.referrals.consults import answer_consult, ask_consult, reply_to_consult, void_consult
from tettpaa.kit import clock
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.inbox.queries import inbox_of
from tettpaa.trust.access.models import Assignment, RoleGrant
from tettpaa.trust.identity.models import User

ENDS = [
    ("trekk", {"reason": "Eleven vil ikke"}, "referral_over_at_ppt"),
    ("feilfort", {"reason": "Feil elev"}, "referral_voided_at_ppt"),
]  # fmt: skip


def at_ppt(cast: Cast, name: str, *, is_known: bool = True) -> User:
    """Answers for PPT at school A; `is_known`: is somebody in the owner's systems, so that messages reach them."""
    user = a_user(name, a_person(cast.owner, name, "PPT") if is_known else None)
    grant(user, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    return user


@pytest.fixture
def adviser(cast, client, referral) -> User:  # noqa: F811
    """Has the referral of a1, and has left PPT's office."""
    user = at_ppt(cast, "ppt")
    send(cast, client, referral, user)
    RoleGrant.objects.filter(user=user).delete()
    return user


@pytest.fixture
def office(cast) -> User:
    return at_ppt(cast, "ppt_office")


def told(user: User) -> list[str]:
    """The kinds of what the user is told and may see, in their order."""
    return [each.message.kind for each in inbox_of(rights_of(user)).unseen]


def act(cast, client, referral, slug: str, form: dict) -> None:  # noqa: F811
    client.force_login(cast.users["counsellor"])
    assert client.post(f"/henvisning/{referral.pk}/{slug}", DAY | form).status_code == 302


def test_whoever_is_given_a_referral_is_told_and_comes_to_it(client, referral, adviser, office):  # noqa: F811
    assert told(adviser) == ["referral_given"] and told(office) == []
    client.force_login(adviser)
    message = Message.objects.get(to=adviser.person)
    assert client.get(f"/beskjed/{message.pk}", follow=True).request["PATH_INFO"] == f"/henvisning/{referral.pk}"


def test_what_the_school_writes_on_it_is_told_the_adviser_and_what_she_writes_is_not(
    cast, client, referral, adviser, office  # noqa: F811
):  # fmt: skip
    act(cast, client, referral, "mottatt", {})
    assert told(adviser) == ["referral_given", "referral_written_on"] and told(office) == []
    client.force_login(adviser)
    client.post(f"/henvisning/{referral.pk}/under-arbeid", DAY)
    assert len(told(adviser)) == 2
    act(cast, client, referral, "vurdering", {"points": ["benefit"]})
    assert told(adviser).count("referral_written_on") == 2


@pytest.mark.parametrize(("slug", "form", "kind"), ENDS)
def test_when_it_is_over_the_adviser_hears_though_she_sees_nothing_more(
    cast, client, referral, adviser, office, slug, form, kind  # noqa: F811
):  # fmt: skip
    client.force_login(adviser)
    assert client.get(f"/henvisning/{referral.pk}").status_code == 200
    act(cast, client, referral, slug, form)
    assert told(adviser) == [kind] and told(office) == []
    assert Message.objects.filter(to=adviser.person, kind="referral_voided").count() == 0, "once, in words she may read"
    client.force_login(adviser)
    assert client.get("/ppt/").status_code == 404 and client.get(f"/henvisning/{referral.pk}").status_code == 404
    message = Message.objects.get(to=adviser.person, kind=kind)
    assert message.pupil is None
    assert client.get(f"/beskjed/{message.pk}", follow=True).request["PATH_INFO"] == "/beskjeder"


@pytest.mark.parametrize(("slug", "form", "kind"), ENDS)
def test_where_nobody_is_named_the_office_hears(cast, client, referral, office, slug, form, kind):  # noqa: F811
    send(cast, client, referral, None)
    act(cast, client, referral, slug, form)
    assert told(office) == [kind]


def test_a_draft_that_ends_is_told_nobody_at_ppt(cast, client, referral, office):  # noqa: F811
    act(cast, client, referral, "trekk", {"reason": "Eleven vil ikke"})
    assert told(office) == []


def test_given_to_another_the_first_hears_that_it_is_over_and_renewed_nobody_does(
    cast, client, referral, adviser, office  # noqa: F811
):  # fmt: skip
    grant(adviser, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    act(cast, client, referral, "ppt", {"adviser": adviser.username})
    assert "referral_over_at_ppt" not in told(adviser)
    act(cast, client, referral, "ppt", {"adviser": office.username})
    assert told(adviser) == ["referral_over_at_ppt"] and told(office) == ["referral_given"]


@pytest.mark.parametrize(
    ("slug", "form", "words"),
    [("trekk", {"reason": "Eleven vil ikke"}, "En henvisning du hadde, er avsluttet"),
     ("feilfort", {"reason": "Feil elev"}, "En henvisning du har lest, var feil")],
)  # fmt: skip
def test_one_who_has_no_messages_finds_it_where_she_comes_in(cast, client, referral, slug, form, words):  # noqa: F811
    user = at_ppt(cast, "utenfra", is_known=False)
    send(cast, client, referral, user)
    RoleGrant.objects.filter(user=user).delete()
    client.force_login(user)
    assert words not in client.get("/ppt/").text and client.get(f"/henvisning/{referral.pk}").status_code == 200
    act(cast, client, referral, slug, form)
    client.force_login(user)
    page = client.get("/").text
    assert words in page and "Elev A1" not in page and form["reason"] not in page
    client.force_login(cast.users["nobody"])
    assert words not in client.get("/").text


def test_a_time_that_ran_out_or_was_renewed_is_not_told_as_over(cast, client, referral):  # noqa: F811
    user = at_ppt(cast, "utenfra", is_known=False)
    send(cast, client, referral, user)
    act(cast, client, referral, "ppt", {"adviser": user.username})
    over = "En henvisning du hadde, er avsluttet"
    client.force_login(user)
    assert over not in client.get("/ppt/").text
    Assignment.objects.filter(user=user).update(
        begins_at=AT - dt.timedelta(days=100), ends_at=AT - dt.timedelta(days=10)
    )
    assert over not in client.get("/ppt/").text


def test_an_adviser_called_to_a_meeting_is_told_and_so_that_it_is_off_and_no_longer_when_it_is_not_hers(
    cast, client, referral, adviser, office  # noqa: F811
):  # fmt: skip
    pupil, now = cast.pupils["a1"], clock.now()
    meeting = call_own_meeting(
        pupil=pupil, school=cast.school, case=referral.case, kind="network", starts_at=now + dt.timedelta(days=7), minutes=30,
        place="Rom 2", link="", wish="Snakke om naturfag", form_id=uuid.uuid4(), by="counsellor", at=now,
    )  # fmt: skip
    called = invite_user(meeting=meeting, user=adviser, party="other", service="PPT", by="counsellor", at=now)
    assert "meeting_called" in told(adviser)
    client.force_login(adviser)
    message = Message.objects.get(to=adviser.person, kind="meeting_called")
    assert client.get(f"/beskjed/{message.pk}", follow=True).request["PATH_INFO"].endswith(str(called.pk))
    call_off_meeting(meeting=meeting, reason="Syk", by="counsellor", at=now)
    assert "meeting_called_off" in told(adviser)
    act(cast, client, referral, "trekk", {"reason": "Eleven vil ikke"})
    assert told(adviser) == ["referral_over_at_ppt"]


def asked(cast: Cast):
    return ask_consult(school=cast.school, question="hva hjelper?", form_id=uuid.uuid4(), by="contact_a", at=AT)


def test_the_office_hears_that_the_school_wrote_the_answer_and_not_that_ppt_did(cast, office):
    other = at_ppt(cast, "ppt2")
    reply_to_consult(consult=asked(cast), answer="en fast voksen", on=TODAY, by="ppt2", at=AT)
    assert told(office) == []
    answer_consult(consult=asked(cast), answer="en fast voksen", on=TODAY, by="contact_a", at=AT)
    assert told(office) == told(other) == ["consult_answered_at_ppt"]


def test_who_answered_for_ppt_hears_that_the_consult_is_a_mistake_also_when_she_has_left_the_office(cast, office):
    user, consult = at_ppt(cast, "ppt2"), asked(cast)
    reply_to_consult(consult=consult, answer="en fast voksen", on=TODAY, by="ppt2", at=AT)
    RoleGrant.objects.filter(user=user).update(valid_to=TODAY - dt.timedelta(days=1))
    void_consult(consult=consult, reason="feil spørsmål", by="contact_a", at=AT)
    assert told(user) == ["own_answer_voided"] and told(office) == ["consult_voided_at_ppt"]
