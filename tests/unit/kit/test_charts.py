"""Where the drawings put things."""

import datetime as dt
from itertools import pairwise

import pytest

from tettpaa.kit.html.charts import calendar, development, sparkline, streams
from tettpaa.kit.html.charts.limit_bar import LIMIT_AT, LimitBar
from tettpaa.kit.html.charts.streams import Stream

FIRST, LAST = dt.date(2025, 8, 18), dt.date(2026, 6, 19)


def year(kind="present"):
    span = (FIRST + dt.timedelta(days=i) for i in range((LAST - FIRST).days + 1))
    return [calendar.CalendarDay(day, kind) for day in span if day.weekday() < 5]


def test_every_marked_day_of_the_year_is_drawn_once_in_its_weekday_row():
    days = year("undocumented")
    squares = [square for part in calendar.parts(days, FIRST, LAST) for square in part.squares]
    assert [square.day for square in squares] == days
    assert {(square.y - calendar.TOP) // calendar.STEP - square.day.on.weekday() for square in squares} == {0}


def test_no_two_days_share_a_square_and_none_lies_outside():
    for part in calendar.parts(year("late"), FIRST, LAST):
        places = [(square.x, square.y) for square in part.squares]
        assert len(set(places)) == len(places)
        assert max(x for x, _ in places) + calendar.SQUARE <= part.width
        assert max(y for _, y in places) + calendar.SQUARE <= part.height


def test_quiet_days_are_one_path():
    part = calendar.parts(year(), FIRST, LAST)[0]
    assert part.squares == []
    assert part.present.count("M") == len([day for day in year() if day.on <= part.last])


def test_months_to_come_are_left_out():
    first_term = [day for day in year() if day.on <= dt.date(2025, 10, 14)]
    (part,) = calendar.parts(first_term, FIRST, LAST)
    assert (part.first, part.last) == (FIRST, dt.date(2025, 11, 2))


def test_a_day_on_a_saturday_gets_a_row():
    (part,) = calendar.parts([calendar.CalendarDay(dt.date(2025, 8, 23), "late")], FIRST, dt.date(2025, 8, 30))
    assert len(part.weekdays) == 6


def test_each_kind_of_day_has_its_own_mark():
    marks = [mark for kind, mark in calendar.MARKS.items() if kind != "present"]
    assert len(set(marks)) == len(marks) and all(marks)


def test_the_limit_stands_at_the_same_place_whatever_it_is():
    for limit in (5.6, 14, 30):
        bar = LimitBar("Fag", limit, limit, limit)
        assert bar.counted_share == LIMIT_AT
        assert not bar.is_over


def test_a_bar_never_leaves_its_frame():
    bar = LimitBar("Fag", 5, 40, 40, projected=90, discretion=7.5)
    assert bar.counted_share == 100 and bar.projected_share == 0 and bar.discretion_share == LIMIT_AT * 1.5
    assert bar.is_over


def test_an_unknown_subject_has_no_length():
    bar = LimitBar("Fag", 14, None, None)
    assert (bar.counted_share, bar.used_share, bar.projected_share, bar.is_over) == (0, 0, 0, False)


@pytest.mark.parametrize(
    ("highest", "values"),
    [(5.5, [0, 2, 4, 6]), (0.3, [0, 0.5]), (0, [0, 0.5]), (6, [0, 2, 4, 6]), (100, [0, 50, 100]), (61, [0, 50, 100])],
)
def test_a_scale_begins_at_zero_and_has_round_steps(highest, values):
    assert development.scale(highest) == values


def test_bars_stand_on_the_ground_and_inside_the_drawing():
    weeks = [development.Week(34 + i, value, 2.0) for i, value in enumerate([1.0, 5.5, 0.0, None, 3.0])]
    drawn = development.drawing(weeks)
    assert {bar.y + bar.height for bar in drawn.bars} == {development.BOTTOM}
    assert all(bar.x >= development.LEFT_SHARE and bar.x + bar.width <= 100 for bar in drawn.bars)
    assert [week.number for _, week in drawn.unknown] == [37]


def test_weeks_to_come_are_not_called_unknown():
    drawn = development.drawing([development.Week(34, 1.0, 1.0), development.Week(35, None, 2.0)])
    assert drawn.unknown == []
    assert drawn.before_label.week.number == 35


def test_an_unknown_week_leaves_a_gap_in_the_line():
    weeks = [development.Week(i, None, value) for i, value in enumerate([1.0, 2.0, None, 3.0, 4.0])]
    assert len(development.drawing(weeks).segments) == 2


def test_the_two_labels_are_never_written_over_each_other():
    weeks = [development.Week(i, 4.0, 4.0) for i in range(20)]
    drawn = development.drawing(weeks)
    assert abs(drawn.now_label.y - drawn.before_label.y) >= development.LABEL_HEIGHT


def test_nothing_known_is_an_empty_drawing():
    drawn = development.drawing([development.Week(34, None)])
    assert (drawn.bars, drawn.segments, drawn.now_label, drawn.before_label) == ([], [], None, None)
    assert development.drawing([]).ticks == []


def test_a_sparkline_begins_at_zero_and_breaks_where_a_value_is_unknown():
    line = sparkline.sparkline([0, 4, None, 2])
    assert line.path.count("M") == 2
    assert line.path.startswith(f"M{sparkline.MARGIN}.0 {sparkline.HEIGHT - sparkline.MARGIN}.0L")
    assert line.last[1] == sparkline.HEIGHT / 2
    assert sparkline.sparkline([]).last is None


@pytest.mark.parametrize(
    ("now", "before", "way"), [(3, 2, "up"), (2, 3, "down"), (2, 2, "same"), (None, 2, "unknown"), (2, None, "unknown")]
)
def test_a_trend_needs_both_values(now, before, way):
    assert sparkline.direction(now, before) == way


FLOWING = [Stream(0, "a", "b", 60), Stream(0, "a", "c", 40), Stream(1, "b", "b", 60), Stream(1, "c", "b", 15),
           Stream(1, "c", "c", 25)]  # fmt: skip


def test_the_height_of_every_place_is_true_to_its_number():
    drawn = streams.drawing(FLOWING, "abc")
    assert {(place.column, place.name): place.count for place in drawn.places} == {
        (0, "a"): 100, (1, "b"): 60, (1, "c"): 40, (2, "b"): 75, (2, "c"): 25
    }  # fmt: skip
    assert {round(place.height / place.count, 3) for place in drawn.places} == {streams.TALL / 100}
    assert len(drawn.bands) == len(FLOWING)


def test_places_of_a_column_do_not_lie_over_each_other_and_nothing_is_outside():
    drawn = streams.drawing(FLOWING, "abc")
    for column in range(3):
        ends = [(place.y, place.y + place.height) for place in drawn.places if place.column == column]
        assert all(end + streams.GAP <= start for (_, end), (start, _) in pairwise(ends))
    assert max(place.y + place.height for place in drawn.places) < drawn.height


def test_what_is_not_told_is_not_drawn_and_hides_the_number_of_its_places():
    drawn = streams.drawing([*FLOWING[:4], Stream(1, "c", "c", None)], "abc")
    assert (len(drawn.bands), drawn.untold) == (4, 1)
    assert {(place.column, place.name): place.count for place in drawn.places}[2, "b"] == 75
    assert [place for place in drawn.places if (place.column, place.name) == (2, "c")] == []


def test_no_streams_are_no_drawing():
    drawn = streams.drawing([], "abc")
    assert (drawn.places, drawn.bands, drawn.untold) == ([], [], 0)
