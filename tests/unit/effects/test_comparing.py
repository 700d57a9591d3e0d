"""Pupils with a measure beside like pupils without it, in counties small enough to count by hand."""

import dataclasses

import numpy as np
import pytest

from tests.unit.effects.county import RULES, begun, county, everybody
from tettpaa.look_back.effects.comparing import answer_of
from tettpaa.look_back.effects.estimating import Difference, student

# Two with the measure from the fifth day on, and four without: half the days away before, all of them.
WITH = ["xx.. ....", "x.x. x..."]
WITHOUT = ["xx.. xx..", "xx.. x...", "x.x. xx..", "x.x. xxx."]


def controls_of(found) -> dict[int, list[int]]:
    treated = found.usable.spans.pupils
    return {
        int(pupil): sorted(found.sets.controls.pupils[found.sets.of == place].tolist())
        for place, pupil in enumerate(treated)
    }


def test_each_is_held_beside_those_who_went_the_same_way_and_the_rest_is_subtraction():
    """With: 50 to 0 and 50 to 25, so down 37.5. Alike: 50 to (50+25)/2 and (50+75)/2, so up 0 in the mean."""
    found = county(WITH + WITHOUT, begun((0, 4), (1, 4)), rules=dataclasses.replace(RULES, least=2))
    assert controls_of(found) == {0: [2, 3], 1: [4, 5]}
    told = found.compare(everybody(found))
    assert (told.begun, told.compared, told.controls) == (2, 2, 4)
    assert told.found.value == pytest.approx(-37.5)
    assert told.with_it == pytest.approx([100, 50, 50, 0, 50, 0, 0, 0])
    assert told.without == pytest.approx([100, 50, 50, 0, 100, 75, 25, 0])


def test_the_error_counts_each_pupil_once_and_the_interval_is_students():
    """Two with the measure leave much to doubt."""
    found = county(WITH + WITHOUT, begun((0, 4), (1, 4)))
    told = found.compare(everybody(found)).found
    assert told.high - told.value == pytest.approx(told.value - told.low)
    assert told.low < -100 and told.high > 25


def test_another_level_another_time_or_another_course_is_not_alike():
    same = WITH + WITHOUT
    assert controls_of(county(same, begun((0, 4)), strata=[0, 0, 1, 0, 1, 0]))[0] == [3]
    assert controls_of(county(["xx.. ....", ".... ....", "..xx ...."], begun((0, 4)))) == {0: []}


def test_whoever_gets_it_later_is_without_it_until_then_and_nobody_is_like_herself():
    later = county(["xx.. ....", "xx.. ....", "xx.. ...."], begun((0, 4), (1, 5), decided=[3, 5]), rules=wide(3))
    assert controls_of(later)[0] == [1, 2]
    assert 0 not in controls_of(later)[0] and 0 not in controls_of(later).get(1, [])


def wide(least: int):
    return dataclasses.replace(RULES, window=dataclasses.replace(RULES.window, least=least, longest=least))


def test_between_the_day_it_is_decided_and_the_day_it_begins_nothing_is_counted():
    found = county(["xx.. xx ....", "xx.. .. ...."], begun((0, 6), decided=[4]))
    assert (found.usable.spans.before[0], found.usable.spans.after[0]) == (50, 0)


def test_too_few_too_early_and_not_alike_are_answers():
    rules = dataclasses.replace(RULES, least=3)
    few = county(WITH + WITHOUT, begun((0, 4), (1, 4)), rules=rules)
    assert few.compare(everybody(few)).answer == "too_few"
    early = county(WITH + WITHOUT, begun((0, 4), (1, 4), (2, 6)), rules=rules)
    assert early.compare(everybody(early)).answer == "too_early"
    alone = county([*WITH, ".... ...."], begun((0, 4), (1, 4)))
    assert alone.compare(everybody(alone)).answer == "not_alike"


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [(-3, -0.1, "less"), (-3, 0, "none_seen"), (0, 3, "none_seen"), (-1, 2, "none_seen"), (0.1, 3, "more")],
)
def test_a_difference_is_told_only_where_the_interval_leaves_none_out(low, high, answer):
    assert answer_of(Difference((low + high) / 2, low, high)) == answer


@pytest.mark.parametrize(("freedom", "value"), [(10, 2.2281), (19, 2.0930), (60, 2.0003), (1000, 1.9623)])
def test_students_t_is_that_of_the_tables(freedom, value):
    assert student(95, freedom) == pytest.approx(value, abs=2e-4)


def test_of_equally_near_not_the_same_few_are_taken_for_everybody():
    found = county(["xx.. ...."] * 12, begun((0, 4), (3, 4), (6, 4)))
    assert len(np.unique(found.sets.controls.pupils)) == 6
