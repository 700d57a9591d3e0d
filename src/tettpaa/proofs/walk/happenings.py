"""What has happened in the county: what was said, asked, planned, written, met about and given out; hidden pupils among all."""

import datetime as dt
import uuid
from dataclasses import replace

from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.models import Case
from tettpaa.assess.concerns.actions import tell_concern
from tettpaa.assess.documents.actions import add_document
from tettpaa.assess.mappings.actions import save_mapping
from tettpaa.assess.mappings.asking import ask_input
from tettpaa.assess.mappings.catalogue import parts_on
from tettpaa.assess.mappings.queries import teachings_of
from tettpaa.assess.reviews.actions import open_review, write_line
from tettpaa.assess.talks.actions import ask_explanation, record_contact
from tettpaa.assess.talks.holding import record_talk
from tettpaa.assess.talks.rhythms import agree_rhythm
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.follow_up.letters.actions import send_letter, write_letter
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.own_subject import send_subject_notice, usual_ways, write_subject_notice
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.rules import Wish as LetterWish
from tettpaa.follow_up.measures.actions import start_measure
from tettpaa.follow_up.measures.planning import Wish as Planned
from tettpaa.follow_up.measures.planning import plan_measure
from tettpaa.follow_up.meetings.actions import call_own_meeting, call_team_meeting, hold_meeting
from tettpaa.follow_up.meetings.agenda import report_case
from tettpaa.follow_up.meetings.inviting import invite_pupil
from tettpaa.follow_up.meetings.minutes import write_minutes
from tettpaa.follow_up.meetings.models import AgendaItem
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.follow_up.meetings.teams import add_to_team, make_team
from tettpaa.follow_up.plans.actions import begin_plan
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.rules import Content, Line
from tettpaa.follow_up.referrals.actions import draft_referral
from tettpaa.follow_up.referrals.consults import ask_consult, reply_to_consult
from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.jobs import climb
from tettpaa.follow_up.stairs.own import begin_own_stairs, newest_version, save_own_stairs, stairs_of
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.trying import try_stairs
from tettpaa.look_back.completion.jobs import count_completion
from tettpaa.look_back.effects.actions import update_comparisons
from tettpaa.look_back.quality.jobs import count_figures
from tettpaa.look_back.statistics.jobs import count_schools
from tettpaa.messages.outbox.models import Message
from tettpaa.proofs.walk.edition import AUTUMN, BEGUN, BY, EARLIER, NOON, TODAY, County
from tettpaa.proofs.walk.files import word_of
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.guests import assign_guest
from tettpaa.trust.exports.actions import order_export
from tettpaa.trust.exports.jobs import make_ordered
from tettpaa.trust.exports.queries import pupils_for, rights_of_orderer
from tettpaa.trust.exports.registry import kind_named
from tettpaa.trust.exports.rules import limits_on
from tettpaa.trust.uploads.limits import limits_on as taken_in
from tettpaa.trust.uploads.receiving import received

SPOKEN_WITH_EVERY, ASKED_ABOUT_EVERY, FOLLOWED_EVERY, CONCERNED_EVERY = 3, 4, 5, 2
TALKED_EVERY, RHYTHM_EVERY, WRITTEN_TO_EVERY = 6, 7, 6


def let_things_happen(county: County) -> None:
    """A day of school and follow-up, in the order people would do it."""
    for happens in (
        _tell,
        _give,
        _follow,
        _map,
        _review,
        _talk,
        _meet,
        _write,
        _climb,
        _ask_ppt,
        _let_guests_in,
        _count,
    ):
        happens(county)


def _tell(county: County) -> None:
    """A sentence about some pupils, and a question to the contact teacher about others."""
    for source_id, pupil in county.pupils.items():
        school, class_, number = source_id.split("-")
        if int(number) % SPOKEN_WITH_EVERY == 0:
            line = f"{word_of(school, int(class_), 3_000 + int(number))} ble sagt"
            county.phrases.append(line)
            contact = record_contact(
                pupil=pupil, on=TODAY, channel="in_person", was_reached=True, line=line, by=BY, at=NOON
            )  # fmt: skip
            county.things.setdefault("contact_id", contact.reference)
        if int(number) % ASKED_ABOUT_EVERY == 0:
            teacher = county.users[f"{school}-{class_}-k"].person
            if teacher is not None:
                ask_explanation(pupil=pupil, contact_teacher=teacher, facts={}, due_on=TODAY, by=BY, at=NOON)


def _follow(county: County) -> None:
    """A case with a measure of some pupils, and a concern for others; hidden ones among both."""
    for source_id, pupil in county.pupils.items():
        school, class_, number = source_id.split("-")
        responsible = county.users[f"{school}-{class_}-k"]
        line = f"{word_of(school, int(class_), 5_000 + int(number))} er sett"
        if int(number) % CONCERNED_EVERY == 0:
            county.phrases.append(line)
            concern = tell_concern(
                pupil=pupil, about="absence", line=line, teller="staff", form_id=uuid.uuid4(),
                by=responsible.get_username(), at=NOON,
            )  # fmt: skip
            county.things.setdefault("concern_id", concern.pk)
        if int(number) % FOLLOWED_EVERY == 0:
            case = open_case(
                pupil=pupil, school=School.objects.get(source_id=school, owner=county.owner), because="concern",
                reason=line, responsible=responsible, by=BY, at=NOON,
            )  # fmt: skip
            county.things.setdefault("case_id", case.pk)
            county.things.setdefault("plan_id", _plan(county, case, school, int(class_), int(number)).pk)
            measure = plan_measure(
                case=case, wish=Planned("alternative_arena", line, TODAY, TODAY, responsible.username), school=case.school,
                responsible=responsible, form_id=uuid.uuid4(), by=BY, at=NOON,
            )  # fmt: skip
            county.things.setdefault("measure_id", measure.pk)
            _begin(case, line)
            referral = draft_referral(
                case=case, reason=line, tried=line, asks=line, form_id=uuid.uuid4(), by=BY, at=NOON
            )  # fmt: skip
            county.things.setdefault("referral_id", referral.pk)
    county.things |= {
        "act": "avvent", "language": "nb", "measure_act": "avslutt", "measure_kind": "home_visit", "gate": "way_back",
        "move": "trekk", "stairs": "glemmen", "pupil_key": county.pupils["A-1-0"].pk,
        "week": TODAY.isocalendar().week,
    }  # fmt: skip


def _begin(case: Case, line: str) -> None:
    """A measure that has gone on for some weeks, so that absence before and after it can be told."""
    wish = Planned("home_visit", line, BEGUN, TODAY + dt.timedelta(days=30), case.responsible.get_username())
    measure = plan_measure(
        case=case, wish=wish, school=case.school, responsible=case.responsible, form_id=uuid.uuid4(), by=BY, at=NOON
    )
    start_measure(measure=measure, by=BY, at=NOON)


def _plan(county: County, case: Case, school: str, class_: int, number: int) -> Plan:
    """A plan of the case, in force, with a sentence in it."""
    line = f"{word_of(school, class_, 7_000 + number)} er planen"
    county.phrases.append(line)
    content = Content(
        problem=line, goals=BY, evaluate_on=TODAY + dt.timedelta(days=30), pupil_view=BY, guardian_why=BY,
        lines=(Line(BY, BY, TODAY),),
    )  # fmt: skip
    by = case.responsible.get_username()
    return begin_plan(case=case, content=content, form_id=uuid.uuid4(), is_in_force=True, by=by, at=NOON)


def _map(county: County) -> None:
    """What stands behind in each case, in words of the pupil's, and a round of input to those who teach the pupil."""
    found = {part.key: {"unknown": ""} for part in parts_on(TODAY).asked}
    for case in Case.objects.order_by("pupil__source_id").select_related("pupil", "responsible"):
        school, class_, number = case.pupil.source_id.split("-")
        words = f"{word_of(school, int(class_), 7_000 + int(number))} ble skrevet"
        by = case.responsible.get_username()
        county.phrases.append(words)
        saved = save_mapping(
            case=case, began_from=0, found=found, own_words=words, is_with_pupil=True, why_without="",
            form_id=uuid.uuid4(), by=by, at=NOON,
        )  # fmt: skip
        county.things.setdefault("mapping_id", saved.pk)
        if teachings := list(teachings_of(case.pupil, TODAY)):
            held = ask_input(
                case=case,
                teachings=teachings,
                due_on=TODAY + dt.timedelta(days=7),
                form_id=uuid.uuid4(),
                by=by,
                at=NOON,
            )
            county.things.setdefault("round_id", held.pk)
            county.things.setdefault("request_id", held.requests.order_by("teacher__source_id")[0].pk)


def _review(county: County) -> None:
    """The first class on one sheet, with a line about every pupil in it; hidden ones among them."""
    group = Group.objects.get(source_id="A-1", school__owner=county.owner)
    review = open_review(group=group, half=1, by=BY, at=NOON)
    county.things["review_id"] = review.pk
    for source_id, pupil in county.pupils.items():
        if source_id.startswith("A-1-"):
            line = f"{word_of('A', 1, 6_000 + int(source_id.rpartition('-')[2]))} ble avtalt"
            county.phrases.append(line)
            written = write_line(review=review, pupil=pupil, began_from=0, choice="meeting", line=line, by=BY, at=NOON)
            county.things.setdefault("line_id", written.pk)


def _talk(county: County) -> None:
    """A talk with some pupils, told in the shipped form, and a rhythm agreed with others; hidden ones among both."""
    form = form_for(county.owner, "absence", TODAY)
    for source_id, pupil in county.pupils.items():
        school, class_, number = source_id.split("-")
        line = f"{word_of(school, int(class_), 7_000 + int(number))} ble fortalt"
        if form is not None and int(number) % TALKED_EVERY == 0:
            county.phrases.append(line)
            told = Told("absence", TODAY, "in_person", is_held=True, was_reached=True)
            answers = {form.own_words.key: line}
            talk = record_talk(pupil=pupil, told=told, form=form, answers=answers, form_id=uuid.uuid4(), by=BY, at=NOON)
            county.things.setdefault("talk_id", talk.pk)
        if int(number) % RHYTHM_EVERY == 0:
            rhythm = agree_rhythm(
                pupil=pupil, party="pupil", every_days=14, channel="phone", begins_on=AUTUMN, form_id=uuid.uuid4(),
                by=BY, at=NOON,
            )  # fmt: skip
            county.things.setdefault("rhythm_id", rhythm.pk)
    county.things |= {"slug": "fravar"}


def _meet(county: County) -> None:
    """A team that has met about every case, with minutes and a task each; a meeting of their own for the same pupils."""
    school = School.objects.get(source_id="A", owner=county.owner)
    leader = county.users["A-leader"]
    team = make_team(school=school, kind="tt", name="TT", form_id=uuid.uuid4(), by=BY, at=EARLIER)
    add_to_team(team=team, user=leader, by=BY, at=EARLIER)
    cases = list(Case.objects.filter(school=school).select_related("pupil", "school").order_by("pupil__source_id"))
    for case in cases:
        report_case(team=team, case=case, wish=case.reason, by=BY, at=EARLIER)
    meeting = call_team_meeting(
        team=team, starts_at=EARLIER + dt.timedelta(hours=1), minutes=30, place="Rom 1", link="", form_id=uuid.uuid4(),
        by=BY, at=EARLIER,
    )  # fmt: skip
    items = list(meeting.items.order_by("pupil__source_id"))
    hold_meeting(meeting=meeting, was_there=[], reached=[item.pk for item in items], by=BY, at=NOON)
    for item in items:
        write_minutes(
            item=AgendaItem.objects.get(pk=item.pk), situation=item.wish, conclusion=item.wish,
            asked=(Asked("pupil", item.wish, TODAY),), form_id=uuid.uuid4(), by=BY, at=NOON,
        )  # fmt: skip
    for case in cases:
        own = call_own_meeting(
            pupil=case.pupil, school=school, case=case, kind="network", starts_at=NOON + dt.timedelta(days=7), minutes=30,
            place="Rom 2", link="", wish=case.reason, form_id=uuid.uuid4(), by=BY, at=NOON,
        )  # fmt: skip
        called = invite_pupil(meeting=own, by=BY, at=NOON)
        county.things.setdefault("invitation_id", called.pk)
    task = items[0].tasks.get()
    county.things |= {"team_id": team.pk, "meeting_id": meeting.pk, "item_id": items[0].pk, "task_id": task.pk}


def _write(county: County) -> None:
    """A letter about some pupils: some have left, and some wait; and what the first who was told something was told."""
    meets_at = NOON + dt.timedelta(days=7)
    for source_id, pupil in county.pupils.items():
        school, class_, number = source_id.split("-")
        if int(number) % WRITTEN_TO_EVERY:
            continue
        line = f"{word_of(school, int(class_), 7_000 + int(number))} skal vi snakke om"
        county.phrases.append(line)
        letter = write_letter(
            pupil=pupil, school=School.objects.get(source_id=school, owner=county.owner), case=None,
            wish=LetterWish("invitation", meets_at=meets_at), line=line, place="Rom 12", form_id=uuid.uuid4(),
            by=county.users[f"{school}-{class_}-k"].get_username(), at=NOON,
        )  # fmt: skip
        if int(number) % (2 * WRITTEN_TO_EVERY) == 0:
            _post(county, letter)
    _notify(county)
    message = Message.objects.filter(pupil__in=county.pupils.values()).order_by("to", "queued_at", "about").first()
    county.things |= {"letter_kind": "invitation"} | ({"message_id": message.pk} if message else {})


def _notify(county: County) -> None:
    """A subject teacher has notified one pupil, and has a draft about another."""
    group = Group.objects.get(source_id="A-1-nor", school__owner=county.owner)
    county.things |= {"group_key": group.pk}
    for number in ("2", "3"):
        notice = write_subject_notice(
            pupil=county.pupils[f"A-1-{number}"], group=group, period="h1", grounds=["basis"], form_id=uuid.uuid4(),
            by=county.users["A-1-f"].get_username(), at=NOON,
        )  # fmt: skip
        county.things |= {"notice_id": notice.pk}
        if number == "2":
            seen = draft_of(notice, NOON, usual_ways(notice, NOON)).seen
            send_subject_notice(letter=notice, seen=seen, by=notice.written_by, at=NOON)


def _post(county: County, letter: Letter) -> None:
    send_letter(letter=letter, choices={}, seen=draft_of(letter, NOON).seen, by=letter.written_by, at=NOON)
    delivery = letter.deliveries.first()
    if delivery is not None:
        county.things.setdefault("letter_id", letter.pk)
        county.things.setdefault("delivery_id", delivery.pk)


def _climb(county: County) -> None:
    """Stairs hold, and a morning has passed on them; one school tries the owner's own."""
    days = [stair.school_days for stair in shipped_stairs()["glemmen"].stairs]
    choose_stairs(
        owner=county.owner, school=None, stairs="glemmen", is_on=True, days=days, valid_from=TODAY, reason=BY, by=BY,
        at=NOON, today=TODAY,
    )  # fmt: skip
    climb(owner=county.owner, on=TODAY, by=BY, at=NOON)
    own = begin_own_stairs(owner=county.owner, begun_from="glemmen", form_id=uuid.uuid4(), by=BY, at=NOON)
    read = replace(stairs_of(newest_version(own)), source=BY)
    version = save_own_stairs(stairs=own, read=read, began_from=1, form_id=uuid.uuid4(), by=BY, at=NOON)
    try_stairs(
        version=version, schools=[School.objects.get(source_id="A", owner=county.owner)], valid_from=TODAY,
        look_again_on=TODAY + dt.timedelta(weeks=6), reason=BY, by=BY, at=NOON, today=TODAY,
    )  # fmt: skip
    county.things |= {"stairs_id": own.pk}


def _ask_ppt(county: County) -> None:
    """Somebody has asked PPT about nobody, twice; one question is answered."""
    school = School.objects.get(source_id="A", owner=county.owner)
    waiting, answered = (
        ask_consult(school=school, question=question, form_id=uuid.uuid4(), by="A-1-k".lower(), at=NOON)
        for question in ("hva hjelper om morgenen?", "hva hjelper etter en ferie?")
    )
    ppt = county.users["ppt"].get_username()
    reply_to_consult(consult=answered, answer="en fast voksen", on=TODAY, by=ppt, at=NOON)
    county.things |= {"consult_id": waiting.pk, "answered_id": answered.pk}


def _count(county: County) -> None:
    """What a morning counts for boards: whoever may see no pupil sees these."""
    count_schools(county.owner, TODAY)
    count_figures(county.owner, TODAY)
    count_completion(county.owner, TODAY)
    update_comparisons(owner=county.owner, school_year=TODAY.year, as_of=TODAY, by=BY, at=NOON)


def _give(county: County) -> None:
    """Files that lie ready, one that waits for a yes, and a document about the first pupil."""
    of_class = Group.objects.get(source_id="A-1", school__owner=county.owner)
    of_school = School.objects.get(source_id="A", owner=county.owner)
    for export_id, user, name, place in (
        ("f1", "A-1-k", "class_list", of_class), ("f2", "A-leader", "class_list", of_class),
        ("f3", "A-leader", "waiting", of_school),
    ):  # fmt: skip
        kind, orderer = kind_named(name), county.users[user]
        order_export(
            export_id=export_id, user=orderer, kind=kind, place=place, file_format="csv", limits=limits_on(TODAY),
            pupils=pupils_for(rights_of_orderer(orderer, NOON), kind, place), purpose="Oppmøte til foreldremøtet",
            by=BY, at=NOON,
        )  # fmt: skip
    make_ordered(county.owner, by=BY, at=NOON)
    add_document(
        document_id="d1", pupil=county.pupils["A-1-0"], file=received(b"Et notat", taken_in(TODAY), ""), title="Notat",
        file_name="notat.txt", by=BY, at=NOON,
    )  # fmt: skip
    county.things |= {"export_id": "f1", "document_id": "d1"}


def _let_guests_in(county: County) -> None:
    """Somebody from another service follows up the first class, those nobody may know of first."""
    of_class = {name: pupil for name, pupil in county.pupils.items() if name.startswith("A-1-")}
    hidden = county.hidden.values()
    for pupil in sorted(of_class.values(), key=lambda pupil: (pupil not in hidden, pupil.source_id)):
        given = assign_guest(
            user=county.users["guest"], pupil=pupil, role="ot_adviser", begins_at=EARLIER,
            ends_at=EARLIER + dt.timedelta(days=60), reason=BY, by=BY, at=EARLIER,
        )  # fmt: skip
        if pupil == county.pupils["A-1-0"]:
            county.things["reference"] = given.reference
