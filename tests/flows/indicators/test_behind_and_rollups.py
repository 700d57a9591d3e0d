"""What a number is made of, and the numbers of groups and schools."""

import datetime as dt

import pytest

from tests.cast import Cast
from tests.flows.indicators.test_loading import TUESDAY, county  # noqa: F401 - the fixture
from tettpaa.identify.indicators.behind import rows_behind
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.gauges import Gauge
from tettpaa.identify.indicators.rollups import by_group, by_programme, by_school, everybody, rollups

AWAY = [dt.date(2025, 9, 15), dt.date(2025, 9, 16)]


@pytest.fixture
def columns(county: Cast) -> Columns:  # noqa: F811
    return load(county.owner, 2025)


def test_two_days_of_absence_are_two_days_with_their_four_rows(columns: Columns, county: Cast) -> None:  # noqa: F811
    behind = rows_behind(columns, Gauge("absence_days"), county.pupils["a1"].key, as_of=TUESDAY)
    assert [(each.on, each.amount, len(each.rows)) for each in behind] == [(day, 1, 2) for day in AWAY]
    rows = [row for each in behind for row in each.rows]
    assert [columns.date(day) for day in columns.raw["absences"]["on"][rows]] == [AWAY[0]] * 2 + [AWAY[1]] * 2


def test_a_subjects_share_names_what_counts_against_the_limit(columns: Columns, county: Cast) -> None:  # noqa: F811
    behind = rows_behind(columns, Gauge("subject_share_max"), county.pupils["a1"].key, as_of=TUESDAY)
    assert [each.amount for each in behind] == [0.75] * 5


def test_nothing_is_behind_what_was_known_at_the_start(columns: Columns, county: Cast) -> None:  # noqa: F811
    assert rows_behind(columns, Gauge("grunnskolepoeng"), county.pupils["a1"].key, as_of=TUESDAY) == []


def test_a_group_and_a_school_are_their_pupils(columns: Columns, county: Cast) -> None:  # noqa: F811
    groups = by_group(columns, as_of=TUESDAY)
    schools = by_school(columns, as_of=TUESDAY)
    norwegian, school, elsewhere = rollups(
        columns,
        [groups[county.norwegian_a.key], schools[county.school.key], schools[county.school_elsewhere.key]],
        as_of=TUESDAY,
    )
    assert (norwegian.pupils, norwegian.days, norwegian.hours, norwegian.median_days) == (3, 2, 0.75, 0)
    registered = 3 * 41 * 1.5  # three pupils, 41 registered days, two lessons of 45 minutes
    assert norwegian.share == pytest.approx(100 * 3.75 / registered)
    assert (school.pupils, school.days, school.unregistered) == (6, 2, 3)
    assert (elsewhere.pupils, elsewhere.days, elsewhere.share) == (1, None, None)


def test_everybody_is_those_enrolled_on_the_day(columns: Columns) -> None:
    assert len(everybody(columns, as_of=TUESDAY)) == 7
    assert len(everybody(columns, as_of=dt.date(2025, 8, 20))) == 8
    assert {area: len(pupils) for area, pupils in by_programme(columns, as_of=TUESDAY).items()} == {"": 7}
