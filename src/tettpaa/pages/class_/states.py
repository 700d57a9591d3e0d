"""Where a pupil stands between a flag and a talk, as a class's table says it. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """`look` is a key of the table of looks ('' is plain), `owner` who acts, `place` the order in the table."""

    key: str
    look: str
    owner: str
    place: int


STATES = {
    state.key: state
    for state in (
        State("waiting", "waiting", "contact_teacher", 0),
        State("unknown", "unknown", "registering_teacher", 1),
        State("spoken_with", "done", "contact_teacher", 2),
        State("no_flag", "", "", 3),
    )
}


def state_of(*, is_waiting: bool, has_flag: bool, is_unknown: bool) -> State:
    """A flag nobody has spoken about comes before all; a flag that is unknown before a talk that is held."""
    if is_waiting:
        return STATES["waiting"]
    if is_unknown:
        return STATES["unknown"]
    return STATES["spoken_with"] if has_flag else STATES["no_flag"]
