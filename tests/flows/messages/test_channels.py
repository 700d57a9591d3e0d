"""Mail about messages: urgent at once, the rest once a week, to those who may have it, and never about anybody."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from tests.builders import a_flag
from tests.cast import Cast
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.handing import accept_case, offer_case
from tettpaa.assess.concerns.actions import tell_concern
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.claiming import claim, confirm
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.queries import perhaps_doubled
from tettpaa.messages.channels.queueing import queue_urgent
from tettpaa.messages.channels.rules import limits_on
from tettpaa.messages.channels.sending import has_something_to_send, send_due
from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.my_day.waiting import pupils_waiting_for
from tettpaa.proofs.mail_server import TakingServer, mail_server, settings_for
from tettpaa.trust.protection.actions import raise_protection

NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
MONDAY = dt.datetime(2025, 10, 13, 7, tzinfo=OSLO)
SUNDAY = MONDAY - dt.timedelta(days=1)  # of the week before, after its digest
CLAIM = limits_on(NOON.date()).claim_for
LINE = "Sitter alene i friminuttene"


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


@pytest.fixture
def mailed(cast, server, settings) -> Cast:
    """The cast with work addresses, and a mail server; last week's digests are done."""
    settings.TETTPAA_SMTP = settings_for(server)
    settings.TETTPAA_ADDRESS = "https://tettpaa.fylke.no"
    settings.TETTPAA_MAIL_DOMAINS = ("fylke.no",)
    for name in ("contact_a", "counsellor", "leader"):
        with_address(cast, name, f"{name}@fylke.no")
    send(cast, SUNDAY)
    assert not server.taken
    return cast


def with_address(cast: Cast, name: str, address: str) -> None:
    person = cast.users[name].person
    person.email = address
    person.save()


def send(cast: Cast, at: dt.datetime) -> int:
    return send_due(cast.owner, pupils_waiting_for, lambda: at)


def concern(cast: Cast, at: dt.datetime, pupil: str = "a1", by: str = "subject") -> None:
    tell_concern(
        pupil=cast.pupils[pupil], about="well_being", line=LINE, teller="staff", form_id=uuid.uuid4(), by=by, at=at
    )  # fmt: skip


def offered(cast: Cast, at: dt.datetime, to: str = "counsellor"):
    case = open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=at,
    )  # fmt: skip
    return offer_case(case=case, to=cast.users[to], reason="Trenger mer", by="contact_a", at=at)


def to_whom(server: TakingServer) -> list[str]:
    return sorted(str(mail["To"]) for mail in server.taken)


def test_an_urgent_message_is_mailed_at_once_and_once_and_names_nobody(mailed, server):
    concern(mailed, NOON)
    assert has_something_to_send(mailed.owner, NOON)
    assert send(mailed, NOON) >= 1
    urgent = [mail for mail in server.taken if mail["Subject"] == "En bekymring venter på svar"]
    message = Message.objects.get()
    assert [mail["To"] for mail in urgent] == ["contact_a@fylke.no"]
    body = urgent[0].get_content()
    assert f"https://tettpaa.fylke.no/beskjed/{message.pk}" in body
    assert "Elev" not in body and LINE not in body
    delivery = Delivery.objects.get(message=message)
    assert (delivery.state, urgent[0]["Message-ID"]) == ("sent", f"<{delivery.pk}@tettpaa.fylke.no>")

    taken = len(server.taken)
    assert send(mailed, NOON) == 0 and len(server.taken) == taken
    assert not has_something_to_send(mailed.owner, NOON)


def test_whoever_tells_is_not_told_and_an_answer_waits_for_the_digest(mailed, server):
    concern(mailed, SUNDAY, by="contact_a")
    handing = offered(mailed, SUNDAY)
    accept_case(handing=handing, by="counsellor", at=SUNDAY)
    kinds = set(Message.objects.values_list("to__users__username", "kind"))
    assert kinds == {("counsellor", "case_offered"), ("contact_a", "case_answered")}

    send(mailed, SUNDAY)
    assert to_whom(server) == ["counsellor@fylke.no"]
    send(mailed, MONDAY)
    weekly = [mail for mail in server.taken if mail["Subject"] == "Uka i Tettpå"]
    assert sorted(mail["To"] for mail in weekly) == ["contact_a@fylke.no", "counsellor@fylke.no"]
    assert "1 beskjed er ikke lest." in weekly[0].get_content()
    send(mailed, MONDAY + dt.timedelta(days=3))
    assert len(server.taken) == 3, "one digest a week"


def test_a_week_with_nothing_has_no_digest_and_pupils_who_wait_are_a_number(mailed, server):
    a_flag(mailed.pupils["a1"], mailed.school, dt.date(2025, 10, 10))
    send(mailed, MONDAY)
    told = {str(mail["To"]): mail.get_content() for mail in server.taken}
    assert "1 elev venter på en samtale." in told["contact_a@fylke.no"]
    assert "leader@fylke.no" not in told
    assert "Elev A1" not in "".join(told.values())
    assert Delivery.objects.get(to=mailed.users["leader"].person, week=MONDAY.date()).state == "not_needed"


@pytest.mark.parametrize("address", ["", "privat@gmail.com"])
def test_without_a_work_address_nothing_is_mailed_and_the_app_tells_all_the_same(mailed, server, address):
    with_address(mailed, "contact_a", address)
    concern(mailed, SUNDAY)
    send(mailed, SUNDAY)
    assert not server.taken and Message.objects.count() == 1


def test_what_is_seen_is_not_mailed(mailed, server):
    concern(mailed, SUNDAY)
    Message.objects.update(seen_at=SUNDAY)
    send(mailed, SUNDAY)
    assert not server.taken


def test_about_a_pupil_who_has_come_under_protection_no_mail_leaves(mailed, server):
    concern(mailed, SUNDAY)
    raise_protection(person=mailed.pupils["a1"], grade="client", source="Register", by="x", at=SUNDAY)
    send(mailed, SUNDAY)
    assert not server.taken
    assert Delivery.objects.get(message__isnull=False).why == "not_theirs"


def test_one_person_gets_no_more_than_the_hours_share_and_the_rest_when_it_has_passed(mailed, server):
    limits = limits_on(NOON.date())
    person = mailed.users["leader"].person
    for number in range(limits.to_one_an_hour + 2):
        tell(to=person, kind="case_offered", about=f"sak-{number}", by="x", at=SUNDAY)
    send(mailed, SUNDAY)
    assert len(server.taken) == limits.to_one_an_hour
    assert not has_something_to_send(mailed.owner, SUNDAY), "what must wait is no work"
    send(mailed, SUNDAY + dt.timedelta(hours=1, seconds=1))
    assert len(server.taken) == limits.to_one_an_hour + 2


def test_a_server_that_is_away_is_tried_again_and_at_last_given_up(mailed, server, settings):
    settings.TETTPAA_SMTP = replace(settings.TETTPAA_SMTP, port=1)
    concern(mailed, SUNDAY)
    send(mailed, SUNDAY)
    held = Delivery.objects.get(message__isnull=False)
    assert (held.state, held.attempts, held.next_try_at) == ("failed", 1, SUNDAY + dt.timedelta(minutes=1))
    for _ in limits_on(NOON.date()).retry_minutes:
        send(mailed, Delivery.objects.get(pk=held.pk).next_try_at)
    assert Delivery.objects.get(pk=held.pk).state == "given_up"


def test_a_line_that_breaks_before_the_answer_is_counted_as_perhaps_double(mailed, settings):
    breaks = iter([ConnectionError()])

    def dawdle() -> float:
        for fault in breaks:
            raise fault
        return 0.0

    with mail_server(dawdle=dawdle) as breaking:
        settings.TETTPAA_SMTP = settings_for(breaking)
        concern(mailed, SUNDAY)
        send(mailed, SUNDAY)
        assert perhaps_doubled().count() == 0 and Delivery.objects.get(message__isnull=False).state == "failed"
        send(mailed, SUNDAY + dt.timedelta(minutes=1))
        assert set(breaking.times_taken().values()) == {2}
    assert perhaps_doubled().count() == 1


@pytest.mark.parametrize(("answer", "state"), [("550 no such user", "given_up"), ("554 not from here", "failed")])
def test_an_address_that_is_not_there_is_not_tried_again_and_a_server_set_up_wrongly_is(
    mailed, settings, answer, state
):
    with mail_server(answer=lambda _address: answer) as refusing:
        settings.TETTPAA_SMTP = settings_for(refusing)
        concern(mailed, SUNDAY)
        send(mailed, SUNDAY)
    held = Delivery.objects.get(message__isnull=False)
    assert (held.state, held.attempts, held.is_perhaps_double) == (state, 1, False)


def test_a_claim_is_one_workers_until_it_runs_out_and_is_then_counted_as_perhaps_double(mailed, server):
    concern(mailed, SUNDAY)
    queue_urgent(mailed.owner, SUNDAY)
    on = frozenset({"smtp"})
    first = claim(mailed.owner, on, SUNDAY)
    assert first is not None and claim(mailed.owner, on, SUNDAY) is None
    second = claim(mailed.owner, on, SUNDAY + CLAIM)
    assert second is not None and second.pk == first.pk and second.is_perhaps_double
    confirm(second, SUNDAY + CLAIM)
    assert perhaps_doubled().count() == 1


def test_nothing_is_mailed_where_no_server_is_set(cast, settings):
    settings.TETTPAA_ADDRESS = "https://tettpaa.fylke.no"
    with_address(cast, "contact_a", "a@fylke.no")
    concern(cast, NOON)
    assert not has_something_to_send(cast.owner, NOON) and send(cast, NOON) == 0


def test_the_inbox_lists_what_waits_and_following_it_is_seeing_it(cast, client):
    offered(cast, SUNDAY)
    message = Message.objects.get()
    client.force_login(cast.users["counsellor"])
    assert "Du er spurt om å ta over en sak" in client.get("/beskjeder").text
    answer = client.get(f"/beskjed/{message.pk}")
    assert answer.url == f"/sak/{message.about}"
    page = client.get("/beskjeder").text
    assert "Ingen beskjeder venter" in page and "Tidligere beskjeder" in page
    client.force_login(cast.users["leader"])
    assert client.get(f"/beskjed/{message.pk}").status_code == 404
    assert "Du er spurt" not in client.get("/beskjeder").text


def test_a_message_about_a_pupil_the_reader_no_longer_sees_is_not_there(cast, client):
    concern(cast, SUNDAY)
    message = Message.objects.get()
    raise_protection(person=cast.pupils["a1"], grade="strict", source="Register", by="x", at=SUNDAY)
    client.force_login(cast.users["contact_a"])
    assert "En bekymring venter" not in client.get("/beskjeder").text
    assert client.get(f"/beskjed/{message.pk}").status_code == 404
