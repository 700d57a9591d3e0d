"""How many pupils a rule set would flag: last school year, and now, by school and contact teacher."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tettpaa.identify.flags.resident import Resident, resident
from tettpaa.identify.indicators.judge import HOLDS, verdicts
from tettpaa.identify.indicators.rules import Rule, read_definition
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import last_day, school_year_of

Counts = dict[int, dict[str, int]]  # school → contact teacher → pupils


@dataclass(frozen=True)
class Preview:
    """Pupils by school and contact teacher; None where nothing is held for last year. `as_of` is today."""

    last_year: Counts | None
    now: Counts
    as_of: dt.date


def preview(
    definition: Mapping, owner: Owner, schools: Sequence[int], today: dt.date, hidden: frozenset[int]
) -> Preview:
    """Flagged at any time last school year, and flagged today, without the `hidden` pupils (keys).

    A pupil with several flags is one pupil.
    """
    rules = read_definition(definition).rules
    year = school_year_of(today)
    before = resident(owner, schools, year - 1, last_day(year - 1), hidden)
    now = resident(owner, schools, year, today, hidden)
    return Preview(
        _counts(before, _ever(before, rules)) if len(before.columns.pupils) else None,
        _counts(now, _today(now, rules, today)), today,
    )  # fmt: skip


def _ever(held: Resident, rules: Sequence[Rule]) -> np.ndarray:
    found = verdicts(held.columns, rules, as_of=last_day(held.columns.school_year))
    return (found.first_held >= 0).any(axis=1)


def _today(held: Resident, rules: Sequence[Rule], today: dt.date) -> np.ndarray:
    return (verdicts(held.columns, rules, as_of=today).state == HOLDS).any(axis=1)


def _counts(held: Resident, is_flagged: np.ndarray) -> Counts:
    """Every contact teacher with pupils is there, also with none flagged."""
    counts: Counts = {}
    schools = held.columns.school_keys
    for school, teacher in set(zip(schools.tolist(), held.contact_teacher.tolist(), strict=True)):
        of_these = (schools == school) & (held.contact_teacher == teacher)
        counts.setdefault(school, {})[held.contact_teachers[teacher]] = int(is_flagged[of_these].sum())
    return counts
