"""One measure as its page shows it, in a number of reads that does not grow with what has happened."""

import datetime as dt
from dataclasses import dataclass, field
from itertools import chain

from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.attendance import Was, held_against
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.queries import schedule_of, whereabouts_of
from tettpaa.follow_up.measures.states import ENDED, LIVE, PLANNED, VOIDED, State
from tettpaa.kit.html.dates import period
from tettpaa.knowledge.measures.catalogue import Kind, kind_named
from tettpaa.look_back.effects.windows import Compared, compare
from tettpaa.pages.measure.days import days_through, planned_of, school_days_of, told_on
from tettpaa.pages.measure.lines import DayLine, GateLine, LookLine, Step, gate_lines, look_lines, steps_taken, weeks_of
from tettpaa.pages.measure.rows import stands
from tettpaa.pages.measure.words import how_often, name_of
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.pages.pupil.year import Day
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights


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
    page = MeasurePage(
        measure, kind, name_of(measure), state, acts_on(rights, measure, state), gate_lines(measure, rights.on),
        look_lines(measure, rights.on), steps_taken(measure),
    )  # fmt: skip
    _add_absence(page, rights)
    return page


def acts_on(rights: Rights, measure: Measure, state: State) -> frozenset[str]:
    """What leads on from where it stands, and the reader may do; 'change' where the reader may carry it on at all."""
    acts: set[str] = set()
    if rights.may_about("measure_change", measure.pupil_id):
        acts |= {"change"} | (state.acts.keys() - {"void_measure", "start_measure"})
    if "start_measure" in state.acts and rights.may_about("measure_start", measure.pupil_id):
        acts.add("start_measure")
    if "void_measure" in state.acts and rights.may_about("measure_void", measure.pupil_id):
        acts.add("void_measure")
    if state.key == ENDED and rights.may_about("measure_void", measure.pupil_id):
        acts.add("void_observation")
    return frozenset(acts)


def compared_of(measure: Measure, days: list[Day]) -> Compared:
    """Absence before and after it began."""
    return compare(school_days_of(days), measure.starts_on, measure.ended_on)


def _add_absence(page: MeasurePage, rights: Rights) -> None:
    """The schedule, and where the reader may see absence and the measure has begun, what is registered of it."""
    measure, on = page.measure, rights.on
    schedule = list(schedule_of(measure)) if page.kind.has_schedule else []
    was: dict[dt.date, Was] = {}
    if measure.state not in (PLANNED, VOIDED) and parts_for(rights, measure.pupil).may("absence_read"):
        began = school_year_of(measure.starts_on)
        years = {began} | {school_year_of(day.on) for day in schedule if day.on <= on}
        days = {year: days_through(measure.pupil, year, on) for year in sorted(years)}
        page.compared = compared_of(measure, days[began])
        told = told_on(measure.pupil, list(chain(*days.values())), {day.on for day in schedule})
        was = {planned.on: what for planned, what in held_against(planned_of(schedule), told, on)}
    page.weeks = weeks_of(schedule, was)
