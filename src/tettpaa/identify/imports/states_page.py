"""docs/reference/import-states.md, made from the table of states."""

from tettpaa.identify.imports.states import STATES


def text() -> str:
    """The states as a table and as a diagram."""
    lines = [
        "# Tilstandene til en import", "",
        "| Tilstand | I koden | Hos | Forklaring | I loggen | Kan bli |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for state in STATES.values():
        ways = ", ".join(STATES[name].nb for name in state.may_become if name != state.name)
        cells = [state.nb, f"`{state.name}`", state.owner or "–", state.explained, f"`{state.event}`", ways or "–"]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "```mermaid", "stateDiagram-v2", "    [*] --> received"]
    for state in STATES.values():
        lines += [f"    {state.name} --> {name}" for name in state.may_become if name != state.name]
        if not state.may_become:
            lines.append(f"    {state.name} --> [*]")
    return "\n".join([*lines, "```", ""])
