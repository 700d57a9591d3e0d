"""Rates others have published or expect come out to their decimals through our statistics."""

import datetime as dt
import json

import pytest

from tests.builders import SCHOOL_YEAR, a_school, an_owner
from tests.cast import TODAY
from tests.indicator_cases import columns_of
from tests.real.student_insights import school_cases
from tettpaa.identify.indicators.rollups import rollups
from tettpaa.look_back.statistics.models import WeeklyTotal
from tettpaa.look_back.statistics.queries import development_of
from tettpaa.schools.places.models import Owner
from tettpaa.trust.disclosure import proportion

# England's: name of the published percentage → the codes or sums it is made of.
MADE_OF = {
    "authorised_absence_perc": ("authorised",), "unauthorised_absence_perc": ("unauthorised",),
    "overall_absence_perc": ("authorised", "unauthorised"), "attendance_perc": ("overall_attendance",),
    "illness_perc": ("I",), "unauth_hol_perc": ("G",), "auth_excluded_perc": ("E",),
}  # fmt: skip


@pytest.fixture(scope="module")
def england(real_data) -> list[dict]:
    """Areas and phases, with counts of sessions and the published percentages."""
    return json.loads((real_data / "dfe-attendance" / "cases.json").read_text("utf-8"))["cases"]


@pytest.fixture(scope="module")
def student_insights(real_data) -> tuple[dict, list[dict]]:
    folder = real_data / "studentinsights"
    told = json.loads((folder / "cases.json").read_text("utf-8"))["school_statistics"]
    return told, json.loads((folder / told["fixture"]).read_text("utf-8"))["students_with_events"]


def sessions(case: dict, parts: tuple[str, ...]) -> int:
    return int(sum(case["counts"].get(part, case.get(part, 0)) for part in parts))


def test_every_percentage_of_england_is_the_proportion_of_its_counts(england):
    checked = 0
    for case in england:
        for name, expected in case["expected_percent"].items():
            found = proportion(sessions(case, MADE_OF[name]), int(case["possible_sessions"]))
            assert 100 * found.value == pytest.approx(expected, abs=1e-9), (case["area"], case["phase"], name)
            assert found.low < found.value < found.high or found.part == 0
            checked += 1
    assert checked == 60 * len(MADE_OF)


@pytest.mark.django_db
def test_england_s_areas_through_our_weeks(england):
    """Each area and phase as a school whose sessions away and possible are one week's hours."""
    owner: Owner = an_owner("england")
    expected = {}
    for case in england:
        school = a_school(owner, f"{case['area']}, {case['phase']}")
        expected[school.name] = case["expected_percent"]["overall_absence_perc"]
        WeeklyTotal.objects.create(
            school=school, school_year=SCHOOL_YEAR, programme="", level="", monday=dt.date(2025, 9, 1), pupils=100,
            away_hours=sessions(case, ("authorised", "unauthorised")), registered_hours=case["possible_sessions"],
            counted_on=TODAY,
        )  # fmt: skip
    found = {line.key: line.percent for line in development_of(owner, SCHOOL_YEAR).lines["school"]}
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("number", range(9))
def test_studentinsights_school_and_its_parts(student_insights, number):
    """Days of absence, pupil-days and the rate of attendance, of the school, a house, a grade, a counselor or a class."""
    told, students = student_insights
    wanted = told["cases"][number]
    chosen = [one for one in students if all(one[name] == value for name, value in wanted["filter"].items())]
    expected = wanted["expected"]
    assert len(chosen) == expected["students"]
    if not chosen:
        assert expected["attendance_rate"] is None
        return
    cases, as_of = school_cases(students, chosen, is_with_excused=wanted["include_excused"])
    (found,) = rollups(columns_of(cases), [range(len(cases))], as_of=as_of)
    assert (found.pupils, found.days) == (expected["students"], expected["absences"])
    assert found.share == pytest.approx(100 * expected["absences"] / expected["student_days"])
    assert round(100 - found.share, 3) == pytest.approx(expected["attendance_rate"])
