"""Gates: what the law asks for before a measure may begin, and which proofs of it are missing. Pure; days are handed in."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.knowledge.words import Words

DATE, UNTIL, WHERE, WHO, LINE = "date", "until", "where", "who", "line"


@dataclass(frozen=True)
class Gate:
    """One thing that must be in place. `asks` what shows it; `before` the gate it must come no later than ('' for none)."""

    key: str
    valid_from: dt.date
    kinds: frozenset[str]
    asks: frozenset[str]
    before: str
    law: str
    source: str
    question: Words
    short: Words


@dataclass(frozen=True)
class Proof:
    """What is answered at a gate: the day it was made, its last day, and whether what it leans on still stands."""

    made_on: dt.date | None = None
    until: dt.date | None = None
    stands: bool = True


@dataclass(frozen=True)
class Missing:
    """A gate that is not passed, and why: 'missing', 'withdrawn', 'ahead' (made after the day), 'late' (made after what
    it must come before), 'over' (its last day has passed) or 'too_short' (the measure is to last longer than it).
    """

    gate: Gate
    why: str


def gates_for(kind: str, on: dt.date) -> list[Gate]:
    """The gates before a kind as they stand on a day, in the order they are passed."""
    newest: dict[str, Gate] = {}
    for gate in _gates():
        if gate.valid_from <= on and (gate.key not in newest or gate.valid_from >= newest[gate.key].valid_from):
            newest[gate.key] = gate
    return [gate for gate in newest.values() if kind in gate.kinds]


def gated_kinds(on: dt.date) -> frozenset[str]:
    """Every kind that some gate stands before on a day."""
    kinds = {kind for gate in _gates() if gate.valid_from <= on for kind in gate.kinds}
    return frozenset(kind for kind in kinds if gates_for(kind, on))


def missing_proofs(
    kind: str, proofs: Mapping[str, Proof], on: dt.date, *, last_day: dt.date | None = None
) -> list[Missing]:
    """The gates a measure of the kind has not passed on a day; none, and it may begin.

    `proofs` by gate; `last_day` is the measure's planned end, which no limit may fall short of.
    """
    told = [(gate, _fault(gate, proofs, on, last_day or on)) for gate in gates_for(kind, on)]
    return [Missing(gate, why) for gate, why in told if why]


def _fault(gate: Gate, proofs: Mapping[str, Proof], on: dt.date, last_day: dt.date) -> str:
    proof = proofs.get(gate.key)
    if proof is None or (DATE in gate.asks and proof.made_on is None) or (UNTIL in gate.asks and proof.until is None):
        return "missing"
    if not proof.stands:
        return "withdrawn"
    if proof.made_on is not None and proof.made_on > on:
        return "ahead"
    later = proofs.get(gate.before)
    if later is not None and proof.made_on and later.made_on and proof.made_on > later.made_on:
        return "late"
    if UNTIL in gate.asks and proof.until is not None:
        return "over" if proof.until < on else "too_short" if proof.until < last_day else ""
    return ""


@cache
def _gates() -> tuple[Gate, ...]:
    rows = tomllib.loads(files(__package__).joinpath("gates.toml").read_text("utf-8"))["gate"]
    return tuple(_gate(row) for row in rows)


def _gate(row: dict) -> Gate:
    return Gate(
        row["key"], row["valid_from"], frozenset(row["kinds"]), frozenset(row["asks"]), row["before"], row["law"],
        row["source"], Words(row["nb"], row["nn"], row["en"]),
        Words(row["short_nb"], row["short_nn"], row["short_en"]),
    )  # fmt: skip
