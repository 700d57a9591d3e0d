"""docs/reference/states.md: every table of states, as a table and as a diagram."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from tettpaa.config.acts import OPERATOR, PERMISSION_OF, WORKER
from tettpaa.config.reference.markdown import table
from tettpaa.kit.html.looks import LOOKS
from tettpaa.kit.states import State
from tettpaa.trust.access.permissions import Audience, permission_named
from tettpaa.trust.access.reasons import role_word

NOBODY_PRESSES = {WORKER: "arbeideren, uten at noen trykker", OPERATOR: "driften, fra kommandolinjen"}
# The tables beside an app's first, by their names in the code: what stands in them.
TITLES = {
    "CONTACT_STATES": "Kontakter", "TALK_STATES": "Samtaler med skjema", "RHYTHM_STATES": "Avtalte rytmer",
    "LINE": "Linjer i klassegjennomganger", "OBSERVATION_STATES": "Observasjoner etter tiltak",
    "CONSULT_STATES": "Drøftinger uten navn",
    "VERSION": "Kartlegginger", "ROUND": "Innspillsrunder", "REQUEST": "Innspill",
    "CONSENT_STATES": "Samtykker", "SHARE_STATES": "Delinger",
    "INVITATION_STATES": "Innkallinger", "TASK_STATES": "Oppgaver fra møter",
}  # fmt: skip
NAMED = "den innkallingen er til"
HEADINGS = ("Tilstand", "I koden", "Hos", "Utseende", "I loggen", "Kan bli, ved")


def text() -> str:
    """One part for each app that has states, in the order of the story."""
    parts = [_part(title, states) for title, states in tables()]
    return "# Tilstander\n\nHvem som må gjøre noe, og hvor det kan gå videre.\n\n" + "\n".join(parts)


def tables() -> Iterator[tuple[str, Mapping[str, State]]]:
    """What stands in it, in bokmål, and its states: every table of an app, in the order it is written."""
    for app in apps.get_app_configs():
        if app.name.startswith("tettpaa."):
            for module in (f"{app.name}.states", f"{app.name}.{app.name.rpartition('.')[2][:-1]}_states"):
                yield from _tables_in(module, str(app.verbose_name)) if find_spec(module) else ()


def _tables_in(module: str, app: str) -> Iterator[tuple[str, Mapping[str, State]]]:
    """LookupError for a table that nobody has said what is of."""
    for name, states in vars(import_module(module)).items():
        if not isinstance(states, dict) or not states or not all(isinstance(each, State) for each in states.values()):
            continue
        if name != "STATES" and name not in TITLES:
            raise LookupError(f"{module}.{name} is a table of states: say in state_diagrams.py what it is of")
        yield app if name == "STATES" else TITLES[name], states


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
    row = permission_named(permission)
    roles = ", ".join(role_word(role) for role in row.cells)
    return roles if row.audience is Audience.BY_ROLE else NAMED, f"`{permission}`"


def _ways(state: State, states: Mapping[str, State]) -> str:
    return ", ".join(f"{states[to].word} (`{act}`)" for act, to in state.acts.items()) or "–"


def _diagram(states: Mapping[str, State]) -> str:
    """The first state of the table is where all begin; one without acts is where it ends."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(states))}"]
    for state in states.values():
        lines += [f"    {state.key} --> {to}: {act}" for act, to in state.acts.items()]
        lines += [] if state.acts else [f"    {state.key} --> [*]"]
    return "\n".join([*lines, "```", ""])
