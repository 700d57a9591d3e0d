"""What is told of a cohort to those who may not see its pupils: every count of it is let out together. Pure.

How many there are of each outcome comes first. The counts by school, by sex and so on share nothing but that: a swap that
hides a small cell of one of them changes only that property of the pupils, so the others stay as they are, as long as every
outcome keeps its number. Programmes lie within their kind, and are told as the kind's own parts in the same way. Outcomes that
are hidden of the whole are put together as one in all its parts. A count that can only be protected by hiding more of the
whole is told more coarsely, as completed or not, and where that does not go either, not at all.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tettpaa.look_back.completion.cohorts import Cohort, Member
from tettpaa.look_back.completion.rules import Outcome, Standing
from tettpaa.trust.disclosure import HIDDEN, Number, Released, Table, added, release, rounded

OUTCOME, TOGETHER, COMPLETED = "outcome", "together", "completed"
COMPLETING = (Outcome.IN_TIME, Outcome.LATER)
AUTUMNS = ("autumn_0", "autumn_1", "autumn_2", "autumn_3")
KIND, PROGRAMME = "kind", "programme"
PROPERTIES: Mapping[str, Callable[[Member], str]] = {
    KIND: lambda one: one.kind,
    PROGRAMME: lambda one: one.programme,
    "sex": lambda one: one.sex,
    "points": lambda one: one.band,
    "school": lambda one: str(one.school),
}
Outcomes = Mapping[Outcome, Number]


@dataclass(frozen=True)
class Part:
    """A count by one property; `apart` are the outcomes it tells apart, or completed alone."""

    released: Released
    apart: frozenset[str]

    def number(self, outcome: str, **group: str) -> Number:
        """How many of a group stand in an outcome; hidden where it is only told together with others."""
        return self.released.number(outcome=outcome, **group) if outcome in self.apart else HIDDEN

    def completed(self, **group: str) -> Number:
        names = (COMPLETED,) if COMPLETED in self.apart else tuple(outcome.value for outcome in COMPLETING)
        return self.released.number(outcome=names, **group) if self.apart.issuperset(names) else HIDDEN


@dataclass(frozen=True)
class Told:
    """A cohort that is over, as it may be told: how many of each outcome, and property → group → what is told of it.

    What is held is as counted; what is asked of it is rounded to the nearest of `rounded_to`.
    """

    year: int
    starters: Number
    outcomes: Outcomes
    by: Mapping[str, Mapping[str, Part]]
    rounded_to: int = 1

    def number(self, outcome: Outcome, **group: str) -> Number:
        """How many stand in an outcome, of all or of one group (`sex="k"`)."""
        if group:
            return self._part(group).number(outcome.value, **group)
        return rounded(self.outcomes[outcome], self.rounded_to)

    def whole(self, **group: str) -> Number:
        """How many there are, of all or of one group."""
        return self._part(group).released.number(**group) if group else rounded(self.starters, self.rounded_to)

    def completed(self, **group: str) -> Number:
        """How many have completed, in normal time and later."""
        if group:
            return self._part(group).completed(**group)
        return rounded(added(*(self.outcomes[one] for one in COMPLETING)), self.rounded_to)

    def groups(self, name: str) -> list[str]:
        """Every group of a property that is told of; none where nothing can be told by it."""
        return sorted(self.by.get(name, ()))

    def _part(self, group: Mapping[str, str]) -> Part:
        ((name, value),) = group.items()
        return self.by[name][value]


def tell(cohort: Cohort) -> Told:
    """Release every count of a cohort that is over."""
    whole = release(Table((OUTCOME,), dict(Counter((_outcome(one).value,) for one in cohort.members))))
    outcomes = {outcome: whole.number(outcome=outcome.value) for outcome in Outcome}
    if whole.total is HIDDEN:
        return Told(cohort.year, HIDDEN, dict.fromkeys(Outcome, HIDDEN), {})
    by = {name: _told_by(name, cohort.members, outcomes) for name in PROPERTIES if name != PROGRAMME}
    told = Told(cohort.year, whole.total, outcomes, by)
    return replace(told, by=by | {PROGRAMME: _programmes(cohort, told)})


def _programmes(cohort: Cohort, told: Told) -> dict[str, Part]:
    """The programmes of each kind that is told of, as parts of that kind."""
    found: dict[str, Part] = {}
    for kind in told.groups(KIND):
        members = [one for one in cohort.members if one.kind == kind]
        outcomes = {outcome: told.number(outcome, kind=kind) for outcome in Outcome}
        if told.whole(kind=kind) is not HIDDEN:
            found |= _told_by(PROGRAMME, members, outcomes)
    return found


def _told_by(name: str, members: Sequence[Member], outcomes: Outcomes) -> dict[str, Part]:
    """Group → the count it stands in: with every outcome that is told of the whole, else completed or not, else nothing."""
    apart = {outcome: outcome.value for outcome, count in outcomes.items() if count is not HIDDEN}
    finest = [apart]
    if set(COMPLETING) <= set(apart):
        finest.append(dict.fromkeys(COMPLETING, COMPLETED))
    for called in finest:
        counts = Counter((PROPERTIES[name](one), called.get(_outcome(one), TOGETHER)) for one in members)
        released = release(Table((name, OUTCOME), dict(sorted(counts.items()))))
        if _keeps_the_whole(released):
            part = Part(released, frozenset(called.values()))
            return {group: part for (group,), count in released.view(name).items() if count != 0}
    return {}


def tell_passages(cohort: Cohort, told: Told | None) -> list[dict[tuple[str, str], Number]]:
    """(from, to) → how many, from each autumn to the next, all of them released together; what nobody did is left out.

    Where few have left, they are told with those who are unknown; where that is too few as well, nothing is told.
    """
    autumns = AUTUMNS[: min(len(member.standings) for member in cohort.members)]
    pairs = list(pairwise(autumns))
    for as_one in (frozenset[Standing](), frozenset({Standing.LEFT, Standing.UNKNOWN})):
        counts = Counter(
            (*(TOGETHER if each in as_one else each.value for each in one.standings), _as_told(one, told))
            for one in cohort.members
        )
        table = Table((*autumns, OUTCOME), dict(sorted(counts.items())))
        released = release(table, views=[*pairs, (OUTCOME,)])
        if _keeps_the_whole(released):
            return [
                {(source, target): count for (source, target), count in released.view(*pair).items() if count != 0}
                for pair in pairs
            ]
    return []


def _as_told(member: Member, told: Told | None) -> str:
    """The outcome as far as it is told of the whole: nothing, before the cohort is over."""
    if told is None:
        return ""
    return TOGETHER if told.outcomes[_outcome(member)] is HIDDEN else _outcome(member).value


def _outcome(member: Member) -> Outcome:
    """Of a cohort that is over, everybody has one."""
    return member.outcome or Outcome.UNKNOWN


def _keeps_the_whole(released: Released) -> bool:
    """Whether it hides nothing of how many there are of each outcome."""
    return released.total is not HIDDEN and HIDDEN not in released.view(OUTCOME).values()
