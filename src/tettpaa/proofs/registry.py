"""The promises that can be put to the proof, each by a command."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from tettpaa.proofs import import_kills

Prove = Callable[[int, int, Callable[[str], None]], tuple[bool, str]]


@dataclass(frozen=True)
class Proof:
    """`nb` and `en`: the promise in a sentence. `runs`: how many by default."""

    name: str
    nb: str
    en: str
    runs: int
    prove: Prove


PROOFS: dict[str, Proof] = {
    proof.name: proof
    for proof in (
        Proof(
            "import-kills",
            "En import som drepes når som helst og så føres videre, gir nøyaktig det samme som en uforstyrret.",
            "An import killed at any moment and carried on gives exactly what an undisturbed one gives.",
            200, import_kills.prove,
        ),
    )
}  # fmt: skip


def published() -> dict[str, dict[str, str]]:
    """Name → {figure, on, command}: the last figures that were published."""
    return tomllib.loads(files(__package__).joinpath("promises.toml").read_text("utf-8"))


def text() -> str:
    """docs/reference/promises.md."""
    lines = [
        "# Løfter, og hvordan de er prøvd", "",
        "Hvert løfte kan prøves med `./dev prove NAVN`. Tallet er fra siste gang det ble publisert.", "",
        "| Løfte | Navn | Siste tall | Dato | Kommando |", "|---|---|---|---|---|",
    ]  # fmt: skip
    figures = published()
    for proof in PROOFS.values():
        last = figures.get(proof.name, {})
        figure, on = last.get("figure", "–"), last.get("on", "–")
        lines.append(f"| {proof.nb} | `{proof.name}` | {figure} | {on} | `{last.get('command', '–')}` |")
    return "\n".join([*lines, ""])
