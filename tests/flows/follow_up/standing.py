"""A thing of the follow-up put in each state it can stand in, by the real acts, and where it stands now."""

import datetime as dt
import uuid

from django.db.models import Model

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
from tettpaa.pages.sharing.rows import state_of_share
from tettpaa.trust.sharing.actions import answer_consent, ask_consent, end_consent, share_with, withdraw_share
from tettpaa.trust.sharing.models import Consent, Share
from tettpaa.trust.sharing.queries import told
from tettpaa.trust.sharing.rules import Matter
from tettpaa.trust.sharing.rules import state_of as consent_state

AT = dt.datetime(2025, 10, 13, 9, tzinfo=dt.UTC)
LONG_AGO = dt.datetime(2025, 10, 1, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
BY = {"by": "contact_a", "at": AT}
WHY = {"reason": "Feil elev"}


def a_case(cast: Cast, at: dt.datetime = AT) -> Case:
    return cases.open_case(
        pupil=cast.pupils["a1"], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users["contact_a"], by="contact_a", at=at,
    )  # fmt: skip


def case_in(cast: Cast, state: str) -> Case:
    case = a_case(cast)
    if state in ("waiting", "waited_out"):
        cases.wait_case(case=case, until=TODAY + (7 * DAY if state == "waiting" else 0 * DAY), **WHY, **BY)
    elif state == "closed":
        cases.close_case(case=case, outcome="reached", evaluation="Det hjalp", **BY)
    elif state == "withdrawn":
        cases.withdraw_case(case=case, **WHY, **BY)
    return case


def case_stands(_cast: Cast, case: Case) -> str:
    held = Case.objects.get(pk=case.pk)
    return case_state(held.state, held.waits_until, TODAY).key


def concern_in(cast: Cast, state: str) -> Concern:
    concern = tell_concern(
        pupil=cast.pupils["a1"], about="absence", line="Sitter alene", teller="staff", form_id=uuid.uuid4(), by="subject",
        at=LONG_AGO if state == "overdue" else AT,
    )  # fmt: skip
    if state == "answered":
        answer_concern(concern=concern, answer="spoke", by="contact_a", at=AT)
    elif state == "withdrawn":
        withdraw_concern(concern=concern, **WHY, by="subject", at=AT)
    return concern


def concern_stands(_cast: Cast, concern: Concern) -> str:
    return standings([Concern.objects.select_related("pupil__owner").get(pk=concern.pk)], TODAY)[0].state.key


def question_in(cast: Cast, state: str) -> ExplanationRequest:
    asked = talks.ask_explanation(
        pupil=cast.pupils["a1"], contact_teacher=cast.users["contact_a"].person, facts={},
        due_on=AT.date() if state == "overdue" else TODAY + DAY, by="leader", at=LONG_AGO,
    )  # fmt: skip
    if state == "answered":
        talks.answer_explanation(asked=asked, answer="Syk", **BY)
    return asked


def question_stands(_cast: Cast, asked: ExplanationRequest) -> str:
    held = ExplanationRequest.objects.get(pk=asked.pk)
    return question_state(held.answered_at is not None, held.due_on < TODAY).key


def contact_in(cast: Cast, state: str) -> Contact:
    contact = talks.record_contact(
        pupil=cast.pupils["a1"], on=AT.date(), channel="phone", was_reached=state != "not_reached", line="Bussen", **BY
    )
    if state == "voided":
        talks.void_contact(contact=contact, **WHY, **BY)
    return contact


def contact_stands(_cast: Cast, contact: Contact) -> str:
    held = Contact.objects.get(pk=contact.pk)
    return contact_state(was_reached=held.was_reached, is_voided=held.voided_at is not None).key


def talk_in(cast: Cast, state: str) -> Talk:
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


def talk_stands(_cast: Cast, talk: Talk) -> str:
    held = Talk.objects.get(pk=talk.pk)
    return talk_state(is_held=held.is_held, is_voided=held.voided_at is not None).key


def rhythm_in(cast: Cast, state: str) -> Rhythm:
    rhythm = agree_rhythm(
        pupil=cast.pupils["a1"], party="pupil", every_days=14, channel="phone", line="",
        begins_on=TODAY + 7 * DAY if state == "not_begun" else TODAY - (60 if state == "overdue" else 1) * DAY,
        form_id=uuid.uuid4(), **BY,
    )  # fmt: skip
    if state == "ended":
        end_rhythm(rhythm=rhythm, **WHY, **BY)
    return rhythm


def rhythm_stands(_cast: Cast, rhythm: Rhythm) -> str:
    """The days alone make it late; what may be done is the same."""
    held = Rhythm.objects.get(pk=rhythm.pk)
    if held.ended_at:
        return "ended"
    return "not_begun" if held.begins_on > TODAY else "overdue" if held.begins_on < TODAY - 30 * DAY else "on_time"


def mapping_in(cast: Cast, state: str) -> MappingVersion:
    version = save_mapping(
        case=a_case(cast), began_from=0, found={part.key: {"unknown": ""} for part in parts_on(TODAY).asked},
        own_words="Bussen", is_with_pupil=True, why_without="", form_id=uuid.uuid4(), **BY,
    )  # fmt: skip
    if state == "voided":
        void_mapping(version=version, **WHY, **BY)
    return version


def mapping_stands(_cast: Cast, version: MappingVersion) -> str:
    return "voided" if MappingVersion.objects.get(pk=version.pk).voided_at else "saved"


def round_in(cast: Cast, state: str) -> InputRound:
    is_over = state in ("over", "silent")
    at = LONG_AGO if is_over else AT
    held = ask_input(
        case=a_case(cast, at), teachings=list(teachings_of(cast.pupils["a1"], TODAY)),
        due_on=AT.date() if is_over else TODAY + 7 * DAY, form_id=uuid.uuid4(), by="contact_a", at=at,
    )  # fmt: skip
    if state == "closed":
        close_round(held=held, **BY)
    return held


def round_stands(_cast: Cast, held: InputRound) -> str:
    now = InputRound.objects.get(pk=held.pk)
    return round_state(is_closed=now.closed_at is not None, due_on=now.due_on, on=TODAY).key


def input_in(cast: Cast, state: str) -> InputRequest:
    request = round_in(cast, state).requests.get()
    if state in ("answered", "voided"):
        answer_input(request=request, answers=answers(request), by="subject", at=AT)
        request.refresh_from_db()
    if state == "voided":
        void_input(request=request, **WHY, **BY)
    elif state == "lapsed":
        cast.users["subject"].person.memberships.update(valid_to=TODAY - DAY)
    return request


def answers(request: InputRequest) -> dict[str, str]:
    """The first choice, or a line, to each question."""
    asked = questions_on(request.round.questions_from).asked
    return {each.key: each.choices[0].key if each.choices else "Følger godt med" for each in asked}


def input_stands(cast: Cast, request: InputRequest) -> str:
    held = InputRound.objects.get(pk=request.round_id)
    told = told_rounds(rights_of(cast.users["contact_a"]), [held], {})[0]
    return next(each.state.key for each in told.requests if each.request.pk == request.pk)


def review_in(cast: Cast, state: str) -> ClassReview:
    review = open_review(group=cast.class_a, half=1, by="counsellor", at=AT)
    if state == "closed":
        close_review(review=review, took_part=["counsellor"], by="counsellor", at=AT)
    return review


def plan_in(cast: Cast, state: str) -> Plan:
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


def plan_stands(_cast: Cast, plan: Plan) -> str:
    held, newest = Plan.objects.get(pk=plan.pk), newest_version(plan)
    return plan_state(held.state, newest.evaluate_on if newest else None, TODAY).key


def measure_in(cast: Cast, state: str) -> Measure:
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


def measure_stands(_cast: Cast, measure: Measure) -> str:
    held = Measure.objects.get(pk=measure.pk)
    return measure_state(held.state, held.starts_on, held.planned_end, TODAY).key


def meeting_in(cast: Cast, state: str) -> Meeting:
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


def meeting_stands(_cast: Cast, meeting: Meeting) -> str:
    held = Meeting.objects.get(pk=meeting.pk)
    is_minuted = held.items.filter(minutes__withdrawn_at=None, minutes__isnull=False).exists()
    return meeting_state(held.state, held.ends_at, is_minuted, clock.now()).key


def invitation_in(cast: Cast, state: str) -> Invitation:
    meeting = meetings.an_own_meeting(cast, case=meetings.a_case(cast))
    invite_user(meeting=meeting, user=cast.users["counsellor"], party="staff", by="contact_a", at=AT)
    invitation = meeting.invitations.get()
    if state != "waits":
        answer_invitation(invitation=invitation, answer=state, line="", by="counsellor", at=AT)
    return invitation


def invitation_stands(_cast: Cast, invitation: Invitation) -> str:
    return invitation_state(Invitation.objects.get(pk=invitation.pk).answer, is_lapsed=False).key


def task_in(cast: Cast, state: str) -> MeetingTask:
    meeting = meeting_in(cast, "held")
    meetings.minuted(meeting.items.get(), Asked("staff", "Ringe hjem", TODAY + DAY, cast.users["contact_a"].person.pk))
    task = MeetingTask.objects.get()
    if state == "done":
        finish_task(task=task, **BY)
    elif state == "dropped":
        drop_task(task=task, **WHY, **BY)
    return task


def letter_in(cast: Cast, state: str) -> Letter:
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


def referral_in(cast: Cast, state: str) -> Referral:
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


def consent_in(cast: Cast, state: str) -> Consent:
    cast.pupils["a1"].birth_date = dt.date(2009, 3, 1)
    cast.pupils["a1"].save()
    by, on = {"by": "counsellor", "at": AT}, {"on": AT.date()}
    consent = ask_consent(
        pupil=cast.pupils["a1"], matter=Matter.EDUCATION, things=["absence"], purpose="Se sammen", receivers="NAV", **by
    )
    if state == "refused":
        answer_consent(consent=consent, answer="refused", answered_by=cast.pupils["a1"], route="talk", **by, **on)
    elif state != "asked":
        last = {"valid_to": AT.date()} if state == "expired" else {}
        answer_consent(consent=consent, answer="given", answered_by=cast.pupils["a1"], route="talk", **last, **by, **on)
    if state in ("withdrawn", "invalidated"):
        end_consent(consent=consent, how=state, reason="Forsto ikke", **by, **on)
    return consent


def consent_stands(_cast: Cast, consent: Consent) -> str:
    return consent_state(told(Consent.objects.get(pk=consent.pk)), TODAY).value


def share_in(cast: Cast, state: str) -> Share:
    begins = clock.now() + DAY if state == "coming" else AT
    ends = AT + dt.timedelta(hours=1) if state == "over" else clock.now() + 7 * DAY
    share = share_with(
        pupil=cast.pupils["a1"], user=cast.users["nobody"], things=["plan"], purpose="Hjelp til å komme tilbake",
        basis="duty", law="opplæringslova § 24-1", necessity="Trengs for å avtale tilbud sammen med eleven", begins_at=begins,
        ends_at=ends, by="counsellor", at=AT, on=AT.date(),
    )  # fmt: skip
    if state == "withdrawn":
        withdraw_share(share=share, by="counsellor", at=AT)
    return share


def share_stands(_cast: Cast, share: Share) -> str:
    return state_of_share(Share.objects.get(pk=share.pk), clock.now(), TODAY).key


def stored(cast: Cast, thing: Model) -> str:
    return type(thing).objects.get(pk=thing.pk).state
