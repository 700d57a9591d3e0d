"""Where a contact, a talk and an agreed rhythm stand, and the acts on them. Pure."""

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

HELD, NOT_HELD, VOIDED = "held", "not_held", "voided"
REACHED, NOT_REACHED = "reached", "not_reached"
NOT_BEGUN, ON_TIME, OVERDUE, ENDED = "not_begun", "on_time", "overdue", "ended"

CONTACT_STATES = {
    state.key: state
    for state in (
        State(REACHED, marked("Nådd"), "done", "", {"void_contact": VOIDED}, "contact_recorded"),
        State(NOT_REACHED, marked("Ikke nådd"), "waiting", "contact_teacher", {"void_contact": VOIDED},
              "contact_recorded"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "contact_voided"),
    )
}  # fmt: skip

TALK_STATES = {
    state.key: state
    for state in (
        State(HELD, marked("Holdt"), "done", "", {"void_talk": VOIDED}, "talk_recorded"),
        State(NOT_HELD, marked("Ikke holdt"), "attention", "contact_teacher", {"void_talk": VOIDED}, "talk_recorded"),
        State(VOIDED, marked("Feilført"), "ended", "", {}, "talk_voided"),
    )
}

RHYTHM_STATES = {
    state.key: state
    for state in (
        State(NOT_BEGUN, marked("Begynner senere"), "planned", "contact_teacher", {"end_rhythm": ENDED},
              "rhythm_agreed"),
        State(ON_TIME, marked("Følges"), "ongoing", "contact_teacher", {"end_rhythm": ENDED}, "rhythm_agreed"),
        State(OVERDUE, marked("På tide å snakkes"), "overdue", "contact_teacher", {"end_rhythm": ENDED},
              "rhythm_agreed"),
        State(ENDED, marked("Avsluttet"), "ended", "", {}, "rhythm_ended"),
    )
}  # fmt: skip


def contact_state(*, was_reached: bool, is_voided: bool) -> State:
    """What was written by mistake tells neither that she was reached nor that somebody tried."""
    if is_voided:
        return CONTACT_STATES[VOIDED]
    return CONTACT_STATES[REACHED if was_reached else NOT_REACHED]


def talk_state(*, is_held: bool, is_voided: bool) -> State:
    """What was written by mistake counts as nothing, held or not."""
    if is_voided:
        return TALK_STATES[VOIDED]
    return TALK_STATES[HELD if is_held else NOT_HELD]
