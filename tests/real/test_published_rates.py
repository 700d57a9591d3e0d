"""Rates others have published or expect come out to their decimals through our statistics."""

import datetime as dt
import json

import pytest

from tests.builders import SCHOOL_YEAR, a_group, a_person, a_school, an_owner, belong, enrol
from tests.cast import TODAY
from tests.indicator_cases import columns_of
from tests.real.student_insights import school_cases
from tests.records import a_lesson, an_absence, put, school_days_between
from tettpaa.identify.indicators.rollups import rollups
from tettpaa.look_back.statistics.jobs import count_schools
from tettpaa.look_back.statistics.models import WeeklyTotal
from tettpaa.look_back.statistics.queries import Line, development_of, forget_development
from tettpaa.schools.people.models import Enrolment
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
    found = {line.key: line.percent for line in development_of(owner, SCHOOL_YEAR, 1).lines["school"]}
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


def line_of_the_chosen(students: list[dict], chosen: list[dict], *, is_with_excused: bool) -> Line | None:
    """The chosen as one level of a school and the others as another, through records, the night's count and the owner's
    board. The days on which anybody was away are six school days of ours.
    """
    owner = an_owner("somerville")
    school = a_school(owner, "Skolen")
    group = a_group(school, "Klassen")
    told = sorted({each["occurred_at"] for one in students for each in one["absences"]})
    days = dict(zip(told, school_days_between(dt.date(2025, 9, 1), dt.date(2025, 9, 8)), strict=True))
    absences = []
    for one in students:
        pupil = a_person(owner, "Elev", one["local_id"])
        enrol(pupil, school)
        belong(pupil, group)
        level = "Vg1" if one in chosen else "Vg2"
        Enrolment.objects.filter(pupil=pupil).update(programme_code="STUSP1----", year_level=level)
        absences += [
            an_absence(pupil, group, days[each["occurred_at"]])
            for each in one["absences"] if is_with_excused or not each["excused"]
        ]  # fmt: skip
    put(school, "calendar", [{"on": day, "is_school_day": True} for day in days.values()])
    put(school, "lessons", [a_lesson(group, day) for day in days.values()])
    put(school, "absences", absences)
    count_schools(owner, TODAY)
    forget_development()  # a rolled back night leaves its numbers' names to the next
    return next((line for line in development_of(owner, SCHOOL_YEAR, 1).lines["level"] if line.key == "Vg1"), None)


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(9))
def test_studentinsights_school_and_its_parts_as_a_line_of_the_owners_board(student_insights, number):
    told, students = student_insights
    wanted = told["cases"][number]
    assert len(told["cases"]) == 9
    chosen = [one for one in students if all(one[name] == value for name, value in wanted["filter"].items())]
    found = line_of_the_chosen(students, chosen, is_with_excused=wanted["include_excused"])
    if not chosen:
        assert found is None and wanted["expected"]["attendance_rate"] is None
        return
    assert found.pupils == wanted["expected"]["students"]
    assert round(100 - found.percent, 3) == pytest.approx(wanted["expected"]["attendance_rate"])
