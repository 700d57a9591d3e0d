"""Letters to pupils and homes: read through, sent once while they are true, and followed to where they end."""

import datetime as dt
import json
import re
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from tests.cast import TODAY, Cast
from tests.flows.letters.made import AWAY, INVITATION, NOON, a_term, be_away, guardian, sent, state, written
from tests.records import put
from tests.rights import rights_of
from tettpaa.follow_up.letters.actions import archive_letter, drop_letter, receive_letter, send_letter
from tettpaa.follow_up.letters.archive import folder_of as archive_of
from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.rules import Wish
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.sending import send_due
from tettpaa.messages.channels.stand_ins import folder_of
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.letter.entries import entries_of
from tettpaa.pages.letter.tasks import tasks_for
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.protection.actions import raise_protection


@pytest.fixture
def term(cast) -> Cast:
    return a_term(cast)


def test_a_notice_goes_to_the_pupil_and_to_each_home_with_the_lessons_of_now(term):
    letter = written(term)
    assert state(letter) == "queued" and sent(letter)
    to = {str(each.to): each for each in LetterDelivery.objects.filter(letter=letter)}
    assert set(to) == {"Elev A1", "Foresatt En", "Foresatt To"}
    assert "7,5 av 84 timer i Norsk" in to["Elev A1"].text and "19.09.2025, time 1: 45 minutter" in to["Elev A1"].text
    assert "Foresatt To" not in to["Foresatt En"].text and "to@hjemme.no" not in to["Foresatt En"].text
    letter.refresh_from_db()
    assert letter.facts["subjects"][0]["missed"][0]["on"] == "2025-09-08"
    event = AuditEvent.objects.get(action="letter_sent")
    assert "Norsk" not in json.dumps(event.details)


def test_an_adult_pupil_and_one_whose_age_is_unknown_are_written_to_alone(term):
    for born in (dt.date(2007, 10, 14), None):
        term.pupils["a1"].birth_date = born
        term.pupils["a1"].save()
        draft = draft_of(written(term), NOON)
        assert [str(each.recipient.person) for each in draft.outgoing] == ["Elev A1"]


def test_a_guardian_without_parental_responsibility_gets_nothing(term):
    guardian(term, "Tre", has_parental_responsibility=False)
    assert "Foresatt Tre" not in {str(each.recipient.person) for each in draft_of(written(term), NOON).outgoing}


def test_what_is_no_longer_true_is_not_sent_and_whoever_wrote_it_is_told(term):
    letter = written(term)
    seen = draft_of(letter, NOON).seen
    be_away(term, AWAY[:2])
    assert not send_letter(letter=letter, choices={}, seen=seen, by="counsellor", at=NOON)
    letter.refresh_from_db()
    assert (state(letter), letter.stopped_because, letter.deliveries.count()) == ("not_sent", "no_longer_true", 0)
    told = Message.objects.get(kind="letter_stopped")
    assert (told.to, told.about) == (term.users["contact_a"].person, str(letter.pk))


def test_figures_that_have_changed_since_they_were_read_are_read_again(term):
    letter = written(term)
    seen = draft_of(letter, NOON).seen
    be_away(term, AWAY[:8])
    with pytest.raises(ValidationError):
        send_letter(letter=letter, choices={}, seen=seen, by="contact_a", at=NOON)
    assert state(letter) == "queued" and sent(letter)


@pytest.mark.parametrize("by_school", [True, False])
def test_a_notice_sent_before_is_not_sent_again(term, by_school):
    if by_school:
        put(term.school, "notices", [
            {"pupil": term.pupils["a1"].key, "kind": "absence", "sent_on": dt.date(2025, 10, 1), "subject_code": "NOR1267"},
        ])  # fmt: skip
    else:
        assert sent(written(term))
    again = written(term)
    assert not sent(again)
    again.refresh_from_db()
    assert again.stopped_because == "already_sent"
    assert sent(written(term, Wish("subject_notice", "NOR1267", "h2", ("absence",))))


def test_about_a_protected_pupil_nothing_leaves_and_a_protected_guardian_is_left_to_the_school(term):
    raise_protection(person=term.pupils["To"], grade="confidential", source="Register", by="x", at=NOON)
    letter = written(term)
    assert sent(letter)
    by_hand = {str(each.to): each.by_hand for each in letter.deliveries.all()}
    assert by_hand == {"Elev A1": False, "Foresatt En": False, "Foresatt To": True}

    raise_protection(person=term.pupils["a1"], grade="confidential", source="Register", by="x", at=NOON)
    second = written(term, Wish("order_notice", period="h1", grounds=("late",)))
    assert not sent(second)
    second.refresh_from_db()
    assert (second.stopped_because, second.deliveries.count()) == ("by_hand", 0)


def test_a_form_sent_twice_is_one_letter_and_a_letter_sent_twice_leaves_once(term):
    form_id = uuid.uuid4()
    first, second = written(term, form_id=form_id), written(term, form_id=form_id)
    assert first.pk == second.pk and Letter.objects.count() == 1
    assert sent(first)
    with pytest.raises(ValidationError):
        send_letter(letter=first, choices={}, seen=draft_of(first, NOON).seen, by="contact_a", at=NOON)
    assert LetterDelivery.objects.count() == 3


def test_each_reader_has_a_language_and_facts_never_go_by_mail(term, settings):
    settings.TETTPAA_SMTP, settings.TETTPAA_ADDRESS = replace(settings.TETTPAA_SMTP, host="127.0.0.1"), "https://t.no"
    term.pupils["a1"].written_form = "nn"
    term.pupils["a1"].save()
    letter = written(term)
    en = term.pupils["En"].pk
    assert sent(letter, {en: ("en", "smtp"), term.pupils["To"].pk: ("se", "")})
    told = {str(each.to): (each.language, each.channel) for each in letter.deliveries.all()}
    assert told == {"Elev A1": ("nn", "print"), "Foresatt En": ("en", "print"), "Foresatt To": ("nb", "print")}
    assert not Delivery.objects.exists()


def test_digital_post_is_carried_by_the_worker_and_protection_is_asked_again_on_the_way(term, settings):
    settings.TETTPAA_STAND_INS = ("digital_post",)
    letter = written(term, INVITATION)
    choices = {each.recipient.person.pk: ("nb", "digital_post") for each in draft_of(letter, NOON).outgoing}
    assert sent(letter, choices)
    assert Delivery.objects.filter(state="queued").count() == 3
    raise_protection(person=term.pupils["To"], grade="client", source="Register", by="x", at=NOON)
    send_due(term.owner, lambda _user, _at: 0, lambda: NOON)
    posted = {str(each.to): (each.state, each.why) for each in Delivery.objects.all()}
    assert posted == {"Elev A1": ("sent", ""), "Foresatt En": ("sent", ""), "Foresatt To": ("given_up", "protected")}
    carried = Delivery.objects.get(to=term.pupils["En"])
    file = folder_of("digital_post") / f"{carried.pk}.json"
    assert "Rom 12" in json.loads(file.read_text("utf-8"))["body"]


def test_a_letter_given_up_on_its_way_waits_for_who_wrote_it(term, settings):
    settings.TETTPAA_STAND_INS = ("digital_post",)
    letter = written(term, INVITATION)
    to = term.pupils["En"].pk
    assert sent(letter, {to: ("nb", "digital_post")})
    Delivery.objects.filter(to=to).update(state="given_up")
    told = [task.words for task in tasks_for(rights_of(term.users["contact_a"]))]
    assert told == ["Et brev til Elev A1 kom ikke fram: invitasjon til møte"]


def test_received_by_all_is_received_and_the_archive_has_the_very_words(term, settings):
    letter = written(term, INVITATION)
    assert sent(letter)
    with pytest.raises(ValidationError):
        archive_letter(letter=letter, by="contact_a", at=NOON)
    for number, delivery in enumerate(letter.deliveries.order_by("pk")):
        assert state(letter) == "sent", f"received by {number} of 3"
        for wrong in (TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)):
            with pytest.raises(ValidationError):
                receive_letter(delivery=delivery, on=wrong, by="contact_a", at=NOON)
        receive_letter(delivery=delivery, on=TODAY, by="contact_a", at=NOON)
    assert state(letter) == "received"
    settings.TETTPAA_STAND_INS = ("archive",)
    archive_letter(letter=letter, by="contact_a", at=NOON)
    assert state(letter) == "archived"
    package = archive_of(letter)
    told = json.loads((package / "arkivmelding.json").read_text("utf-8"))
    assert len(told["registrering"]["korrespondansepart"]) == 3
    delivery = letter.deliveries.first()
    assert (package / f"{delivery.pk}.txt").read_text("utf-8") == delivery.text


def test_what_is_put_away_is_not_sent_and_what_is_sent_is_not_put_away(term):
    dropped, gone = written(term), written(term)
    drop_letter(letter=dropped, by="contact_a", at=NOON)
    assert state(dropped) == "not_sent"
    with pytest.raises(ValidationError):
        sent(dropped)
    assert sent(gone)
    with pytest.raises(ValidationError):
        drop_letter(letter=gone, by="contact_a", at=NOON)


def test_letters_stand_in_the_chronology_and_wait_as_tasks_for_who_wrote_them(term):
    letter = written(term)
    writer, other = rights_of(term.users["contact_a"]), rights_of(term.users["counsellor"])
    assert [task.words for task in tasks_for(writer)] == ["Les gjennom og send brevet til Elev A1: varsel i fag"]
    assert tasks_for(other) == []
    assert sent(letter)
    assert [task.words.split(" ")[0] for task in tasks_for(writer)] == ["Lever"]
    assert [entry["word"] for entry in entries_of(letter.pupil_id)] == ["Sendt"]


def test_from_the_form_to_paper_by_the_pages(term, client):
    pupil = term.pupils["a1"].key
    client.force_login(term.users["contact_a"])
    assert "Ingen brev er skrevet" in client.get(f"/elev/{pupil}/brev").text
    address = f"/elev/{pupil}/brev/subject_notice"
    assert client.post(address, {"form_id": str(uuid.uuid4())}).status_code == 422
    given = {"subject": "NOR1267", "period": "h1", "grounds": ["absence"], "line": "", "form_id": str(uuid.uuid4())}
    page = client.post(address, given, follow=True)
    assert "Stemmer brevet til Elev A1?" in page.text and "19.09.2025, time 1" in page.text
    letter = Letter.objects.get()
    seen = page.context["page"].draft.seen
    be_away(term, AWAY[:2])
    page = client.get(f"/brev/{letter.pk}").text
    assert "Det stemmer ikke lenger" in page and "Send brevet" not in page and "Legg brevet bort" in page
    be_away(term, AWAY)
    page = client.post(f"/brev/{letter.pk}/send", {"seen": seen}, follow=True)
    assert "Brevet er sendt." in page.text
    delivery = letter.deliveries.get(to=term.pupils["a1"])
    assert "7,5 av 84 timer" in client.get(f"/brev/{letter.pk}/papir/{delivery.pk}").text
    page = client.post(f"/brev/{letter.pk}/mottatt/{delivery.pk}", {"on": TODAY.isoformat()}, follow=True)
    assert "mottatt" in page.text and client.get(f"/elev/{pupil}/brev").status_code == 200


@pytest.mark.parametrize("who", ["contact_b", "subject", "leader_elsewhere", "former_contact", "analyst", "nobody"])
def test_who_does_not_follow_the_pupil_up_meets_nothing(term, client, who):
    letter = written(term)
    assert sent(letter)
    delivery = letter.deliveries.first()
    client.force_login(term.users[who])
    pupil = letter.pupil_id
    for address in (f"/elev/{pupil}/brev", f"/elev/{pupil}/brev/choice", f"/brev/{letter.pk}",
                    f"/brev/{letter.pk}/papir/{delivery.pk}"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    for act in ("send", "legg-bort", "arkiver", f"mottatt/{delivery.pk}"):
        assert client.post(f"/brev/{letter.pk}/{act}").status_code == 404, act


def test_another_letters_paper_is_not_found_under_this_one(term, client):
    one, other = written(term, INVITATION), written(term, INVITATION)
    assert sent(one) and sent(other)
    client.force_login(term.users["contact_a"])
    assert client.get(f"/brev/{one.pk}/papir/{other.deliveries.first().pk}").status_code == 404


def test_the_list_of_letters_asks_no_more_for_many(term, client, django_assert_max_num_queries):
    client.force_login(term.users["contact_a"])
    for _ in range(8):
        written(term, INVITATION)
    client.get(f"/elev/{term.pupils['a1'].key}/brev")
    with django_assert_max_num_queries(45):
        client.get(f"/elev/{term.pupils['a1'].key}/brev")


@pytest.mark.parametrize("days", [0, 1, 3, 20])
def test_a_letter_says_the_day_of_the_meeting_however_near_it_is_when_it_is_written(term, client, days):
    """Who opens it later must not count from another day than who wrote it."""
    meets_at = NOON + dt.timedelta(days=days, hours=1)
    letter = written(term, Wish("invitation", meets_at=meets_at.astimezone(OSLO)))
    assert sent(letter)
    client.force_login(term.users["contact_a"])
    paper = client.get(f"/brev/{letter.pk}/papir/{letter.deliveries.first().pk}").text
    assert f"{meets_at.astimezone(OSLO):%d.%m.%Y kl. %H.%M}" in paper
    assert not re.search(r"om \d+ dag|i morgen|i dag kl", paper.partition("<main")[2].partition("</main")[0])
