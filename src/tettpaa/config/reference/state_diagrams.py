"""docs/reference/states.md: every table of states, as a table and as a diagram."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from tettpaa.config.acts import OPERATOR, PERMISSION_OF, WORKER
from tettpaa.config.reference.markdown import table
from tettpaa.kit.html.looks import LOOKS
from tettpaa.kit.states import State
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.access.reasons import role_word

NOBODY_PRESSES = {WORKER: "arbeideren, uten at noen trykker", OPERATOR: "driften, fra kommandolinjen"}
HEADINGS = ("Tilstand", "I koden", "Hos", "Utseende", "I loggen", "Kan bli, ved")


def text() -> str:
    """One part for each app that has states, in the order of the story."""
    parts = [_part(title, states) for title, states in tables()]
    return "# Tilstander\n\nHvem som må gjøre noe, og hvor det kan gå videre.\n\n" + "\n".join(parts)


def tables() -> Iterator[tuple[str, Mapping[str, State]]]:
    """The app's name in bokmål and its states."""
    for app in apps.get_app_configs():
        if app.name.startswith("tettpaa.") and find_spec(f"{app.name}.states"):
            states = getattr(import_module(f"{app.name}.states"), "STATES", {})
            if states and all(isinstance(state, State) for state in states.values()):
                yield str(app.verbose_name), states


def _part(title: str, states: Mapping[str, State]) -> str:
    rows = [
        (
            state.word,
            f"`{state.key}`",
            state.owner or "–",
            LOOKS[state.look].says,
            f"`{state.event}`",
            _ways(state, states),
        )
        for state in states.values()
    ]
    acts = sorted({act for state in states.values() for act in state.acts})
    who = table(("Steg", "Hvem", "Tillatelse"), [(f"`{act}`", *_who(PERMISSION_OF[act])) for act in acts])
    return f"## {title}\n\n{table(HEADINGS, rows)}\n{_diagram(states)}\n{who}"


def _who(permission: str) -> tuple[str, str]:
    """The roles, as the matrix has them, and the permission's name."""
    if permission in NOBODY_PRESSES:
        return NOBODY_PRESSES[permission], "–"
    return ", ".join(role_word(role) for role in permission_named(permission).cells), f"`{permission}`"


def _ways(state: State, states: Mapping[str, State]) -> str:
    return ", ".join(f"{states[to].word} (`{act}`)" for act, to in state.acts.items()) or "–"


def _diagram(states: Mapping[str, State]) -> str:
    """The first state of the table is where all begin; one without acts is where it ends."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(states))}"]
    for state in states.values():
        lines += [f"    {state.key} --> {to}: {act}" for act, to in state.acts.items()]
        lines += [] if state.acts else [f"    {state.key} --> [*]"]
    return "\n".join([*lines, "```", ""])
