"""The replay behind the page: both rule sets over the same pupils, let out as the reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from tettpaa.identify.indicators.rules import Rule, read_definition
from tettpaa.look_back.replay.load import Load, load_of
from tettpaa.look_back.replay.measures import FIRST, SECOND, let_out, table_of
from tettpaa.look_back.replay.replaying import Replayed, replay_years
from tettpaa.look_back.replay.warm import WarmYear, warm_year
from tettpaa.pages.replay.asking import Asked
from tettpaa.trust.disclosure import Released
from tettpaa.trust.disclosure.rules import AS_COUNTED


@dataclass(frozen=True)
class Side:
    """One rule set: `name` in the released table, its years newest first, and the work it would have given."""

    name: str
    title: str
    rules: tuple[Rule, ...]
    replayed: list[Replayed]

    @cached_property
    def loads(self) -> list[Load]:
        return [load_of(each) for each in self.replayed]


@dataclass(frozen=True)
class Answer:
    """What is held beside, and what is tried."""

    asked: Asked
    released: Released
    beside: Side
    tried: Side

    @property
    def rounded_to(self) -> int:
        """What is not released as a table is rounded to this: nothing, where the reader may see the pupils."""
        return AS_COUNTED if self.asked.is_exact else self.asked.rounded_to

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.beside, self.tried


def answer_to(asked: Asked, hidden: frozenset[int]) -> Answer | None:
    """None where no year is over, or none of its pupils went to these schools."""
    years = [warm_year(asked.owner, year) for year in asked.years]
    beside = _side(FIRST, asked.beside.title, asked.beside.definition, asked, years, hidden)
    tried = _side(SECOND, _("Det du prøver"), asked.sheet.definition, asked, years, hidden)
    if not sum(len(each.people) for each in tried.replayed):
        return None
    table = table_of(beside.replayed, tried.replayed, asked.grouping)
    released = let_out(table, is_exact=asked.is_exact, rounded_to=asked.rounded_to)
    return Answer(asked, released, beside, tried)


def _side(
    name: str, title: str, definition: object, asked: Asked, years: Sequence[WarmYear], hidden: frozenset[int]
) -> Side:
    rules = read_definition(definition).rules
    return Side(name, title, rules, replay_years(years, rules, asked.school_keys, hidden))
