"""One measure as its page shows it, in a number of reads that does not grow with what has happened."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.attendance import Was, held_against
from tettpaa.follow_up.measures.before_after import Compared, compare
from tettpaa.follow_up.measures.models import GateProof, Measure, MeasureStep, Observation, ReturnDay
from tettpaa.follow_up.measures.observing import looks_of
from tettpaa.follow_up.measures.queries import (
    fact_of,
    observations_of,
    proofs_of,
    schedule_of,
    steps_of,
    whereabouts_of,
)
from tettpaa.follow_up.measures.rules import Look
from tettpaa.follow_up.measures.states import LIVE, PLANNED, VOIDED, State
from tettpaa.follow_up.measures.words import missing_words
from tettpaa.kit.html.dates import period
from tettpaa.knowledge.measures.catalogue import Kind, kind_named
from tettpaa.knowledge.measures.gates import Gate, gates_for, missing_proofs
from tettpaa.pages.measure.days import days_through, planned_of, school_days_of, told_on
from tettpaa.pages.measure.rows import stands
from tettpaa.pages.measure.words import how_often, name_of, said, step_words
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.pages.pupil.year import Day
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights
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
    """A time to look after, and what was seen."""

    look: Look
    seen: Observation | None
    is_due: bool


@dataclass(frozen=True)
class Step:
    """A step with the name of who took it."""

    step: MeasureStep
    words: str
    by: str


@dataclass
class MeasurePage:
    """`weeks` are (Monday, days) of the schedule. A part the reader may not see is None."""

    measure: Measure
    kind: Kind
    name: str
    state: State
    acts: frozenset[str]
    gates: list[GateLine]
    looks: list[LookLine]
    steps: list[Step]
    weeks: list[tuple[dt.date, list[DayLine]]] = field(default_factory=list)
    compared: Compared | None = None

    def may(self, act: str) -> bool:
        return act in self.acts

    @property
    def can_start(self) -> bool:
        return "start_measure" in self.acts and not self.missing

    @property
    def missing(self) -> list[GateLine]:
        return [line for line in self.gates if line.fault]

    @property
    def can_plan_days(self) -> bool:
        return self.kind.has_schedule and "change" in self.acts and self.measure.state in LIVE

    @property
    def can_prove(self) -> bool:
        return "change" in self.acts and self.measure.state in LIVE

    @property
    def facts(self) -> list[tuple[str, object]]:
        measure = self.measure
        last = measure.ended_on if measure.ended_on and measure.ended_on >= measure.starts_on else measure.planned_end
        return [
            (_("Tid"), period(measure.starts_on, last)),
            (_("Hvem gjør det"), measure.provider),
            (_("Ansvarlig"), str(measure.responsible)),
            (_("Hvor ofte"), how_often(measure)),
        ]


def page_of(rights: Rights, measure: Measure) -> MeasurePage:
    """Everything of one measure the reader may see."""
    place = whereabouts_of([measure], rights.on)[measure.pk]
    state, kind = stands(rights, measure, place), kind_named(measure.kind)
    seen = {each.weeks: each for each in observations_of([measure])}
    page = MeasurePage(
        measure, kind, name_of(measure), state, acts_on(rights, measure, state), _gate_lines(measure, rights.on),
        [LookLine(look, seen.get(look.weeks), look.is_due(rights.on)) for look in looks_of(measure)], _steps(measure),
    )  # fmt: skip
    _add_absence(page, rights, parts_for(rights, measure.pupil).may("absence_read"))
    return page


def acts_on(rights: Rights, measure: Measure, state: State) -> frozenset[str]:
    """What leads on from where it stands, and the reader may do; 'change' where the reader may carry it on at all."""
    acts: set[str] = set()
    if rights.pupils("measure_change").filter(pk=measure.pupil_id).exists():
        acts |= {"change"} | (state.acts.keys() - {"void_measure", "start_measure"})
    if "start_measure" in state.acts and rights.pupils("measure_start").filter(pk=measure.pupil_id).exists():
        acts.add("start_measure")
    if "void_measure" in state.acts and rights.pupils("measure_void").filter(pk=measure.pupil_id).exists():
        acts.add("void_measure")
    return frozenset(acts)


def compared_of(measure: Measure, days: list[Day]) -> Compared:
    """Absence before and after it began."""
    return compare(school_days_of(days), measure.starts_on, measure.ended_on)


def _add_absence(page: MeasurePage, rights: Rights, may_read: bool) -> None:
    measure, schedule = page.measure, list(schedule_of(page.measure)) if page.kind.has_schedule else []
    days: list[Day] = []
    if may_read and measure.state not in (PLANNED, VOIDED):
        days = days_through(measure.pupil, school_year_of(measure.starts_on), rights.on)
        page.compared = compared_of(measure, days)
    told = told_on(measure.pupil, days, {day.on for day in schedule})
    was = {planned.on: what for planned, what in held_against(planned_of(schedule), told, rights.on)}
    weeks: dict[dt.date, list[DayLine]] = defaultdict(list)
    for day in schedule:
        line = DayLine(day, *_was_words(was.get(day.on), may_read))
        weeks[day.on - dt.timedelta(days=day.on.weekday())].append(line)
    page.weeks = sorted(weeks.items())


def _was_words(was: Was | None, may_read: bool) -> tuple[str, str]:
    """('Var der', 'done'); nothing for days ahead, days taken out, and readers who may not see absence."""
    if was is None or not may_read:
        return "", ""
    return {
        Was.AHEAD: ("", ""),
        Was.THERE: (_("Var der"), "done"),
        Was.PARTLY: (_("Var der deler av tiden"), "attention"),
        Was.AWAY: (_("Var borte"), "attention"),
        Was.UNKNOWN: (_("Ikke ført"), "unknown"),
    }[was]


def _gate_lines(measure: Measure, on: dt.date) -> list[GateLine]:
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


def _steps(measure: Measure) -> list[Step]:
    steps = list(steps_of([measure]))
    users = User.objects.filter(username__in={step.by for step in steps}).select_related("person")
    names = {user.username: str(user) for user in users}
    return [Step(step, step_words(step.act), names.get(step.by, step.by)) for step in reversed(steps)]
