"""From the stores to indicators: a class of three through Delta tables and roster."""

import datetime as dt

import pytest

from tests.builders import FIRST_SCHOOL_DAY
from tests.cast import Cast
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.gauges import Gauge, Window, every_gauge
from tettpaa.knowledge.codes.models import AbsenceCode

TUESDAY = dt.date(2025, 10, 14)


@pytest.fixture
def county(cast: Cast) -> Cast:
    """Lessons in Norwegian every school day, a1 away three days, once with a code nobody has explained."""
    days = school_days_between(FIRST_SCHOOL_DAY, dt.date(2025, 12, 19))
    put(cast.school, "calendar", a_calendar())
    put(
        cast.school,
        "subjects",
        [{"subject_code": "NOR1267", "name": "Norsk", "planned_hours": 113.0, "lesson_minutes": 45}],
    )
    put(
        cast.school,
        "lessons",
        [a_lesson(cast.norwegian_a, day, n, registered=day < TUESDAY) for day in days for n in (1, 2)],
    )
    away = [an_absence(cast.pupils["a1"], cast.norwegian_a, day, n) for day in days[20:22] for n in (1, 2)]
    away.append(an_absence(cast.pupils["a1"], cast.norwegian_a, days[30], 2, code="?"))
    put(cast.school, "absences", away)
    AbsenceCode.objects.create(
        owner=cast.owner, code="X", documentation=AbsenceCode.Documentation.NONE, counts_as_absence=True
    )
    return cast


def values(cast: Cast, pupil: str, *gauges: Gauge, **scope) -> list[float]:
    columns = load(cast.owner, 2025, **scope)
    return fold(columns, TUESDAY, gauges, pupils=[columns.number_of(cast.pupils[pupil].key)]).values[0, 0].tolist()


GAUGES = (
    Gauge("absence_days"), Gauge("single_hours"), Gauge("unknown_code_rows"), Gauge("last_lesson_count"),
    Gauge("unreported_days"), Gauge("absence_days", Window(school_days=5)),
)  # fmt: skip


def test_a_pupil_is_the_same_read_alone_with_the_school_and_with_the_county(county: Cast) -> None:
    expected = [2, 0.75, 1, 1, 1, 0]
    assert values(county, "a1", *GAUGES) == expected
    assert values(county, "a1", *GAUGES, schools=[county.school.key]) == expected
    assert values(county, "a1", *GAUGES, pupils=[county.pupils["a1"].key]) == expected


def test_everything_in_the_catalogue_can_be_asked_of_everybody(county: Cast) -> None:
    columns = load(county.owner, 2025)
    assert fold(columns, TUESDAY, every_gauge()).values.shape == (8, 3, len(every_gauge()))


def test_a_day_of_absence_without_a_last_day_is_one_day(county: Cast) -> None:
    day = dt.date(2025, 9, 1)
    put(county.school, "absences", [{"pupil": county.pupils["a2"].key, "on": day, "unit": "day", "code": "X"}])
    assert values(county, "a2", Gauge("absence_days"), Gauge("current_streak")) == [1, 0]
