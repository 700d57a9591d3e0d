"""What was entered by mistake is taken back with a reason, whatever it is: who has read it is told, and the text stays."""

import uuid

import pytest
from django.urls import reverse

from tests.builders import a_flag, a_person, a_user, grant
from tests.cast import TODAY
from tests.flows.follow_up.standing_before import AT
from tests.flows.follow_up.walked import WALKS
from tests.flows.letters.made import NOON
from tests.records import a_calendar, put
from tests.signed_in import SignedInClient
from tests.traced import not_compared
from tettpaa.assess.mappings.models import InputRequest
from tettpaa.assess.reviews.queries import newest_lines
from tettpaa.assess.talks.actions import record_contact, void_contact
from tettpaa.assess.talks.models import ExplanationRequest
from tettpaa.assess.talks.queries import waiting
from tettpaa.config.acts import PERMISSION_OF
from tettpaa.follow_up.letters.voiding import void_letter
from tettpaa.follow_up.measures.observing import due_looks, record_observation, void_observation
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.kinds import KINDS
from tettpaa.messages.outbox.models import Message
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AuditEvent

PUPIL = "a1"
# Who marks it where that is not the contact teacher: a concern is its teller's to take back, a case and a referral are not
# the contact teacher's to void.
AUTHORS = {"Bekymringer": "subject", "Oppfølgingssaker": "counsellor", "Drøfting og henvisning": "counsellor"}


def _pupil(cast, _thing) -> str:
    return reverse("pupil", args=[cast.pupils[PUPIL].key])


def _page(name: str, of: str = "pk"):
    return lambda _cast, thing: reverse(name, args=[getattr(thing, of)])


# Title and state of the walk, the act, the message, the page where it is read, and what stands there.
KINDS_OF_MISTAKES = [
    ("Kontakter", "reached", "void_contact", "contact_voided", _pupil, "Bussen"),
    ("Samtaler med skjema", "held", "void_talk", "talk_voided", _page("talk"), "Sover dårlig"),
    ("Bekymringer", "waiting", "withdraw_concern", "concern_withdrawn", _page("concern_answer"), ""),
    ("Oppfølgingssaker", "open", "withdraw_case", "case_withdrawn", _page("case"), "Borte hver mandag"),
    ("Kartlegginger", "saved", "void_mapping", "mapping_voided", _page("mapping", "case_id"), "Bussen"),
    ("Innspill", "answered", "void_input", "input_voided", _page("input_round", "round_id"), "tp-withdrawn"),
    ("Planer", "in_force", "withdraw_plan", "plan_withdrawn", _page("plan"), "Borte hver mandag"),
    ("Tiltak", "running", "void_measure", "measure_voided", _page("measure"), "Snakkes hver uke"),
    ("Drøfting og henvisning", "sent", "void_referral", "referral_voided", _page("referral"), "Utbyttet av naturfag"),
    ("Linjer i klassegjennomganger", "written", "void_review_line", "review_line_voided", _page("class_review", "review_id"),
     "Sitter alene"),
    ("Samtaler", "answered", "void_explanation", "explanation_voided", _pupil, "Syk"),
    ("Observasjoner etter tiltak", "seen", "void_observation", "observation_voided", _page("measure", "measure_id"),
     "Er her hver dag"),
    ("Brev og varsler", "sent", "void_letter", "letter_voided", _page("letter"), "Feil elev"),
]  # fmt: skip


def signed_in(cast, name: str) -> SignedInClient:
    client = SignedInClient()
    client.force_login(cast.users[name])
    return client


def test_every_message_of_a_mistake_is_tried():
    assert {key for key, kind in KINDS.items() if kind.read_on} == {
        *(kind for _title, _state, _act, kind, _page, _text in KINDS_OF_MISTAKES), "document_voided",
    }  # fmt: skip
    assert {act for _title, _state, act, *_rest in KINDS_OF_MISTAKES} <= PERMISSION_OF.keys()


@pytest.mark.parametrize(("title", "state", "act", "kind", "page_of", "text"), KINDS_OF_MISTAKES)
def test_the_reader_is_told_and_the_text_stays(cast, title, state, act, kind, page_of, text):
    put(cast.school, "calendar", a_calendar())
    thing = WALKS[title].put(cast, state)
    leader, author = signed_in(cast, "leader"), signed_in(cast, AUTHORS.get(title, "contact_a"))
    page = page_of(cast, thing)
    assert leader.get(page).status_code == 200
    Message.objects.all().delete()
    address, form = WALKS[title].presses[act](thing)
    assert author.post(address, form).status_code == 302
    told = Message.objects.get(kind=kind, to=cast.users["leader"].person)
    assert not Message.objects.filter(kind=kind, to=cast.users["contact_b"].person).exists()
    way = leader.get(reverse("message", args=[told.pk]))
    assert way.status_code == 302
    assert leader.get(way.headers["Location"]).status_code == 200
    if text:
        after = leader.get(page).text
        assert text in after and ("Feilført" in after or "feilført" in after)


def test_a_contact_on_the_wrong_pupil_puts_her_back_on_the_list(cast):
    pupil = cast.pupils[PUPIL]
    a_flag(pupil, cast.school, AT.date())
    contact = record_contact(
        pupil=pupil, on=TODAY, channel="phone", was_reached=True, line="Om en annen", form_id=uuid.uuid4(), by="contact_a",
        at=NOON,
    )  # fmt: skip
    assert not waiting([pupil.pk], TODAY)
    void_contact(contact=contact, reason="Feil elev", by="contact_a", at=NOON)
    assert [each.pupil for each in waiting([pupil.pk], TODAY)] == [pupil]
    event = AuditEvent.objects.order_by("pk").last()
    assert event.action == "contact_voided" and "Om en annen" not in str(event.details)


def test_a_mapping_taken_back_leaves_the_one_before(cast):
    client = signed_in(cast, "contact_a")
    first = WALKS["Kartlegginger"].put(cast, "saved")
    case = first.case
    assert "Skriv ny versjon" in client.get(reverse("mapping", args=[case.pk])).text
    client.post(reverse("mapping_void", args=[first.pk]), {"reason": "Feil elev"})
    assert "Ikke kartlagt ennå" in client.get(reverse("mapping", args=[case.pk])).text
    form = client.get(reverse("mapping_write", args=[case.pk])).context["form"]
    assert (form.initial["began_from"], form.initial.get("own_words", "")) == (1, "")


def test_a_teacher_takes_back_an_answer_and_is_asked_again(cast):
    request = WALKS["Innspill"].put(cast, "answered")
    client = signed_in(cast, "subject")
    assert client.post(reverse("input_take_back", args=[request.pk]), {"reason": "Feil elev"}).status_code == 302
    again = InputRequest.objects.get(voided_at=None)
    assert (again.teacher, again.answers, again.answered_at) == (request.teacher, {}, None)
    assert client.get(reverse("input_answer", args=[again.pk])).status_code == 200
    assert client.get(reverse("input_answer", args=[request.pk])).status_code == 404


def test_a_letter_sent_by_mistake_is_called_back_the_way_it_went(cast):
    letter = WALKS["Brev og varsler"].put(cast, "sent")
    on_paper = void_letter(letter=letter, reason="Feil elev", by="contact_a", at=NOON)
    assert [str(each.to) for each in on_paper] == ["Elev A1"] and not Delivery.objects.exists()
    other = WALKS["Brev og varsler"].put(cast, "sent")
    other.deliveries.update(channel="smtp")
    assert void_letter(letter=other, reason="Feil elev", by="contact_a", at=NOON) == []
    posted = Delivery.objects.get()
    assert posted.subject == "Brevet vi sendte, var feil" and "Feil elev" not in posted.body


def test_a_review_line_taken_back_leaves_the_one_before_and_is_written_anew_on_top(cast):
    first = WALKS["Linjer i klassegjennomganger"].put(cast, "written")
    client, sheet = signed_in(cast, "contact_a"), reverse("class_review", args=[first.review_id])
    key = cast.pupils[PUPIL].key

    def write(began_from: int, line: str) -> None:
        form = {f"{key}-began_from": began_from, f"{key}-choice": "talk", f"{key}-line": line, "at": key}
        assert client.post(reverse("class_review_write", args=[first.review_id]), form).status_code == 302

    write(1, "Feil elev")
    second = first.review.lines.get(number=2)
    client.post(reverse("review_line_void", args=[second.pk]), {"reason": "Om en annen"})
    assert [line.line for line in newest_lines([key])] == ["Sitter alene"]
    assert "Om en annen" in client.get(sheet).text
    write(2, "Sitter alene")
    assert first.review.lines.count() == 2, "the form was not touched"
    write(2, "Feil elev")
    assert [(line.number, line.line) for line in newest_lines([key])] == [(3, "Feil elev")]


def test_an_answer_about_absence_taken_back_is_asked_for_again_by_the_one_who_asked(cast):
    asked = WALKS["Samtaler"].put(cast, "answered")
    client = signed_in(cast, "contact_a")
    assert client.post(reverse("answer_void", args=[asked.reference]), {"reason": "Feil elev"}).status_code == 302
    again = ExplanationRequest.objects.get(answered_at=None)
    same = ("contact_teacher", "asked_by", "asked_at", "due_on", "facts")
    assert [getattr(again, name) for name in same] == [getattr(asked, name) for name in same]
    assert client.get(_pupil(cast, asked)).text.count("ba kontaktlærer forklare fraværet") == 1
    assert client.get(reverse("answer", args=[again.reference])).status_code == 200
    assert "Syk" not in signed_in(cast, "leader").get(reverse("school_unexplained", args=[cast.school.pk])).text


def test_an_observation_taken_back_is_to_be_made_again(cast):
    seen = WALKS["Observasjoner etter tiltak"].put(cast, "seen")
    measure = seen.measure
    assert not due_looks([measure], TODAY)[measure.pk]
    void_observation(seen=seen, reason="Feil elev", by="contact_a", at=AT)
    assert [look.weeks for look in due_looks([measure], TODAY)[measure.pk]] == [2]
    again = record_observation(measure=measure, weeks=2, answer="not", line="Borte igjen", by="contact_a", at=AT)
    assert again.pk != seen.pk


def test_a_consult_is_struck_out_for_the_school_and_for_ppt_who_are_told(cast):
    consult = WALKS["Drøftinger uten navn"].put(cast, "answered")
    office = a_user("ppt", a_person(cast.owner, "Per", "PPT"))
    grant(office, RoleGrant.Role.PPT_OFFICE, cast.owner, cast.school)
    ppt = SignedInClient()
    ppt.force_login(office)
    leader, address = signed_in(cast, "leader"), reverse("consult_void", args=[consult.pk])
    with not_compared():  # what the writer typed comes back
        assert leader.post(address, {"reason": "Handlet om Elev A1"}).status_code == 422
    assert leader.post(address, {"reason": "feil skole"}).status_code == 302
    told = {(message.kind, str(message.to)) for message in Message.objects.filter(kind__startswith="consult_voided")}
    assert told == {("consult_voided", "Lærer A"), ("consult_voided_at_ppt", "Per PPT")}
    for page in (signed_in(cast, "contact_a").get(reverse("consults")).text, ppt.get(reverse("to_ppt")).text):
        assert "feil skole" in page and "tp-withdrawn" in page and "hva hjelper om morgenen?" in page
    assert ppt.get(reverse("consult_reply", args=[consult.pk])).status_code == 404
