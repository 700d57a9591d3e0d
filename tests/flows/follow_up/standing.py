"""What is done put in each state it can stand in, by the real acts: plans, measures, meetings, letters, shares."""

import datetime as dt
import uuid

from django.db.models import Model

from tests import meetings
from tests.cast import TODAY, Cast
from tests.flows.follow_up.standing_before import AT, BY, DAY, LONG_AGO, WHY, a_case
from tests.flows.letters import made as letters
from tests.flows.plans import made as plans
from tettpaa.follow_up.letters import actions as letter_acts
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.voiding import void_letter
from tettpaa.follow_up.measures import actions as measures
from tettpaa.follow_up.measures.models import Measure, Observation
from tettpaa.follow_up.measures.observing import record_observation, void_observation
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
from tettpaa.follow_up.referrals.consults import ask_consult, reply_to_consult, void_consult
from tettpaa.follow_up.referrals.models import Consult, Referral
from tettpaa.follow_up.referrals.states import consult_state
from tettpaa.kit import clock
from tettpaa.pages.sharing.rows import state_of_share
from tettpaa.trust.sharing.actions import answer_consent, ask_consent, end_consent, share_with, withdraw_share
from tettpaa.trust.sharing.models import Consent, Share
from tettpaa.trust.sharing.queries import told
from tettpaa.trust.sharing.rules import Matter
from tettpaa.trust.sharing.rules import state_of as consent_state


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


def observation_in(cast: Cast, state: str) -> Observation:
    """Two weeks after the last day of a return that reached what it was to."""
    begun, ended = LONG_AGO - 30 * DAY, LONG_AGO.date() - 4 * DAY
    wish = Wish("stepwise_return", "Opptrapping", begun.date(), ended, "Lærer A")
    measure = plan_measure(
        case=a_case(cast, begun), wish=wish, school=cast.school, responsible=cast.users["contact_a"], form_id=uuid.uuid4(),
        by="contact_a", at=begun,
    )  # fmt: skip
    measures.start_measure(measure=measure, by="contact_a", at=begun)
    told = {"outcome": "done", "helped": "yes", "learned": "Kom tilbake"}
    measures.end_measure(measure=measure, ended_on=ended, **told, by="contact_a", at=LONG_AGO)
    seen = record_observation(measure=measure, weeks=2, answer="holds", line="Er her hver dag", **BY)
    if state == "voided":
        void_observation(seen=seen, **WHY, **BY)
    return seen


def observation_stands(_cast: Cast, seen: Observation) -> str:
    return "voided" if Observation.objects.get(pk=seen.pk).voided_at else "seen"


def consult_in(cast: Cast, state: str) -> Consult:
    consult = ask_consult(school=cast.school, question="hva hjelper om morgenen?", form_id=uuid.uuid4(), **BY)
    if state == "answered":
        reply_to_consult(consult=consult, answer="fast tid hver dag", on=AT.date(), by="ppt", at=BY["at"])
    elif state == "voided":
        void_consult(consult=consult, reason="feil skole", **BY)
    return consult


def consult_stands(_cast: Cast, consult: Consult) -> str:
    held = Consult.objects.get(pk=consult.pk)
    return consult_state(is_answered=held.answered_at is not None, is_voided=held.voided_at is not None).key
