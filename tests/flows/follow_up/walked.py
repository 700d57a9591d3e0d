"""How each table of states is walked in the browser's place: a thing put in each state, and where each act is pressed.

`WALKS` has a row for every table of the follow-up, by the title it has in docs/reference/states.md. A table, a state or an
act that is not here fails `test_every_transition.py`.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model
from django.urls import reverse

from tests import meetings
from tests.cast import TODAY, Cast
from tests.flows.letters import made as letters
from tests.flows.plans import made as plans
from tests.rights import rights_of
from tettpaa.assess.cases import actions as cases
from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import state_of as case_state
from tettpaa.assess.concerns.actions import answer_concern, tell_concern, withdraw_concern
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.mappings.actions import save_mapping
from tettpaa.assess.mappings.answering import answer_input
from tettpaa.assess.mappings.asking import ask_input, close_round
from tettpaa.assess.mappings.catalogue import parts_on, questions_on
from tettpaa.assess.mappings.models import InputRequest, InputRound, MappingVersion
from tettpaa.assess.mappings.queries import teachings_of
from tettpaa.assess.mappings.states import round_state
from tettpaa.assess.mappings.voiding import void_input, void_mapping
from tettpaa.assess.reviews.actions import close_review, open_review
from tettpaa.assess.reviews.models import ClassReview
from tettpaa.assess.talks import actions as talks
from tettpaa.assess.talks.holding import record_talk, void_talk
from tettpaa.assess.talks.models import Contact, ExplanationRequest, Rhythm, Talk
from tettpaa.assess.talks.rhythms import agree_rhythm, end_rhythm
from tettpaa.assess.talks.states import state_of as question_state
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.assess.talks.talk_states import contact_state, talk_state
from tettpaa.follow_up.letters import actions as letter_acts
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.voiding import void_letter
from tettpaa.follow_up.measures import actions as measures
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.measures.states import state_of as measure_state
from tettpaa.follow_up.meetings import actions as meeting_acts
from tettpaa.follow_up.meetings.inviting import answer_invitation, invite_user
from tettpaa.follow_up.meetings.models import Invitation, Meeting, MeetingTask
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.follow_up.meetings.states import invitation_state
from tettpaa.follow_up.meetings.states import state_of as meeting_state
from tettpaa.follow_up.meetings.tasks import drop_task, finish_task
from tettpaa.follow_up.plans.actions import withdraw_plan
from tettpaa.follow_up.plans.evaluating import end_plan
from tettpaa.follow_up.plans.exempting import exempt_plan, revoke_exemption
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import newest_version
from tettpaa.follow_up.plans.states import state_of as plan_state
from tettpaa.follow_up.referrals import actions as referrals
from tettpaa.follow_up.referrals.models import Referral
from tettpaa.kit import clock
from tettpaa.pages.concern.queries import standings
from tettpaa.pages.mapping.queries import told_rounds
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.actions import answer_consent, ask_consent
from tettpaa.trust.sharing.rules import Matter

AT = dt.datetime(2025, 10, 13, 9, tzinfo=dt.UTC)
LONG_AGO = dt.datetime(2025, 10, 1, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
BY = {"by": "contact_a", "at": AT}
WHY = {"reason": "Feil elev"}
Press = tuple[str, dict]


@dataclass(frozen=True)
class Walk:
    """`put`: a thing that stands in a state. `stands`: where it stands now. `presses`: act → the address and the form.

    `only`: act → the users who alone may, where what is theirs decides and not the role. `one_page`: acts of one button,
    whose state says which of them it is. `elsewhere`: states that a test of their own walks, and which. `becomes`: a
    state that what stands beside it turns into another at once. `too_early`: (state, act) that waits for a day or an hour.
    """

    put: Callable[[Cast, str], Model]
    stands: Callable[[Cast, Model], str]
    presses: Mapping[str, Callable[[Model], Press]]
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    one_page: frozenset[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    becomes: Mapping[str, str] = field(default_factory=dict)
    too_early: frozenset[tuple[str, str]] = frozenset()


def a_case(cast: Cast, at: dt.datetime = AT) -> Case:
    return cases.open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=at,
    )  # fmt: skip


def _a_case(cast: Cast, state: str) -> Case:
    case = a_case(cast)
    if state in ("waiting", "waited_out"):
        cases.wait_case(case=case, until=TODAY + (7 * DAY if state == "waiting" else 0 * DAY), **WHY, **BY)
    elif state == "closed":
        cases.close_case(case=case, outcome="reached", evaluation="Det hjalp", **BY)
    elif state == "withdrawn":
        cases.withdraw_case(case=case, **WHY, **BY)
    return case


def _case_stands(_cast: Cast, case: Case) -> str:
    held = Case.objects.get(pk=case.pk)
    return case_state(held.state, held.waits_until, TODAY).key


def _case_act(slug: str, **given) -> Callable[[Case], Press]:
    return lambda case: (reverse("case_act", args=[case.pk, slug]), given)


def _a_concern(cast: Cast, state: str) -> Concern:
    concern = tell_concern(
        pupil=cast.pupils["a1"], about="absence", line="Sitter alene", teller="staff", form_id=uuid.uuid4(), by="subject",
        at=LONG_AGO if state == "overdue" else AT,
    )  # fmt: skip
    if state == "answered":
        answer_concern(concern=concern, answer="spoke", by="contact_a", at=AT)
    elif state == "withdrawn":
        withdraw_concern(concern=concern, **WHY, by="subject", at=AT)
    return concern


def _concern_stands(_cast: Cast, concern: Concern) -> str:
    return standings([Concern.objects.select_related("pupil__owner").get(pk=concern.pk)], TODAY)[0].state.key


def _a_question(cast: Cast, state: str) -> ExplanationRequest:
    asked = talks.ask_explanation(
        pupil=cast.pupils["a1"], contact_teacher=cast.users["contact_a"].person, facts={},
        due_on=AT.date() if state == "overdue" else TODAY + DAY, by="leader", at=LONG_AGO,
    )  # fmt: skip
    if state == "answered":
        talks.answer_explanation(asked=asked, answer="Syk", **BY)
    return asked


def _question_stands(_cast: Cast, asked: ExplanationRequest) -> str:
    held = ExplanationRequest.objects.get(pk=asked.pk)
    return question_state(held.answered_at is not None, held.due_on < TODAY).key


def _a_contact(cast: Cast, state: str) -> Contact:
    contact = talks.record_contact(
        pupil=cast.pupils["a1"], on=AT.date(), channel="phone", was_reached=state != "not_reached", line="Bussen", **BY
    )
    if state == "voided":
        talks.void_contact(contact=contact, **WHY, **BY)
    return contact


def _contact_stands(_cast: Cast, contact: Contact) -> str:
    held = Contact.objects.get(pk=contact.pk)
    return contact_state(was_reached=held.was_reached, is_voided=held.voided_at is not None).key


def _a_talk(cast: Cast, state: str) -> Talk:
    form = form_for(cast.owner, "absence", TODAY)
    told = Told("absence", AT.date(), "in_person", is_held=True, was_reached=True)
    answers = {form.own_words.key: "Sover dårlig"}
    if state == "not_held":
        told = Told("absence", AT.date(), "in_person", is_held=False, was_reached=False, not_held_why="pupil_away",
                    not_held_line="Kom ikke", not_reached_why="away")  # fmt: skip
        form, answers = None, {}
    talk = record_talk(pupil=cast.pupils["a1"], told=told, form=form, answers=answers, form_id=uuid.uuid4(), **BY)
    if state == "voided":
        void_talk(talk=talk, **WHY, **BY)
    return talk


def _talk_stands(_cast: Cast, talk: Talk) -> str:
    held = Talk.objects.get(pk=talk.pk)
    return talk_state(is_held=held.is_held, is_voided=held.voided_at is not None).key


def _a_rhythm(cast: Cast, state: str) -> Rhythm:
    rhythm = agree_rhythm(
        pupil=cast.pupils["a1"], party="pupil", every_days=14, channel="phone", line="",
        begins_on=TODAY + 7 * DAY if state == "not_begun" else TODAY - (60 if state == "overdue" else 1) * DAY,
        form_id=uuid.uuid4(), **BY,
    )  # fmt: skip
    if state == "ended":
        end_rhythm(rhythm=rhythm, **WHY, **BY)
    return rhythm


def _rhythm_stands(_cast: Cast, rhythm: Rhythm) -> str:
    """The days alone make it late; what may be done is the same."""
    held = Rhythm.objects.get(pk=rhythm.pk)
    if held.ended_at:
        return "ended"
    return "not_begun" if held.begins_on > TODAY else "overdue" if held.begins_on < TODAY - 30 * DAY else "on_time"


def _a_mapping(cast: Cast, state: str) -> MappingVersion:
    version = save_mapping(
        case=a_case(cast), began_from=0, found={part.key: {"unknown": ""} for part in parts_on(TODAY).asked},
        own_words="Bussen", is_with_pupil=True, why_without="", form_id=uuid.uuid4(), **BY,
    )  # fmt: skip
    if state == "voided":
        void_mapping(version=version, **WHY, **BY)
    return version


def _mapping_stands(_cast: Cast, version: MappingVersion) -> str:
    return "voided" if MappingVersion.objects.get(pk=version.pk).voided_at else "saved"


def _a_round(cast: Cast, state: str) -> InputRound:
    is_over = state in ("over", "silent")
    at = LONG_AGO if is_over else AT
    held = ask_input(
        case=a_case(cast, at), teachings=list(teachings_of(cast.pupils["a1"], TODAY)),
        due_on=AT.date() if is_over else TODAY + 7 * DAY, form_id=uuid.uuid4(), by="contact_a", at=at,
    )  # fmt: skip
    if state == "closed":
        close_round(held=held, **BY)
    return held


def _round_stands(_cast: Cast, held: InputRound) -> str:
    now = InputRound.objects.get(pk=held.pk)
    return round_state(is_closed=now.closed_at is not None, due_on=now.due_on, on=TODAY).key


def _an_input(cast: Cast, state: str) -> InputRequest:
    request = _a_round(cast, state).requests.get()
    if state in ("answered", "voided"):
        answer_input(request=request, answers=_answers(request), by="subject", at=AT)
        request.refresh_from_db()
    if state == "voided":
        void_input(request=request, **WHY, **BY)
    elif state == "lapsed":
        cast.users["subject"].person.memberships.update(valid_to=TODAY - DAY)
    return request


def _answers(request: InputRequest) -> dict[str, str]:
    """The first choice, or a line, to each question."""
    asked = questions_on(request.round.questions_from).asked
    return {each.key: each.choices[0].key if each.choices else "Følger godt med" for each in asked}


def _input_stands(cast: Cast, request: InputRequest) -> str:
    held = InputRound.objects.get(pk=request.round_id)
    told = told_rounds(rights_of(cast.users["contact_a"]), [held], {})[0]
    return next(each.state.key for each in told.requests if each.request.pk == request.pk)


def _a_review(cast: Cast, state: str) -> ClassReview:
    review = open_review(group=cast.class_a, half=1, by="counsellor", at=AT)
    if state == "closed":
        close_review(review=review, took_part=["counsellor"], by="counsellor", at=AT)
    return review


def _a_plan(cast: Cast, state: str) -> Plan:
    case = a_case(cast)
    if state in ("exempt", "revoked"):
        plan = exempt_plan(case=case, reason="Det går bra", form_id=uuid.uuid4(), **BY)
        if state == "revoked":
            revoke_exemption(plan=plan, **WHY, **BY)
        return plan
    changed = {"evaluate_on": TODAY} if state == "due" else {}
    plan = plans.a_plan(case, is_in_force=state != "draft", **changed)
    if state == "ended":
        end_plan(plan=plan, number=1, helped="Alt", did_not_help="Ingenting", **BY)
    elif state == "withdrawn":
        withdraw_plan(plan=plan, **WHY, **BY)
    return plan


def _plan_stands(_cast: Cast, plan: Plan) -> str:
    held, newest = Plan.objects.get(pk=plan.pk), newest_version(plan)
    return plan_state(held.state, newest.evaluate_on if newest else None, TODAY).key


def _plan_save(act: str) -> Callable[[Plan], Press]:
    def press(plan: Plan) -> Press:
        newest = newest_version(plan)
        form = plans.sent(act=act, began_from=newest.number if newest else 0, goals=f"Til stede {uuid.uuid4().hex}")
        return reverse("plan_edit", args=[plan.pk]), form

    return press


def _plan_evaluate(goes_on: str) -> Callable[[Plan], Press]:
    return lambda plan: (reverse("plan_evaluate", args=[plan.pk]), {
        "helped": "Å bli møtt", "did_not_help": "Meldinger", "goes_on": goes_on, "evaluate_on": "2025-11-30", "number": 1,
        "form_id": str(uuid.uuid4()),
    })  # fmt: skip


def _a_measure(cast: Cast, state: str) -> Measure:
    begins = LONG_AGO.date() if state == "overdue" else AT.date() if state in ("late", "running") else TODAY
    at = LONG_AGO if state == "overdue" else AT
    by = {"by": "contact_a", "at": at}
    wish = Wish(
        "fixed_talks", "Snakkes hver uke", begins, AT.date() if state == "overdue" else TODAY + 30 * DAY, "Lærer A"
    )
    measure = plan_measure(
        case=a_case(cast, at), wish=wish, school=cast.school, responsible=cast.users["contact_a"], form_id=uuid.uuid4(),
        **by,
    )  # fmt: skip
    if state in ("running", "overdue"):
        measures.start_measure(measure=measure, **by)
    elif state == "ended":
        measures.end_measure(
            measure=measure, ended_on=AT.date(), outcome="not_needed", helped="unknown", learned="Trengtes ikke", **by
        )
    elif state == "voided":
        measures.void_measure(measure=measure, **WHY, **by)
    return measure


def _measure_stands(_cast: Cast, measure: Measure) -> str:
    held = Measure.objects.get(pk=measure.pk)
    return measure_state(held.state, held.starts_on, held.planned_end, TODAY).key


def _measure_act(slug: str, **given) -> Callable[[Measure], Press]:
    return lambda measure: (reverse("measure_act", args=[measure.pk, slug]), given)


def _a_meeting(cast: Cast, state: str) -> Meeting:
    is_over = state in ("past", "held", "minuted")
    starts = meetings.STARTS if is_over else meetings.AHEAD
    case = meetings.a_case(cast)
    meeting = meetings.an_own_meeting(cast, starts_at=starts, case=case)
    if state == "invited":
        invite_user(meeting=meeting, user=cast.users["counsellor"], party="staff", by="contact_a", at=AT)
    elif state == "called_off":
        meeting_acts.call_off_meeting(meeting=meeting, **WHY, by="contact_a", at=AT)
    elif state in ("held", "minuted"):
        item = meeting.items.get()
        meeting_acts.hold_meeting(meeting=meeting, was_there=[], reached=[item.pk], by="contact_a", at=meetings.AFTER)
        if state == "minuted":
            item.refresh_from_db()
            meetings.minuted(item)
    return meeting


def _meeting_stands(_cast: Cast, meeting: Meeting) -> str:
    held = Meeting.objects.get(pk=meeting.pk)
    is_minuted = held.items.filter(minutes__withdrawn_at=None, minutes__isnull=False).exists()
    return meeting_state(held.state, held.ends_at, is_minuted, clock.now()).key


def _minutes(meeting: Meeting) -> Press:
    item = meeting.items.get()
    name = "minutes_correct" if item.minutes.exists() else "minutes_write"
    form = {"situation": "Sover bedre", "conclusion": "Fortsetter", **WHY, "form_id": str(uuid.uuid4())}
    return reverse(name, args=[meeting.pk, item.pk]), form


def _an_invitation(cast: Cast, state: str) -> Invitation:
    meeting = meetings.an_own_meeting(cast, case=meetings.a_case(cast))
    invite_user(meeting=meeting, user=cast.users["counsellor"], party="staff", by="contact_a", at=AT)
    invitation = meeting.invitations.get()
    if state != "waits":
        answer_invitation(invitation=invitation, answer=state, line="", by="counsellor", at=AT)
    return invitation


def _invitation_stands(_cast: Cast, invitation: Invitation) -> str:
    return invitation_state(Invitation.objects.get(pk=invitation.pk).answer, is_lapsed=False).key


def _a_task(cast: Cast, state: str) -> MeetingTask:
    meeting = _a_meeting(cast, "held")
    meetings.minuted(meeting.items.get(), Asked("staff", "Ringe hjem", TODAY + DAY, cast.users["contact_a"].person.pk))
    task = MeetingTask.objects.get()
    if state == "done":
        finish_task(task=task, **BY)
    elif state == "dropped":
        drop_task(task=task, **WHY, **BY)
    return task


def _task_act(**given) -> Callable[[MeetingTask], Press]:
    return lambda task: (reverse("meeting_task", args=[task.pk]), given)


def _another() -> int:
    """A counsellor at the school."""
    return User.objects.get(username="counsellor").person_id


def _a_letter(cast: Cast, state: str) -> Letter:
    letter = letters.written(cast, letters.INVITATION)
    if state == "not_sent":
        letter_acts.drop_letter(letter=letter, by="contact_a", at=letters.NOON)
    elif state != "queued":
        letters.sent(letter)
        if state in ("received", "archived", "voided"):
            if state == "received":
                letter_acts.receive_letter(delivery=letter.deliveries.get(), on=TODAY, by="contact_a", at=letters.NOON)
            elif state == "archived":
                letter_acts.archive_letter(letter=letter, by="contact_a", at=letters.NOON)
            else:
                void_letter(letter=letter, **WHY, by="contact_a", at=letters.NOON)
    return letter


def _letter_press(name: str, **given) -> Callable[[Letter], Press]:
    return lambda letter: (reverse(name, args=[letter.pk]), given)


def _letter_send(letter: Letter) -> Press:
    held = Letter.objects.get(pk=letter.pk)
    return reverse("letter_send", args=[letter.pk]), {"seen": draft_of(held, clock.now()).seen}


def _letter_receive(letter: Letter) -> Press:
    delivery = letter.deliveries.first()
    return reverse("letter_receive", args=[letter.pk, delivery.pk if delivery else uuid.uuid4()]), {"on": "2025-10-14"}


def _a_referral(cast: Cast, state: str) -> Referral:
    cast.pupils["a1"].birth_date = dt.date(2009, 3, 1)
    cast.pupils["a1"].save()
    by = {"by": "counsellor", "at": AT}
    consent = ask_consent(
        pupil=cast.pupils["a1"], matter=Matter.EDUCATION, things=["referral"], purpose="Henvise", receivers="PPT", **by
    )
    answer_consent(
        consent=consent, answer="given", answered_by=cast.pupils["a1"], route="talk", on=AT.date(), **by
    )  # fmt: skip
    referral = referrals.draft_referral(
        case=a_case(cast),
        reason="Borte fra naturfag",
        tried="Tre ganger på en onsdag",
        asks="Utbyttet av naturfag",
        form_id=uuid.uuid4(),
        **by,
    )
    on = {"on": AT.date(), **by}
    if state == "voided":
        referrals.void_referral(referral=referral, **WHY, **by)
    elif state == "withdrawn":
        referrals.withdraw_referral(referral=referral, **WHY, **on)
    else:
        path = (referrals.send_referral, referrals.receive_referral, referrals.begin_assessment)
        for act in path[: {"draft": 0, "sent": 1, "received": 2}.get(state, 3)]:
            act(referral=referral, **on)
        if state in ("assessed", "closed"):
            referrals.receive_assessment(referral=referral, points={"benefit": True}, **on)
        if state == "closed":
            referrals.close_referral(referral=referral, **WHY, **on)
    return referral


def _referral_act(slug: str, **given) -> Callable[[Referral], Press]:
    return lambda referral: (reverse("referral_act", args=[referral.pk, slug]), {"on": "2025-10-14", **given})


def _by_reason(name: str) -> Callable[[Model], Press]:
    return lambda thing: (reverse(name, args=[thing.pk]), dict(WHY))


def _stored(cast: Cast, thing: Model) -> str:
    return type(thing).objects.get(pk=thing.pk).state


TEACHER, TELLER, CALLED = frozenset({"subject"}), frozenset({"subject"}), frozenset({"counsellor"})
RIGHT_AWAY = "test_measures.py: tiltaket er lovet et annet sted enn der eleven er"

WALKS: Mapping[str, Walk] = {
    "Oppfølgingssaker": Walk(_a_case, _case_stands, {
        "wait_case": _case_act("avvent", until="2025-11-01", **WHY), "resume_case": _case_act("ta-opp", **WHY),
        "close_case": _case_act("avslutt", outcome="reached", evaluation="Det hjalp"),
        "reopen_case": _case_act("gjenapne", **WHY), "withdraw_case": _by_reason("case_withdraw"),
    }),
    "Bekymringer": Walk(_a_concern, _concern_stands, {
        "answer_concern": lambda concern: (reverse("concern_answer", args=[concern.pk]), {"answer": "spoke", "line": "Takk"}),
        "withdraw_concern": _by_reason("concern_take_back"),
    }, only={"withdraw_concern": TELLER}),
    "Samtaler": Walk(_a_question, _question_stands, {
        "answer_explanation": lambda asked: (reverse("answer", args=[asked.pk]), {"answer": "Syk"}),
    }),
    "Kontakter": Walk(_a_contact, _contact_stands, {"void_contact": _by_reason("contact_void")}),
    "Samtaler med skjema": Walk(_a_talk, _talk_stands, {"void_talk": _by_reason("talk_void")}),
    "Avtalte rytmer": Walk(_a_rhythm, _rhythm_stands, {"end_rhythm": _by_reason("rhythm_end")}),
    "Kartlegginger": Walk(_a_mapping, _mapping_stands, {"void_mapping": _by_reason("mapping_void")}),
    "Innspillsrunder": Walk(_a_round, _round_stands, {
        "remind_teachers": lambda held: (reverse("input_remind", args=[held.pk]), {}),
        "close_round": lambda held: (reverse("input_round_close", args=[held.pk]), {}),
    }),
    "Innspill": Walk(_an_input, _input_stands, {
        "answer_input": lambda request: (reverse("input_answer", args=[request.pk]), _answers(request)),
        "void_input": _by_reason("input_void"),
    }, only={"answer_input": TEACHER}),
    "Klassegjennomgang": Walk(
        _a_review, lambda _cast, review: "closed" if ClassReview.objects.get(pk=review.pk).closed_at else "open",
        {"close_review": lambda review: (reverse("class_review_close", args=[review.pk]), {"took_part": ["counsellor"]})},
    ),
    "Planer": Walk(_a_plan, _plan_stands, {
        "save_draft": _plan_save("draft"), "put_in_force": _plan_save("force"), "change_plan": _plan_save("force"),
        "renew_plan": _plan_evaluate("yes"), "end_plan": _plan_evaluate("no"),
        "revoke_exemption": _by_reason("plan_revoke"), "withdraw_plan": _by_reason("plan_withdraw"),
    }, one_page=frozenset({"save_draft", "put_in_force", "change_plan"})),
    "Tiltak": Walk(_a_measure, _measure_stands, {
        "start_measure": lambda measure: (reverse("measure_start", args=[measure.pk]), {}),
        "prolong_measure": _measure_act("forleng", planned_end="2025-12-01", **WHY),
        "end_measure": _measure_act("avslutt", ended_on="2025-10-14", outcome="not_needed", helped="unknown", learned="Ingen"),
        "hand_over_measure": _measure_act("gi-over", **WHY), "void_measure": _by_reason("measure_void"),
    }, elsewhere={"moved": RIGHT_AWAY, "left": RIGHT_AWAY}, becomes={"planned": "late"}),
    "Møter": Walk(_a_meeting, _meeting_stands, {
        "invite": lambda meeting: (reverse("meeting_invite", args=[meeting.pk]),
                                   {"name": f"Per {uuid.uuid4().hex[:6]}", "service": "BUP", "is_checked": "on"}),
        "hold_meeting": lambda meeting: (reverse("meeting_hold", args=[meeting.pk]), {"sent": "1"}),
        "call_off_meeting": _by_reason("meeting_call_off"), "write_minutes": _minutes,
    }, becomes={"held": "minuted"}, too_early=frozenset({("planned", "hold_meeting"), ("invited", "hold_meeting")})),
    "Innkallinger": Walk(_an_invitation, _invitation_stands, {
        "answer_invitation": lambda held: (reverse("invitation", args=[held.pk]), {"answer": "coming", "line": "Ja"}),
    }, only={"answer_invitation": CALLED}, elsewhere={"lapsed": "test_pupil_turns_18_between_invitation_and_meeting.py"}),
    "Oppgaver fra møter": Walk(_a_task, _stored, {
        "finish_task": _task_act(act="finish"), "drop_task": _task_act(act="reason", **WHY),
        "reopen_task": _task_act(act="reason", **WHY),
        "give_task": lambda task: (reverse("meeting_task_give", args=[task.pk]), {"to": _another(), **WHY}),
    }, one_page=frozenset({"drop_task", "reopen_task"})),
    "Brev og varsler": Walk(_a_letter, lambda _cast, letter: letters.state(letter), {
        "send_letter": _letter_send, "drop_letter": _letter_press("letter_drop"), "receive_letter": _letter_receive,
        "archive_letter": _letter_press("letter_archive"), "void_letter": _by_reason("letter_void"),
    }),
    "Drøfting og henvisning": Walk(_a_referral, _stored, {
        "send_referral": _referral_act("send"), "receive_referral": _referral_act("mottatt"),
        "begin_assessment": _referral_act("under-arbeid"),
        "receive_assessment": _referral_act("vurdering", points=["benefit"]), "close_referral": _referral_act("avslutt", **WHY),
        "withdraw_referral": _referral_act("trekk", **WHY), "void_referral": _by_reason("referral_void"),
    }),
}  # fmt: skip
