"""A pupil whom a school has followed up in every way there is, with a word of its own in each kind of thing."""

import datetime as dt
import uuid

from tests.builders import a_flag, a_user
from tests.cast import TODAY, Cast
from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.concerns.actions import tell_concern
from tettpaa.assess.documents.actions import add_document
from tettpaa.assess.mappings.actions import save_mapping
from tettpaa.assess.mappings.answering import answer_input
from tettpaa.assess.mappings.asking import ask_input
from tettpaa.assess.mappings.catalogue import parts_on, questions_on
from tettpaa.assess.mappings.queries import teachings_of
from tettpaa.assess.reviews.actions import open_review, write_line
from tettpaa.assess.talks.actions import answer_explanation, ask_explanation, record_contact
from tettpaa.assess.talks.holding import record_talk
from tettpaa.assess.talks.rhythms import agree_rhythm
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.follow_up.letters.actions import send_letter, write_letter
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.rules import Wish as LetterWish
from tettpaa.follow_up.measures.actions import start_measure
from tettpaa.follow_up.measures.planning import Wish as Planned
from tettpaa.follow_up.measures.planning import plan_measure
from tettpaa.follow_up.meetings.actions import call_own_meeting, call_team_meeting, hold_meeting
from tettpaa.follow_up.meetings.agenda import report_case
from tettpaa.follow_up.meetings.inviting import invite_pupil, invite_user
from tettpaa.follow_up.meetings.minutes import write_minutes
from tettpaa.follow_up.meetings.models import AgendaItem
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.follow_up.meetings.teams import add_to_team, make_team
from tettpaa.follow_up.plans.actions import begin_plan
from tettpaa.follow_up.plans.rules import Content, Line
from tettpaa.follow_up.referrals.actions import draft_referral
from tettpaa.follow_up.stairs.models import StepTaken
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.queueing import queue_letter
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.openings.models import Opening
from tettpaa.trust.sharing.actions import ask_consent, share_with
from tettpaa.trust.sharing.models import Share
from tettpaa.trust.sharing.rules import Matter
from tettpaa.trust.uploads.limits import limits_on as taken_in
from tettpaa.trust.uploads.receiving import received

AT = dt.datetime(2025, 10, 8, 9, tzinfo=OSLO)
EARLIER, LATER = AT - dt.timedelta(days=2), dt.datetime(2025, 11, 5, 9, tzinfo=OSLO)
DAY = AT.date()
BY = "contact_a"
# What is written, one word for each kind of thing: found on some page of the old school before, and on none of the new.
WORDS = {
    kind: f"ordom{kind}" for kind in (
        "contact", "talk", "rhythm", "explanation", "concern", "case", "mapping", "input", "review", "document", "plan",
        "measure", "meeting", "task", "letter", "referral", "consent", "share",
    )
}  # fmt: skip


def follow_up(cast: Cast, name: str = "a1") -> dict[str, object]:
    """Everything of it, by the actions that people do; answers what stands in the addresses of their pages."""
    things: dict[str, object] = {}
    a_flag(cast.pupils[name], cast.school, dt.date(2025, 10, 1))
    cast.users["pupil"] = a_user("pupil", cast.pupils[name])
    for happens in (_speak, _ask, _case, _plan, _meet, _write, _let_see):
        things |= happens(cast, cast.pupils[name], things)
    return things


def _speak(cast, pupil, _things) -> dict:
    record_contact(pupil=pupil, on=DAY, channel="phone", was_reached=True, line=WORDS["contact"], by=BY, at=AT)
    form = form_for(cast.owner, "absence", DAY)
    talk = record_talk(
        pupil=pupil, told=Told("absence", DAY, "in_person", is_held=True, was_reached=True), form=form,
        answers={form.own_words.key: WORDS["talk"]}, form_id=uuid.uuid4(), by=BY, at=AT,
    )  # fmt: skip
    rhythm = agree_rhythm(
        pupil=pupil, party="pupil", every_days=14, channel="phone", line=WORDS["rhythm"], begins_on=DAY,
        form_id=uuid.uuid4(), by=BY, at=AT,
    )  # fmt: skip
    return {"talk_id": talk.pk, "rhythm_id": rhythm.pk, "slug": "fravar"}


def _ask(cast, pupil, _things) -> dict:
    teacher = cast.users[BY].person
    asked = ask_explanation(pupil=pupil, contact_teacher=teacher, facts={}, due_on=TODAY, by="leader", at=AT)
    answer_explanation(asked=asked, answer=WORDS["explanation"], by=BY, at=AT)
    ask_explanation(pupil=pupil, contact_teacher=teacher, facts={}, due_on=TODAY, by="leader", at=AT)
    concern = tell_concern(
        pupil=pupil, about="absence", line=WORDS["concern"], teller="staff", form_id=uuid.uuid4(), by="subject", at=AT
    )
    return {"concern_id": concern.pk}


def _case(cast, pupil, _things) -> dict:
    case = open_case(
        pupil=pupil,
        school=cast.school,
        because="concern",
        reason=WORDS["case"],
        responsible=cast.users[BY],
        by=BY,
        at=AT,
    )
    save_mapping(
        case=case, began_from=0, found={part.key: {"unknown": ""} for part in parts_on(DAY).asked},
        own_words=WORDS["mapping"], is_with_pupil=True, why_without="", form_id=uuid.uuid4(), by=BY, at=AT,
    )  # fmt: skip
    held = ask_input(
        case=case, teachings=list(teachings_of(pupil, DAY)), due_on=TODAY + dt.timedelta(days=7), form_id=uuid.uuid4(),
        by=BY, at=AT,
    )  # fmt: skip
    request = held.requests.get()
    answers = {each.key: each.choices[0].key if each.choices else WORDS["input"] for each in questions_on(DAY).asked}
    answer_input(request=request, answers=answers, by="subject", at=AT)
    review = open_review(group=cast.class_a, half=1, by="leader", at=AT)
    write_line(review=review, pupil=pupil, began_from=0, choice="meeting", line=WORDS["review"], by=BY, at=AT)
    add_document(
        document_id="d1", pupil=pupil, file=received(b"Et notat", taken_in(DAY), ""), title=WORDS["document"],
        file_name="notat.txt", by=BY, at=AT,
    )  # fmt: skip
    return {"case_id": case.pk, "round_id": held.pk, "request_id": request.pk, "review_id": review.pk, "document_id": "d1",
            "case": case, "act": "avvent"}  # fmt: skip


def _plan(cast, pupil, things) -> dict:
    content = Content(
        problem=WORDS["plan"], goals="Mål", evaluate_on=dt.date(2025, 11, 20), pupil_view="Ja", guardian_why="Venter",
        lines=(Line("Møtes", "Lærer A", DAY),),
    )  # fmt: skip
    plan = begin_plan(case=things["case"], content=content, form_id=uuid.uuid4(), is_in_force=True, by=BY, at=AT)
    wish = Planned("home_visit", WORDS["measure"], DAY, dt.date(2025, 12, 1), BY)
    measure = plan_measure(
        case=things["case"],
        wish=wish,
        school=cast.school,
        responsible=cast.users[BY],
        form_id=uuid.uuid4(),
        by=BY,
        at=AT,
    )
    start_measure(measure=measure, by=BY, at=AT)
    referral = draft_referral(
        case=things["case"], reason=WORDS["referral"], tried="Prøvd", asks="Spør", form_id=uuid.uuid4(), by=BY, at=AT
    )
    return {"plan_id": plan.pk, "measure_id": measure.pk, "referral_id": referral.pk, "measure_act": "avslutt",
            "measure_kind": "home_visit", "gate": "way_back", "move": "trekk", "language": "nb"}  # fmt: skip


def _meet(cast, pupil, things) -> dict:
    """A team that has met about her with minutes and a task, and waits to again; and a meeting of her own ahead."""
    team = make_team(school=cast.school, kind="tt", name="TT", form_id=uuid.uuid4(), by="leader", at=EARLIER)
    add_to_team(team=team, user=cast.users["leader"], by="leader", at=EARLIER)
    report_case(team=team, case=things["case"], wish=WORDS["meeting"], by=BY, at=AT)
    meeting = call_team_meeting(
        team=team, starts_at=AT + dt.timedelta(hours=1), minutes=30, place="Rom 1", link="", form_id=uuid.uuid4(),
        by="leader", at=AT,
    )  # fmt: skip
    item = meeting.items.get()
    hold_meeting(meeting=meeting, was_there=[], reached=[item.pk], by="leader", at=AT + dt.timedelta(hours=2))
    write_minutes(
        item=AgendaItem.objects.get(pk=item.pk), situation=WORDS["meeting"], conclusion=WORDS["meeting"],
        asked=(Asked("staff", WORDS["task"], TODAY, person=cast.users["counsellor"].person_id),), form_id=uuid.uuid4(),
        by="leader", at=AT + dt.timedelta(hours=3),
    )  # fmt: skip
    own = call_own_meeting(
        pupil=pupil, school=cast.school, case=things["case"], kind="network", starts_at=LATER, minutes=30, place="Rom 2",
        link="", wish=WORDS["meeting"], form_id=uuid.uuid4(), by=BY, at=AT,
    )  # fmt: skip
    invite_pupil(meeting=own, by=BY, at=AT)
    called = invite_user(meeting=own, user=cast.users["counsellor"], party="staff", by=BY, at=AT)
    task = AgendaItem.objects.get(pk=item.pk).tasks.get()
    return {"team_id": team.pk, "meeting_id": own.pk, "item_id": own.items.get().pk, "task_id": task.pk,
            "invitation_id": called.pk}  # fmt: skip


def _write(cast, pupil, _things) -> dict:
    letters = [
        write_letter(
            pupil=pupil, school=cast.school, case=None, wish=LetterWish("invitation", meets_at=LATER),
            line=WORDS["letter"], place="Rom 12", form_id=uuid.uuid4(), by=BY, at=AT,
        ) for _ in range(2)
    ]  # fmt: skip
    queue_letter(
        channel="smtp", to=pupil, pupil=pupil, about=letters[0].pk, subject="Brev", body=WORDS["letter"], at=AT
    )
    send_letter(letter=letters[0], choices={}, seen=draft_of(letters[0], AT).seen, by=BY, at=AT)
    StepTaken.objects.create(
        pupil=pupil, school=cast.school, stairs="glemmen", since=DAY, step=1, kind=StepTaken.Kind.CAME, began_on=DAY,
        who="counsellor", at=AT, by="worker",
    )  # fmt: skip
    return {"letter_id": letters[0].pk, "delivery_id": letters[0].deliveries.get().pk, "letter_kind": "invitation"}


def _let_see(cast, pupil, _things) -> dict:
    consent = ask_consent(
        pupil=pupil, matter=Matter.EDUCATION, things=["plan"], purpose=WORDS["consent"], receivers="PPT", by="leader",
        at=AT,
    )  # fmt: skip
    guest = cast.users["guest"] = a_user("guest")
    share = share_with(
        pupil=pupil, user=guest, things=["plan"], purpose=WORDS["share"], basis=Share.Basis.DUTY, law="§ 24-1",
        necessity="Trengs for å følge opp eleven videre", begins_at=AT, ends_at=AT + dt.timedelta(days=60), by="leader",
        at=AT, on=DAY,
    )  # fmt: skip
    Assignment.objects.create(
        user=guest, pupil=pupil, role="ppt_adviser", begins_at=AT, ends_at=LATER, reason="Prøve", granted_by="leader",
        granted_at=AT,
    )  # fmt: skip
    Opening.objects.create(
        user=cast.users["contact_b"], pupil=pupil, reason="Kom gråtende til meg", begins_at=AT,
        ends_at=AT + dt.timedelta(hours=4), review_by=TODAY,
    )  # fmt: skip
    return {"consent_id": consent.reference, "share_id": share.reference}
