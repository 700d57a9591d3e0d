"""The lines of a measure's page: its gates, the days of its return, the times to look after, and its steps."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.attendance import Was
from tettpaa.follow_up.measures.models import GateProof, Measure, MeasureStep, Observation, ReturnDay
from tettpaa.follow_up.measures.observing import looks_of
from tettpaa.follow_up.measures.queries import fact_of, observations_ever_of, proofs_of, steps_of
from tettpaa.follow_up.measures.rules import Look
from tettpaa.follow_up.measures.words import missing_words
from tettpaa.knowledge.measures.gates import Gate, gates_for, missing_proofs
from tettpaa.pages.measure.words import said, step_words
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class GateLine:
    """A gate as a plain question, and what stands against it ('' where it is passed)."""

    gate: Gate
    question: str
    short: str
    proof: GateProof | None
    fault: str


@dataclass(frozen=True)
class DayLine:
    """A planned day, and what is registered of it; `word` and `look` of its status, '' where it is ahead."""

    day: ReturnDay
    word: str
    look: str


@dataclass(frozen=True)
class LookLine:
    """A time to look after, what was seen, and what was entered by mistake."""

    look: Look
    seen: Observation | None
    is_due: bool
    wrong: list[Observation]


@dataclass(frozen=True)
class Step:
    """A step with the name of who took it."""

    step: MeasureStep
    words: str
    by: str


def look_lines(measure: Measure, on: dt.date) -> list[LookLine]:
    """When somebody looks after whether it lasts. One read."""
    ever = list(observations_ever_of([measure]))
    seen = {each.weeks: each for each in ever if each.voided_at is None}
    wrong = [each for each in ever if each.voided_at is not None]
    return [
        LookLine(look, seen.get(look.weeks), look.is_due(on), [each for each in wrong if each.weeks == look.weeks])
        for look in looks_of(measure)
    ]


def weeks_of(schedule: list[ReturnDay], was: Mapping[dt.date, Was]) -> list[tuple[dt.date, list[DayLine]]]:
    """(Monday, days) of a schedule in order, each with what can be said of it."""
    weeks: dict[dt.date, list[DayLine]] = defaultdict(list)
    for day in schedule:
        weeks[day.on - dt.timedelta(days=day.on.weekday())].append(DayLine(day, *_was_words(was.get(day.on))))
    return sorted(weeks.items())


def _was_words(was: Was | None) -> tuple[str, str]:
    """('Var der', 'done'); nothing for days ahead, days taken out, and readers who may not see absence."""
    if was is None:
        return "", ""
    return {
        Was.AHEAD: ("", ""),
        Was.THERE: (_("Var der"), "done"),
        Was.PARTLY: (_("Var der deler av tiden"), "attention"),
        Was.AWAY: (_("Var borte"), "attention"),
        Was.UNKNOWN: (_("Ikke ført"), "unknown"),
    }[was]


def gate_lines(measure: Measure, on: dt.date) -> list[GateLine]:
    gates = gates_for(measure.kind, on)
    if not gates:
        return []
    proofs = {proof.gate: proof for proof in proofs_of([measure])}
    facts = {gate: fact_of(proof, on) for gate, proof in proofs.items()}
    faults = {each.gate.key: each.why for each in missing_proofs(measure.kind, facts, on, last_day=measure.planned_end)}
    return [
        GateLine(
            gate, said(gate.question), said(gate.short), proofs.get(gate.key),
            missing_words(faults[gate.key]) if gate.key in faults else "",
        )
        for gate in gates
    ]  # fmt: skip


def steps_taken(measure: Measure) -> list[Step]:
    steps = list(steps_of([measure]))
    users = User.objects.filter(username__in={step.by for step in steps}).select_related("person")
    names = {user.username: str(user) for user in users}
    return [Step(step, step_words(step.act), names.get(step.by, step.by)) for step in reversed(steps)]
