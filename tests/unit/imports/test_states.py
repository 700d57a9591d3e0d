"""The states of an import hold together."""

import pytest

from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.states import CARRIED_ON, STATES, STEPS, UNFINISHED, WAITING, is_unfinished, may_become


@pytest.mark.parametrize("state", STATES.values(), ids=lambda state: state.name)
def test_every_state_has_words_an_owner_a_colour_and_an_event(state):
    assert state.nb and state.explained and state.event.startswith("import_")
    assert bool(state.owner) is bool(state.may_become) or state.name in ("refused", "failed")
    assert len(state.name) <= Import._meta.get_field("state").max_length
    assert set(state.may_become) <= set(STATES)


def test_every_state_can_be_reached_and_every_way_ends():
    reached, ahead = set(), ["received"]
    while ahead:
        state = ahead.pop()
        if state not in reached:
            reached.add(state)
            ahead += STATES[state].may_become
    assert reached == set(STATES)
    ends = {name for name, state in STATES.items() if not state.may_become}
    assert ends == {"committed", "refused", "failed", "cancelled"}


def test_what_has_begun_to_be_committed_cannot_be_cancelled_or_refused():
    assert not may_become("committing", "cancelled")
    assert not may_become("committing", "refused")
    assert may_become("approved", "cancelled")


def test_nothing_is_committed_without_approval():
    before = {name for name in STATES if may_become(name, "committing")}
    assert before == {"approved"}
    assert {name for name in STATES if may_become(name, "approved")} == {"compared", "held"}


def test_machine_and_person_share_what_is_unfinished():
    assert set(CARRIED_ON) | set(WAITING) == set(UNFINISHED)
    assert not set(CARRIED_ON) & set(WAITING)
    assert not is_unfinished("committed") and is_unfinished("held")


def test_the_line_of_steps_has_every_state_on_the_way():
    assert [state for _, states in STEPS for state in states] == [
        "received", "staged", "checked", "compared", "held", "approved", "committing", "committed",
    ]  # fmt: skip
