"""Every rule in force on every pupil in one pass: the verdicts, and the facts each rests on."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property

import numpy as np

from tettpaa.identify.flags.models import RuleSetVersion
from tettpaa.identify.flags.states import Verdict
from tettpaa.identify.indicators.behind import rows_behind
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import Outcome, fold
from tettpaa.identify.indicators.fold import codes
from tettpaa.identify.indicators.gauges import Gauge
from tettpaa.identify.indicators.judge import as_json, told, window_dates
from tettpaa.identify.indicators.nearest import Nearness, nearness_of, subjects_near
from tettpaa.identify.indicators.programs import programs_of
from tettpaa.identify.indicators.rules import Condition, Rule, read_definition

USED, LEFT, PASSES = map(Gauge, ("subject_share_max", "subject_hours_left_min", "subject_passes_within"))
WORDS: dict[int, Verdict] = {codes.NOT: "not", codes.UNKNOWN: "unknown", codes.HOLDS: "holds"}


@dataclass(frozen=True)
class Asked:
    """A rule of a version, in the order the fold answers."""

    version: RuleSetVersion
    rule: Rule


@dataclass
class Judged:
    """What the rules say as of a day. Pupils and rules are named by their numbers in `columns.pupils` and `asked`."""

    columns: Columns
    as_of: dt.date
    asked: list[Asked]
    gauges: list[Gauge]
    outcome: Outcome
    _dates: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    _near: dict[int, list[dict]] = field(default_factory=dict)

    @property
    def cells(self) -> Iterable[tuple[int, int]]:
        """(pupil, rule) wherever a rule holds or is unknown; a school's own rules speak of its pupils only."""
        states = np.where(self._is_theirs(), self.outcome.verdicts["state"], codes.NOT)
        pupils, rules = np.nonzero(states != codes.NOT)
        return zip(pupils.tolist(), rules.tolist(), strict=True)

    @property
    def versions(self) -> list[RuleSetVersion]:
        """The versions asked, each once."""
        return list({asked.version.pk: asked.version for asked in self.asked}.values())

    @cached_property
    def school_keys(self) -> np.ndarray:
        """The school each pupil was last enrolled at."""
        return self.columns.school_keys

    def verdict(self, pupil: int, rule: int) -> Verdict:
        return WORDS[int(self.outcome.verdicts["state"][pupil, rule])]

    def held_since(self, pupil: int, rule: int) -> dt.date | None:
        """The day since which the rule holds without a break."""
        day = int(self.outcome.verdicts["held_since"][pupil, rule])
        return None if day < 0 else self.columns.date(day)

    def is_enrolled(self, pupil: int) -> bool:
        """Whether the pupil is enrolled anywhere on the day."""
        calendar = self.columns.parts["calendars"][self.columns.parts["pupils"]["calendar"][pupil]]
        return int(calendar["enrolled_at"][self.columns.day(self.as_of)]) >= 0

    def facts(self, pupil: int, rule: int) -> list[dict]:
        """The rule's gauges with value, threshold, days and unknown days; the same as `judge.facts`, from one pass."""
        return [self._fact(pupil, condition, *places) for condition, *places in self._conditions[rule]]

    def subjects(self, pupil: int, names: Mapping[str, str]) -> list[dict]:
        """The pupil's subjects near or over the absence limit, the nearest first: code, name, hours left, weeks."""
        if pupil not in self._near:
            near = subjects_near(self.columns, pupil, self.as_of, self._nearness) if self._may_be_near(pupil) else []
            self._near[pupil] = [{"name": names.get(each.code, each.code)} | asdict(each) for each in near]
        return self._near[pupil]

    def _may_be_near(self, pupil: int) -> bool:
        """By the pupil's highest share and nearest pace: few pupils need a closer look, and that is all it costs."""
        near = self._nearness
        is_soon = 0 <= self._seen(pupil, PASSES) <= near.weeks
        return self._seen(pupil, USED) >= near.percent or self._seen(pupil, LEFT) <= near.hours_left or is_soon

    def _seen(self, pupil: int, gauge: Gauge) -> float:
        """A gauge's value as seen, NaN where no rule asks for it: NaN compares with nothing."""
        return float(self.outcome.values[pupil, codes.SEEN, self._places[gauge]]) if gauge in self._places else np.nan

    @cached_property
    def _nearness(self) -> Nearness:
        return nearness_of(condition for asked in self.asked for condition in asked.rule.conditions)

    @cached_property
    def _conditions(self) -> list[list[tuple[Condition, int, int]]]:
        """Each rule's conditions, with the places of the gauge and of its unregistered days among the gauges."""
        place = self._places
        return [
            [(each, place[each.gauge], place[unreported(each.gauge)]) for each in asked.rule.conditions]
            for asked in self.asked
        ]

    @cached_property
    def _places(self) -> dict[Gauge, int]:
        return {gauge: number for number, gauge in enumerate(self.gauges)}

    def _fact(self, pupil: int, condition: Condition, place: int, unreported_place: int) -> dict:
        values = self.outcome.values[pupil]
        since, until = self._window(pupil, condition.gauge, place)
        return self._weekday(pupil, condition.gauge) | as_json(condition.gauge, values[:, place]) | {
            "comparison": condition.comparison, "threshold": condition.threshold, "from": since, "to": until,
            "unknown_days": told(values[codes.SEEN, unreported_place]),
        }  # fmt: skip

    def _weekday(self, pupil: int, gauge: Gauge) -> dict:
        """Which weekday a run is of, 0 for Monday."""
        if gauge.indicator != "weekday_run":
            return {}
        run = rows_behind(self.columns, gauge, int(self.columns.pupils[pupil]), as_of=self.as_of)
        return {"weekday": run[0].on.weekday()} if run else {}

    def _window(self, pupil: int, gauge: Gauge, place: int) -> tuple[str, str]:
        """Pupils with the same enrolments share a calendar, and so the days."""
        key = (int(self._calendars[pupil]), place)
        if key not in self._dates:
            since, until = window_dates(self.columns, gauge, int(self.columns.pupils[pupil]), as_of=self.as_of)
            self._dates[key] = since.isoformat(), until.isoformat()
        return self._dates[key]

    @cached_property
    def _calendars(self) -> np.ndarray:
        return self.columns.parts["pupils"]["calendar"]

    def _is_theirs(self) -> np.ndarray:
        schools = self.school_keys[:, None]
        of = [asked.version.rule_set.school_id for asked in self.asked]
        wanted = np.array([school or 0 for school in of], np.int64)[None, :]
        return (wanted == 0) | (schools == wanted)


def judge(
    columns: Columns, versions: Sequence[RuleSetVersion], as_of: dt.date, pupils: Sequence[int] | None = None
) -> Judged:
    """One pass over the columns, or over some pupils' numbers (then for verdicts alone)."""
    asked = [Asked(version, rule) for version in versions for rule in read_definition(version.definition).rules]
    programs = programs_of([each.rule for each in asked], columns.school_year)
    gauges = [] if pupils is not None else _gauges(asked)
    return Judged(columns, as_of, asked, gauges, fold(columns, as_of, gauges, programs, pupils))


def _gauges(asked: Iterable[Asked]) -> list[Gauge]:
    """Every gauge the rules ask for, and how many days are not registered in its window; each once. USED always."""
    wanted: dict[Gauge, None] = {USED: None}
    for each in asked:
        for condition in each.rule.conditions:
            wanted[condition.gauge] = None
            wanted[unreported(condition.gauge)] = None
    return list(wanted)


def unreported(gauge: Gauge) -> Gauge:
    """How many days nobody has registered, over the same window."""
    return Gauge("unreported_days", gauge.window)
