"""The states of a referral to PPT, and the acts between them. Pure."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

DRAFT, SENT, RECEIVED, WORKING, ASSESSED = "draft", "sent", "received", "working", "assessed"
CLOSED, WITHDRAWN, VOIDED = "closed", "withdrawn", "voided"
ASKED, ANSWERED = "asked", "answered"

_OUT = {"withdraw_referral": WITHDRAWN, "void_referral": VOIDED}
_TO_END = {"receive_assessment": ASSESSED, "close_referral": CLOSED, **_OUT}
STATES = {
    state.key: state
    for state in (
        State(DRAFT, marked("Utkast"), "waiting", "school", {"send_referral": SENT, **_OUT}, "referral_drafted"),
        State(SENT, marked("Sendt til PPT"), "waiting", "ppt", {"receive_referral": RECEIVED, **_OUT}, "referral_sent"),
        State(RECEIVED, marked("Mottatt av PPT"), "ongoing", "ppt", {"begin_assessment": WORKING, **_TO_END},
              "referral_received"),
        State(WORKING, marked("Under arbeid hos PPT"), "ongoing", "ppt", _TO_END, "assessment_begun"),
        State(ASSESSED, marked("Sakkyndig vurdering mottatt"), "attention", "school",
              {"close_referral": CLOSED, "void_referral": VOIDED}, "assessment_received"),
        State(CLOSED, marked("Avsluttet"), "ended", "", {"void_referral": VOIDED}, "referral_closed"),
        State(WITHDRAWN, marked("Trukket"), "ended", "", {"void_referral": VOIDED}, "referral_withdrawn"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "referral_voided"),
    )
}  # fmt: skip
CONSULT_STATES = {
    state.key: state
    for state in (
        State(ASKED, marked("Venter på svar"), "waiting", "ppt",
              {"answer_consult": ANSWERED, "void_consult": VOIDED}, "consult_asked"),
        State(ANSWERED, marked("Besvart"), "done", "school", {"void_answer": ASKED, "void_consult": VOIDED},
              "consult_answered"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "consult_voided"),
    )
}  # fmt: skip

LIVE = (DRAFT, SENT, RECEIVED, WORKING, ASSESSED)
AT_PPT = (SENT, RECEIVED, WORKING)


def state_of(stored: str) -> State:
    return STATES[stored]


def consult_state(*, is_answered: bool, is_voided: bool) -> State:
    if is_voided:
        return CONSULT_STATES[VOIDED]
    return CONSULT_STATES[ANSWERED if is_answered else ASKED]
