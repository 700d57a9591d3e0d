"""Where two groups' lines and a difference's interval are drawn."""

import pytest

from tettpaa.kit.html.charts.beside import BOTTOM, EDGE, TOP, beside, interval_bar, reach_of


def test_lines_begin_at_zero_and_the_day_lies_between_before_and_after():
    drawn = beside([40, 40, 20, 0], [40, 40, 30, 30])
    assert drawn.first.points[-1][1] == BOTTOM and min(y for _x, y in drawn.first.points) >= TOP
    assert drawn.first.points[1][0] < drawn.begins < drawn.first.points[2][0]
    assert [number for _x, number in drawn.ticks] == [-2, -1, 1, 2]


def test_names_stand_clear_of_both_lines():
    drawn = beside([10, 40, 20, 5], [10, 40, 50, 30])
    heights = [y for line in (drawn.first, drawn.second) for _x, y in line.points]
    assert drawn.second.name_at[1] < min(heights) and drawn.first.name_at[1] > max(heights)
    assert beside([40, 40, 0, 0], [40, 40, 20, 20]).first.name_at[1] < BOTTOM, "the weeks' numbers stand below"


@pytest.mark.parametrize(("value", "reach"), [(0.3, 0.5), (7.2, 10), (12, 20), (0, 0.5)])
def test_the_scale_is_round_and_nothing_lies_beyond_it(value, reach):
    assert reach_of([value, -value / 2]) == reach


def test_an_interval_lies_on_its_side_of_none():
    bar = interval_bar(-4, -8, -1, 10)
    assert EDGE <= bar.low < bar.value < bar.high < bar.none == 50
    assert interval_bar(0, -30, 30, 10).high == 100 - EDGE
