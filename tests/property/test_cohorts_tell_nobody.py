"""All that is told of a cohort, put together, tells no small number: a linear programme that knows every table tries.

The attacker knows which programmes lie in which kind, that what is hidden is at least 1, and everything that is shown of the
whole and by each property.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tettpaa.look_back.completion.cohorts import Cohort, Member
from tettpaa.look_back.completion.rules import Outcome, Standing
from tettpaa.look_back.completion.telling import COMPLETED, COMPLETING, PROPERTIES, TOGETHER, Told, tell
from tettpaa.trust.disclosure import HIDDEN

K = 5
KINDS = {"ST": "general", "MD": "general", "BA": "vocational", "HS": "vocational"}
SEXES, BANDS, SCHOOLS = "km", ("< 30", "≥ 50"), (1, 2)


def a_member(programme: str, sex: str, band: str, school: int, outcome: Outcome) -> Member:
    return Member(2019, KINDS[programme], programme, school, sex, band, (Standing.VG1,), outcome)


# Everybody there could be, as the attacker sees it.
POSSIBLE = [a_member(*each) for each in product(KINDS, SEXES, BANDS, SCHOOLS, Outcome)]
Condition = Callable[[Member], bool]


@st.composite
def cohorts(draw) -> Cohort:
    """Some dozens to some hundreds of pupils; some outcomes, programmes and schools seldom."""
    weight = st.sampled_from((1, 2, 5, 30))
    of = [
        draw(st.lists(weight, min_size=len(each), max_size=len(each)))
        for each in (KINDS, SEXES, BANDS, SCHOOLS, Outcome)
    ]
    size = draw(st.integers(20, 400))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    places = [
        [list(values)[at] for at in rng.choice(len(values), size, p=np.array(weights) / sum(weights))]
        for values, weights in zip((KINDS, SEXES, BANDS, SCHOOLS, Outcome), of, strict=True)
    ]
    return Cohort(2019, tuple(a_member(*each) for each in zip(*places, strict=True)), dt.date(2025, 10, 1))


def told_numbers(told: Told) -> Iterator[tuple[Condition, object]]:
    """Whom each number that is told counts, and the number or that it is hidden."""
    yield (lambda one: True), told.starters
    for outcome, count in told.outcomes.items():
        yield (lambda one, o=outcome: one.outcome is o), count
    for name, groups in told.by.items():
        for group, part in groups.items():
            yield (lambda one, n=name, g=group: PROPERTIES[n](one) == g), part.released.number(**{name: group})
            for (value, called), count in part.released.view(name, "outcome").items():
                if value == group:
                    counted = _outcomes_in(called, part.apart)
                    yield (lambda one, n=name, g=group, o=counted: PROPERTIES[n](one) == g and one.outcome in o), count


def _outcomes_in(called: str, apart: frozenset[str]) -> frozenset[Outcome]:
    if called == COMPLETED:
        return frozenset(COMPLETING)
    if called != TOGETHER:
        return frozenset({Outcome(called)})
    rest = frozenset(outcome for outcome in Outcome if outcome.value not in apart)
    return rest - frozenset(COMPLETING) if COMPLETED in apart else rest


def counted(whom: Condition, members) -> np.ndarray:
    return np.array([whom(one) for one in members], dtype=float)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(cohort=cohorts())
def test_every_small_number_may_for_all_that_is_told_be_five_or_more(cohort):
    told = tell(cohort)
    numbers = list(told_numbers(told))
    shown = [(counted(whom, POSSIBLE), count) for whom, count in numbers if count is not HIDDEN]
    hidden = [counted(whom, POSSIBLE) for whom, count in numbers if count is HIDDEN]
    limits = {"bounds": (0, 10_000)}
    if shown:
        limits |= {"A_eq": csr_array(np.array([row for row, _ in shown])), "b_eq": [count for _, count in shown]}
    if hidden:
        limits |= {"A_ub": csr_array(-np.array(hidden)), "b_ub": -np.ones(len(hidden))}
    for whom, count in numbers:
        true = int(counted(whom, cohort.members).sum())
        assert count in (true, HIDDEN)
        if 0 < true < K:
            found = linprog(-counted(whom, POSSIBLE), **limits)
            assert found.status == 0, found.message
            assert -found.fun >= K - 1e-6, (true, told)


def test_most_of_a_county_is_told():
    """Without this, telling nothing would do."""
    rng = np.random.default_rng(1)
    places = [rng.choice(list(values), 500) for values in (list(KINDS), list(SEXES), BANDS, SCHOOLS)]
    ends = rng.choice(list(Outcome), 500, p=(0.6, 0.15, 0.05, 0.05, 0.1, 0.05))
    members = tuple(
        a_member(str(p), str(s), str(b), int(k), Outcome(e)) for p, s, b, k, e in zip(*places, ends, strict=True)
    )
    numbers = [count for _, count in told_numbers(tell(Cohort(2019, members, dt.date(2025, 10, 1))))]
    assert sum(count is not HIDDEN for count in numbers) > 0.9 * len(numbers) > 60
