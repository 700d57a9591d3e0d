"""docs/reference/promises.md: what is promised, how it is tried, and the last published figure."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def promises() -> dict[str, dict[str, str]]:
    """Name → {nb, en, figure, on, command, machine}; the figure is empty until one is published."""
    return tomllib.loads(files(__package__).joinpath("promises.toml").read_text("utf-8"))


def text() -> str:
    """The page."""
    lines = [
        "# Løfter, og hvordan de er prøvd", "",
        "Hvert løfte kan prøves med kommandoen som står ved det. Tallet er fra siste gang det ble publisert.", "",
        "| Løfte | Promise | Siste tall | Dato | Maskin | Kommando |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for told in promises().values():
        cells = [told["nb"], told["en"], told["figure"], told["on"], told["machine"], f"`{told['command']}`"]
        lines.append(f"| {' | '.join(cell or '–' for cell in cells)} |")
    return "\n".join([*lines, ""])
