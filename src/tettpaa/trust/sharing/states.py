"""The states of a consent and of a share, and the acts between them. Pure. The pupil, and who decides, have acts of their own."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked
from tettpaa.trust.sharing.rules import ConsentState

COMING, OPEN, OVER, WITHDRAWN = "coming", "open", "over", "withdrawn"

_END = {"withdraw_consent": ConsentState.WITHDRAWN.value, "void_consent": ConsentState.INVALIDATED.value}
_ANSWER = {"give_consent": ConsentState.GIVEN.value, "refuse_consent": ConsentState.REFUSED.value}
CONSENT_STATES = {
    state.key: state
    for state in (
        State(ConsentState.ASKED.value, marked("Venter på svar"), "waiting", "who_decides", {**_ANSWER, **_END},
              "consent_asked"),
        State(ConsentState.GIVEN.value, marked("Sagt ja"), "done", "", _END, "consent_given"),
        State(ConsentState.REFUSED.value, marked("Sagt nei"), "ended", "", {}, "consent_refused"),
        State(ConsentState.EXPIRED.value, marked("Gått ut"), "ended", "", {}, "consent_given"),
        State(ConsentState.WITHDRAWN.value, marked("Trukket tilbake"), "ended", "", {}, "consent_withdrawn"),
        State(ConsentState.INVALIDATED.value, marked("Ikke gyldig"), "refused", "", {}, "consent_invalidated"),
        State(ConsentState.MOVED.value, marked("Over: byttet skole"), "ended", "", {}, "file_sealed"),
    )
}  # fmt: skip

_CLOSE = {"end_share": WITHDRAWN}
SHARE_STATES = {
    state.key: state
    for state in (
        State(COMING, marked("Begynner senere"), "planned", "", _CLOSE, "share_given"),
        State(OPEN, marked("Delt nå"), "ongoing", "", _CLOSE, "share_given"),
        State(OVER, marked("Gått ut"), "ended", "", _CLOSE, "share_given"),
        State(WITHDRAWN, marked("Avsluttet"), "ended", "", {}, "share_withdrawn"),
    )
}  # fmt: skip
# What stands or may come to stand; the rest is history.
LIVE_CONSENTS = (ConsentState.ASKED.value, ConsentState.GIVEN.value)
LIVE_SHARES = (COMING, OPEN)


def share_state(*, is_withdrawn: bool, is_past: bool, has_begun: bool) -> State:
    """Where a share stands. `is_past`: its end has come, or its consent no longer stands."""
    if is_withdrawn:
        return SHARE_STATES[WITHDRAWN]
    if is_past:
        return SHARE_STATES[OVER]
    return SHARE_STATES[OPEN if has_begun else COMING]
