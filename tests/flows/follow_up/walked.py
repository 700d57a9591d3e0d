"""How each table of states is walked in the browser's place: a thing put in each state, and where each act is pressed.

`WALKS` has a row for every table of the follow-up, by the title it has in docs/reference/states.md. A table, a state or an
act that is not here fails `test_every_transition.py`.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import Model
from django.urls import reverse

from tests.cast import Cast
from tests.flows.follow_up.standing import (
    consent_in,
    consent_stands,
    consult_in,
    consult_stands,
    invitation_in,
    invitation_stands,
    letter_in,
    measure_in,
    measure_stands,
    meeting_in,
    meeting_stands,
    observation_in,
    observation_stands,
    plan_in,
    plan_stands,
    referral_in,
    share_in,
    share_stands,
    stored,
    task_in,
)
from tests.flows.follow_up.standing_before import (
    WHY,
    answers,
    case_in,
    case_stands,
    concern_in,
    concern_stands,
    contact_in,
    contact_stands,
    input_in,
    input_stands,
    mapping_in,
    mapping_stands,
    question_in,
    question_stands,
    review_in,
    review_line_in,
    review_line_stands,
    rhythm_in,
    rhythm_stands,
    round_in,
    round_stands,
    talk_in,
    talk_stands,
)
from tests.flows.letters import made as letters
from tests.flows.plans import made as plans
from tettpaa.assess.cases.models import Case
from tettpaa.assess.reviews.models import ClassReview
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.measures.models import Measure, Observation
from tettpaa.follow_up.meetings.models import Meeting, MeetingTask
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import newest_version
from tettpaa.follow_up.referrals.models import Referral
from tettpaa.kit import clock
from tettpaa.trust.identity.models import User
from tettpaa.trust.sharing.models import Consent

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


def _case_act(slug: str, **given) -> Callable[[Case], Press]:
    return lambda case: (reverse("case_act", args=[case.pk, slug]), given)


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


def _measure_act(slug: str, **given) -> Callable[[Measure], Press]:
    return lambda measure: (reverse("measure_act", args=[measure.pk, slug]), given)


def _minutes(meeting: Meeting) -> Press:
    item = meeting.items.get()
    name = "minutes_correct" if item.minutes.exists() else "minutes_write"
    form = {"situation": "Sover bedre", "conclusion": "Fortsetter", **WHY, "form_id": str(uuid.uuid4())}
    return reverse(name, args=[meeting.pk, item.pk]), form


def _task_act(**given) -> Callable[[MeetingTask], Press]:
    return lambda task: (reverse("meeting_task", args=[task.pk]), given)


def _another() -> int:
    """A counsellor at the school."""
    return User.objects.get(username="counsellor").person_id


def _letter_press(name: str, **given) -> Callable[[Letter], Press]:
    return lambda letter: (reverse(name, args=[letter.pk]), given)


def _letter_send(letter: Letter) -> Press:
    held = Letter.objects.get(pk=letter.pk)
    return reverse("letter_send", args=[letter.pk]), {"seen": draft_of(held, clock.now()).seen}


def _letter_receive(letter: Letter) -> Press:
    delivery = letter.deliveries.first()
    return reverse("letter_receive", args=[letter.pk, delivery.pk if delivery else uuid.uuid4()]), {"on": "2025-10-14"}


def _referral_act(slug: str, **given) -> Callable[[Referral], Press]:
    return lambda referral: (reverse("referral_act", args=[referral.pk, slug]), {"on": "2025-10-14", **given})


def _consent_answer(answer: str) -> Callable[[Consent], Press]:
    return lambda consent: (reverse("consent_record", args=[consent.pupil_id, consent.reference]), {
        "answered_by": consent.pupil_id, "answer": answer, "route": "talk",
    })  # fmt: skip


def _of_pupil(name: str, **given) -> Callable[[Model], Press]:
    """An act whose address names the pupil too."""
    return lambda thing: (reverse(name, args=[thing.pupil_id, thing.reference]), given)


def _by_reason(name: str) -> Callable[[Model], Press]:
    return lambda thing: (reverse(name, args=[getattr(thing, "reference", thing.pk)]), dict(WHY))


def _observation_void(seen: Observation) -> Press:
    return reverse("observation_void", args=[seen.measure_id, seen.weeks]), dict(WHY)


TEACHER, TELLER, CALLED = frozenset({"subject"}), frozenset({"subject"}), frozenset({"counsellor"})
# A consult is its asker's, and theirs who answer for the school.
ASKED_AT_SCHOOL = frozenset({"contact_a", "counsellor", "leader"})
RIGHT_AWAY = "test_measures.py: tiltaket er lovet et annet sted enn der eleven er"

WALKS: Mapping[str, Walk] = {
    "Oppfølgingssaker": Walk(case_in, case_stands, {
        "wait_case": _case_act("avvent", until="2025-11-01", **WHY), "resume_case": _case_act("ta-opp", **WHY),
        "close_case": _case_act("avslutt", outcome="reached", evaluation="Det hjalp"),
        "reopen_case": _case_act("gjenapne", **WHY), "withdraw_case": _by_reason("case_withdraw"),
    }),
    "Bekymringer": Walk(concern_in, concern_stands, {
        "answer_concern": lambda concern: (reverse("concern_answer", args=[concern.pk]), {"answer": "spoke", "line": "Takk"}),
        "withdraw_concern": _by_reason("concern_take_back"),
    }, only={"withdraw_concern": TELLER}),
    "Samtaler": Walk(question_in, question_stands, {
        "answer_explanation": lambda asked: (reverse("answer", args=[asked.reference]), {"answer": "Syk"}),
        "void_explanation": _by_reason("answer_void"),
    }),
    "Kontakter": Walk(contact_in, contact_stands, {"void_contact": _by_reason("contact_void")}),
    "Samtaler med skjema": Walk(talk_in, talk_stands, {"void_talk": _by_reason("talk_void")}),
    "Avtalte rytmer": Walk(rhythm_in, rhythm_stands, {"end_rhythm": _by_reason("rhythm_end")}),
    "Kartlegginger": Walk(mapping_in, mapping_stands, {"void_mapping": _by_reason("mapping_void")}),
    "Innspillsrunder": Walk(round_in, round_stands, {
        "remind_teachers": lambda held: (reverse("input_remind", args=[held.pk]), {}),
        "close_round": lambda held: (reverse("input_round_close", args=[held.pk]), {}),
    }),
    "Innspill": Walk(input_in, input_stands, {
        "answer_input": lambda request: (reverse("input_answer", args=[request.pk]), answers(request)),
        "void_input": _by_reason("input_void"),
    }, only={"answer_input": TEACHER}),
    "Klassegjennomgang": Walk(
        review_in, lambda _cast, review: "closed" if ClassReview.objects.get(pk=review.pk).closed_at else "open",
        {"close_review": lambda review: (reverse("class_review_close", args=[review.pk]), {"took_part": ["counsellor"]})},
    ),
    "Linjer i klassegjennomganger": Walk(
        review_line_in, review_line_stands, {"void_review_line": _by_reason("review_line_void")}
    ),
    "Planer": Walk(plan_in, plan_stands, {
        "save_draft": _plan_save("draft"), "put_in_force": _plan_save("force"), "change_plan": _plan_save("force"),
        "renew_plan": _plan_evaluate("yes"), "end_plan": _plan_evaluate("no"),
        "revoke_exemption": _by_reason("plan_revoke"), "withdraw_plan": _by_reason("plan_withdraw"),
        "say_view": lambda plan: (reverse("own_view_say", args=[plan.pk]),
                                  {"view": f"Bedre nå {uuid.uuid4().hex}", "form_id": str(uuid.uuid4())}),
    }, one_page=frozenset({"save_draft", "put_in_force", "change_plan"})),
    "Tiltak": Walk(measure_in, measure_stands, {
        "start_measure": lambda measure: (reverse("measure_start", args=[measure.pk]), {}),
        "prolong_measure": _measure_act("forleng", planned_end="2025-12-01", **WHY),
        "end_measure": _measure_act("avslutt", ended_on="2025-10-14", outcome="not_needed", helped="unknown", learned="Ingen"),
        "void_measure": _by_reason("measure_void"),
    }, elsewhere={"left": RIGHT_AWAY}, becomes={"planned": "late"}),
    "Observasjoner etter tiltak": Walk(
        observation_in, observation_stands, {"void_observation": _observation_void}
    ),
    "Møter": Walk(meeting_in, meeting_stands, {
        "invite": lambda meeting: (reverse("meeting_invite", args=[meeting.pk]),
                                   {"name": f"Per {uuid.uuid4().hex[:6]}", "service": "BUP", "is_checked": "on"}),
        "hold_meeting": lambda meeting: (reverse("meeting_hold", args=[meeting.pk]), {"sent": "1"}),
        "call_off_meeting": _by_reason("meeting_call_off"), "write_minutes": _minutes,
    }, becomes={"held": "minuted"}, too_early=frozenset({("planned", "hold_meeting"), ("invited", "hold_meeting")})),
    "Innkallinger": Walk(invitation_in, invitation_stands, {
        "answer_invitation": lambda held: (reverse("invitation", args=[held.pk]), {"answer": "coming", "line": "Ja"}),
    }, only={"answer_invitation": CALLED}, elsewhere={"lapsed": "test_pupil_turns_18_between_invitation_and_meeting.py"}),
    "Oppgaver fra møter": Walk(task_in, stored, {
        "finish_task": _task_act(act="finish"), "drop_task": _task_act(act="reason", **WHY),
        "reopen_task": _task_act(act="reason", **WHY),
        "give_task": lambda task: (reverse("meeting_task_give", args=[task.pk]), {"to": _another(), **WHY}),
    }, one_page=frozenset({"drop_task", "reopen_task"})),
    "Brev og varsler": Walk(letter_in, lambda _cast, letter: letters.state(letter), {
        "send_letter": _letter_send, "drop_letter": _letter_press("letter_drop"), "receive_letter": _letter_receive,
        "archive_letter": _letter_press("letter_archive"), "void_letter": _by_reason("letter_void"),
    }),
    "Drøftinger uten navn": Walk(consult_in, consult_stands, {
        "answer_consult": lambda consult: (reverse("consult_answer", args=[consult.pk]),
                                           {"on": "2025-10-14", "answer": "fast tid hver dag"}),
        "void_consult": lambda consult: (reverse("consult_void", args=[consult.pk]), {"reason": "feil skole"}),
        "void_answer": lambda consult: (reverse("consult_answer_void", args=[consult.pk]), {"reason": "feil spørsmål"}),
    }, only={"void_answer": frozenset({"ppt"}), "answer_consult": ASKED_AT_SCHOOL, "void_consult": ASKED_AT_SCHOOL}),
    "Samtykker": Walk(consent_in, consent_stands, {
        "give_consent": _consent_answer("given"), "refuse_consent": _consent_answer("refused"),
        "withdraw_consent": _of_pupil("consent_withdraw"), "void_consent": _of_pupil("consent_void", reason="Forsto ikke"),
    }, elsewhere={"moved": "tests/flows/seals"}),
    "Delinger": Walk(share_in, share_stands, {"end_share": _of_pupil("share_end")}),
    "Drøfting og henvisning": Walk(referral_in, stored, {
        "send_referral": _referral_act("send"), "receive_referral": _referral_act("mottatt"),
        "begin_assessment": _referral_act("under-arbeid"),
        "receive_assessment": _referral_act("vurdering", points=["benefit"]), "close_referral": _referral_act("avslutt", **WHY),
        "withdraw_referral": _referral_act("trekk", **WHY), "void_referral": _by_reason("referral_void"),
    }),
}  # fmt: skip
