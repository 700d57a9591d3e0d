"""What planning, prolonging, proving, ending and observing must say. Pure; days are handed in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tettpaa.follow_up.measures.limits import limit_on
from tettpaa.knowledge.measures.gates import DATE, LINE, UNTIL, WHERE, WHO, Gate

LONGEST_LINE, LONGEST_TEXT = 400, 1000
LASTING_OUTCOMES = ("done", "not_needed")
WEEK = dt.timedelta(weeks=1)


def fault_in_line(line: str, longest: int = LONGEST_LINE) -> str:
    """'' where the line says something and is not too long."""
    if not line.strip():
        return "line_missing"
    return "line_too_long" if len(line) > longest else ""


def faults_in_days(*, starts_on: dt.date, planned_end: dt.date) -> dict[str, str]:
    """Field → fault. A measure has an end that is planned, no earlier than it begins and not too far off."""
    if planned_end < starts_on:
        return {"planned_end": "before_start"}
    longest = dt.timedelta(days=limit_on("longest", starts_on)["days"])
    return {"planned_end": "too_far"} if planned_end > starts_on + longest else {}


def fault_in_prolonging(*, planned_end: dt.date, now_planned: dt.date, today: dt.date) -> str:
    """A new end lies ahead, after the one there is, and not too far off."""
    if planned_end <= now_planned or planned_end < today:
        return "not_later"
    return "too_far" if planned_end > today + dt.timedelta(days=limit_on("longest", today)["days"]) else ""


def fault_in_end(*, ended_on: dt.date, starts_on: dt.date, today: dt.date, has_begun: bool) -> str:
    """The last day is not ahead, and no earlier than the measure began."""
    if ended_on > today:
        return "ahead"
    return "before_start" if has_begun and ended_on < starts_on else ""


def faults_in_proof(gate: Gate, given: Mapping[str, object]) -> dict[str, str]:
    """Field → fault. What the gate asks for is answered, and where it can be read is said in one way at least."""
    asked = {DATE: "made_on", UNTIL: "until", WHO: "given_by", LINE: "line"}
    faults = {field: f"{field}_missing" for ask, field in asked.items() if ask in gate.asks and not given.get(field)}
    if WHERE in gate.asks and not any(given.get(field) for field in ("document", "consent", "reference")):
        faults["reference"] = "where_missing"
    made_on, until = given.get("made_on"), given.get("until")
    if isinstance(made_on, dt.date) and isinstance(until, dt.date) and until < made_on:
        faults["until"] = "before_made"
    return faults


@dataclass(frozen=True)
class Look:
    """One looking after: how many weeks after the end, and the day it is due."""

    weeks: int
    due_on: dt.date

    def is_due(self, on: dt.date) -> bool:
        return self.due_on <= on


def looks_after(ended_on: dt.date, outcome: str, *, is_return: bool) -> list[Look]:
    """When somebody looks after whether a return lasts: only where the pupil has come back."""
    if not is_return or outcome not in LASTING_OUTCOMES:
        return []
    return [Look(weeks, ended_on + weeks * WEEK) for weeks in limit_on("observed_after", ended_on)["weeks"]]
