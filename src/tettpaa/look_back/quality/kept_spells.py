"""Spells of absence are the same all day: found once for each import, school and day, so that a page need not fold a year."""

import datetime as dt
from functools import lru_cache

from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.held import held_state
from tettpaa.identify.indicators.spells import Spell, spells
from tettpaa.look_back.quality.figures import least_spell
from tettpaa.look_back.quality.scope import Scope
from tettpaa.schools.places.models import Owner

# Schools whose leaders are likely to look on the same morning.
SCHOOLS_KEPT = 64


def spells_in(scope: Scope) -> tuple[Spell, ...]:
    """Those that began at the scope's schools; none where it has no school. The cache is this process's."""
    if not scope.schools:
        return ()
    schools = tuple(school.key for school in scope.schools)
    owner = scope.schools[0].owner_id
    return _spells(
        owner, schools, scope.school_year, scope.until, least_spell(scope.on), scope.hidden, held_state(owner)
    )  # fmt: skip


@lru_cache(maxsize=SCHOOLS_KEPT)
def _spells(
    owner: int, schools: tuple[int, ...], school_year: int, until: dt.date, least: int, hidden: frozenset[int], _held: tuple
) -> tuple[Spell, ...]:  # fmt: skip
    columns = load(Owner.objects.get(pk=owner), school_year, schools=schools, without=hidden)
    return tuple(each for each in spells(columns, as_of=until, least=least) if each.school in schools)
