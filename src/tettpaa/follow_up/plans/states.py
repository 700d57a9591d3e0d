"""The states of a plan, and the acts between them. Pure."""

import datetime as dt

from tettpaa.kit.states import State
from tettpaa.kit.text import marked

DRAFT, IN_FORCE, DUE, ENDED = "draft", "in_force", "due", "ended"
EXEMPT, REVOKED, WITHDRAWN = "exempt", "revoked", "withdrawn"

_WRONG = {"withdraw_plan": WITHDRAWN}
_ON = {"change_plan": IN_FORCE, "say_view": IN_FORCE, "renew_plan": IN_FORCE, "end_plan": ENDED, **_WRONG}
STATES = {
    state.key: state
    for state in (
        State(DRAFT, marked("Kladd"), "planned", "responsible",
              {"save_draft": DRAFT, "put_in_force": IN_FORCE, **_WRONG}, "plan_drafted"),
        State(IN_FORCE, marked("Gjelder"), "ongoing", "responsible", _ON, "plan_put_in_force"),
        State(DUE, marked("Skal evalueres"), "overdue", "responsible", _ON | {"say_view": DUE}, "plan_put_in_force"),
        State(ENDED, marked("Avsluttet"), "ended", "", _WRONG, "plan_ended"),
        State(EXEMPT, marked("Plan ikke nødvendig"), "paused", "responsible",
              {"revoke_exemption": REVOKED, **_WRONG}, "plan_exempted"),
        State(REVOKED, marked("Plan likevel nødvendig"), "ended", "", _WRONG, "exemption_revoked"),
        State(WITHDRAWN, marked("Feilført"), "ended", "", {}, "plan_withdrawn"),
    )
}  # fmt: skip

EVENT_OF = {
    "save_draft": "plan_saved", "put_in_force": "plan_put_in_force", "change_plan": "plan_saved",
    "say_view": "plan_view_said", "renew_plan": "plan_renewed", "end_plan": "plan_ended", "revoke_exemption": "exemption_revoked",
    "withdraw_plan": "plan_withdrawn",
}  # fmt: skip
STORED = (DRAFT, IN_FORCE, ENDED, EXEMPT, REVOKED, WITHDRAWN)
LIVE = (DRAFT, IN_FORCE, EXEMPT)
WRITTEN = (DRAFT, IN_FORCE)
OF_EXEMPTIONS = (EXEMPT, REVOKED)


def state_of(stored: str, evaluate_on: dt.date | None, on: dt.date) -> State:
    """Where a plan stands on a day: the day alone makes a plan in force due for evaluation."""
    if stored == IN_FORCE and evaluate_on is not None and evaluate_on <= on:
        return STATES[DUE]
    return STATES[stored]


def may(state: State, act: str) -> bool:
    """Whether the act leads anywhere from here."""
    return act in state.acts
