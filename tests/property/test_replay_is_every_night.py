"""A replay says what the flags would have said night by night, by what is known when the year is over."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn_cases import YEAR, a_case, a_rule
from tests.indicator_cases import columns_of
from tettpaa.identify.flags.judged import WORDS
from tettpaa.identify.flags.states import STATE_OF, raised_since
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.programs import programs_of
from tettpaa.identify.indicators.reference.case import Case
from tettpaa.identify.indicators.reference.numbers import Pupil
from tettpaa.identify.indicators.reference.verdicts import NOT, state_on
from tettpaa.identify.indicators.rules import Rule
from tettpaa.schools.places.school_year import first_day, last_day

# The drawn year holds 60 days from 18 August; the nights after it are few, and each costs the reference a whole year.
WEEKS = 17
NIGHTS = WEEKS * 7


def nights(case: Case, rule: Rule) -> Iterator[dt.date]:
    """The nights on which a flag is raised: asked of the reference and the flags' own states, one night after another."""
    pupil, stands = Pupil(case, last_day(YEAR)), None
    for night in (monday() + dt.timedelta(number) for number in range(NIGHTS)):
        state = state_on(pupil, rule, night) if night >= first_day(YEAR) else NOT
        before, stands = stands, raised_since(stands, STATE_OF[WORDS[state]], night)
        if stands is not None and before is None:
            yield night


def monday() -> dt.date:
    """Of the week with 1 August."""
    return first_day(YEAR) - dt.timedelta(first_day(YEAR).weekday())


@settings(max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_the_first_night_and_the_weeks_in_which_flags_are_raised(seed: int) -> None:
    draw = Random(seed)
    case, rules = a_case(draw), [a_rule(draw, f"r{number}") for number in range(3)]
    found = fold(columns_of([case]), last_day(YEAR), [], programs_of(rules, YEAR)).verdicts[0]
    for place, rule in enumerate(rules):
        raised = list(nights(case, rule))
        first = (
            first_day(YEAR) + dt.timedelta(int(found[place]["first_held"])) if found[place]["first_held"] >= 0 else None
        )
        weeks = [week for week in range(WEEKS) if int(found[place]["raised_weeks"]) >> week & 1]
        assert ([first] if first and first < monday() + dt.timedelta(NIGHTS) else []) == raised[:1], rule
        assert weeks == sorted({(night - monday()).days // 7 for night in raised}), rule
