"""A pupil's page takes the year apart day by day and subject by subject; the sums are the fold's own numbers."""

import math
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drawn_cases import a_case, a_day
from tests.indicator_cases import columns_of
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import SEEN
from tettpaa.identify.indicators.gauges import Gauge
from tettpaa.identify.indicators.nearest import LEVELS, Nearness, subjects_near
from tettpaa.pages.pupil.limits import SubjectLimit, limits_of, nearest_of
from tettpaa.pages.pupil.year import Day, PupilYear, year_of
from tettpaa.pages.weekly import weekly_shares

SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed: int) -> tuple[Columns, int, object, PupilYear | None]:
    draw = Random(seed)
    columns, as_of = columns_of([a_case(draw)]), a_day(draw)
    pupil = int(columns.pupils[0])
    return columns, pupil, as_of, year_of(columns, pupil, as_of)


def value(columns: Columns, as_of, indicator: str) -> float:
    return float(fold(columns, as_of, [Gauge(indicator)]).values[0, SEEN, 0])


def is_near(one: float, other: float) -> bool:
    return math.isclose(one, other, abs_tol=1e-9) or (math.isnan(one) and math.isnan(other))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_days_add_up_to_days_hours_and_what_is_not_registered(seed: int) -> None:
    columns, _pupil, as_of, year = drawn(seed)
    assert year is not None
    if not year.has_calendar:
        assert math.isnan(value(columns, as_of, "absence_days"))
        return
    assert is_near(sum(map(_days, year.days)), value(columns, as_of, "absence_days"))
    assert is_near(sum(map(_single_hours, year.days)), value(columns, as_of, "single_hours"))
    assert is_near(sum(day.away for day in year.days) / 60, value(columns, as_of, "all_hours"))
    if year.has_lessons:
        unregistered = sum(day.is_unreported for day in year.days)
        assert unregistered == value(columns, as_of, "unreported_days")


def _days(day: Day) -> float:
    return day.whole / 100


def _single_hours(day: Day) -> float:
    return 0.0 if day.is_whole_day else sum(each.minutes for each in day.absences) / 60


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_weeks_are_shares_of_the_same_hours(seed: int) -> None:
    columns, _pupil, as_of, year = drawn(seed)
    assert year is not None
    if not (year.has_calendar and year.has_lessons):
        return
    told: dict[int, list[int]] = {}
    for day in year.days:
        week = told.setdefault(day.on.isocalendar().week, [0, 0])
        week[0] += day.away
        week[1] += day.known
    expected = {week: 100 * away / known for week, (away, known) in told.items() if known}
    found = weekly_shares(columns, as_of)
    assert found.keys() == expected.keys()
    assert all(is_near(found[week], expected[week]) for week in found)
    away, known = (sum(week[place] for week in told.values()) for place in (0, 1))
    share = value(columns, as_of, "absence_share")
    assert is_near(100 * away / known, share) if known else not math.isfinite(share)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_subjects_stand_where_the_fold_says(seed: int) -> None:
    columns, pupil, as_of, year = drawn(seed)
    assert year is not None
    if not year.has_calendar:
        return
    limits = limits_of(year)
    settled = [limit.settlement for limit in limits if limit.settlement]
    left = min((float(each.left_minutes) / 60 for each in settled), default=math.nan)
    assert is_near(left, value(columns, as_of, "subject_hours_left_min"))
    over = sum(each.outcome != "within" for each in settled)
    assert over == value(columns, as_of, "subjects_over_limit")
    used = [limit for limit in limits if limit.settlement and limit.counted]
    nearest = nearest_of(columns, pupil, as_of)
    if nearest is None:
        assert not used
    else:
        assert nearest[1].left_minutes == min(limit.settlement.left_minutes for limit in used if limit.settlement)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_flags_name_the_subjects_that_the_page_shows_near_the_limit(seed: int) -> None:
    columns, _pupil, as_of, year = drawn(seed)
    assert year is not None
    near = Nearness(percent=5, weeks=6)
    found = subjects_near(columns, 0, as_of, near)
    if not year.has_calendar or not columns.parts["pupils"][0]["year_level"] & LEVELS:
        assert found == []
        return
    expected = [_near_words(limit) for limit in limits_of(year) if _is_near(limit, near, as_of)]
    assert sorted((each.code, each.left_hours, each.is_at_most) for each in found) == sorted(expected)


def _is_near(limit: SubjectLimit, near: Nearness, as_of) -> bool:
    if limit.settlement is None or not limit.counted:
        return False
    settlement, projection = limit.settlement, limit.projection
    if settlement.counted_minutes * 100 >= near.percent * settlement.planned_hours * 60 or not settlement.left_minutes:
        return True
    return bool(projection and projection.kind == "at_this_pace" and (projection.on - as_of).days <= near.weeks * 7)


def _near_words(limit: SubjectLimit) -> tuple[str, float, bool]:
    left = float(limit.settlement.limit_minutes - limit.settlement.counted_minutes) / 60
    return limit.subject.code, round(left, 4), limit.unregistered_minutes > 0
