"""Leaving during a school year as the Directorate count it: whom, and who has left. Counted by hand."""

import datetime as dt

import pytest

from tests.unit.look_back.completion_paths import a_pupil, a_year, day, enrolled
from tettpaa.look_back.completion.definitions import breaks_in_leaving, leaving_in, part_of
from tettpaa.look_back.completion.leaving import NOT_COUNTED, OPEN, outside, tell_leaving, years_of_pupils
from tettpaa.look_back.completion.rules import Path, Stay, age_on, is_counted, stay

NOW, BEFORE = leaving_in(2024), leaving_in(2017)
BORN_24, BORN_25 = day("2000-10-02"), day("1999-10-01")  # whole years on 1 October 2024


@pytest.mark.parametrize(
    ("told", "born", "now", "before"),
    [
        ({"status": "E"}, None, True, True),
        ({"status": "A"}, None, True, True),
        ({"status": "V"}, None, False, False),
        ({"status": "E", "has_adult_subject": True}, None, False, False),
        ({"status": None}, BORN_24, True, True),
        ({"status": None}, BORN_25, False, True),
        ({"status": None}, None, None, True),
    ],
    ids=["pupil", "individual plan", "adult", "an adult subject", "no status at 24", "at 25", "and no birth date"],
)
def test_whom_the_definition_counts(told, born, now, before):
    assert is_counted(a_year(2024, **told), born, NOW) is now
    assert is_counted(a_year(2017, **told), born, BEFORE) is before


def test_2018_breaks_the_series():
    assert breaks_in_leaving() == [2018]
    assert leaving_in(2018) == NOW != BEFORE


@pytest.mark.parametrize(
    ("enrolments", "expected"),
    [
        ([enrolled(2024, None)], (Stay.STAYED, None)),
        ([enrolled(2024, "2025-06-20")], (Stay.STAYED, None)),
        ([enrolled(2024, "2025-02-03", "FR")], (Stay.LEFT, day("2025-02-03"))),
        ([enrolled(2024, "2025-06-10", "FR")], (Stay.STAYED, None)),
        ([enrolled(2024, "2025-02-03", "PM")], (Stay.UNKNOWN, day("2025-02-03"))),
        ([enrolled(2024, "2025-02-03", "AS")], (Stay.ONWARDS, day("2025-02-03"))),
        ([enrolled(2024, "2025-02-03")], (Stay.UNKNOWN, day("2025-02-03"))),
        ([enrolled(2024, "2025-02-03", "QQ")], (Stay.UNKNOWN, day("2025-02-03"))),
        ([enrolled(2024, "2024-10-10", "AP"), enrolled(2024, None, begins="2024-10-11")], (Stay.STAYED, None)),
        ([enrolled(2024, "2024-10-10", "FR"), enrolled(2024, "2025-06-20", begins="2025-01-06")], (Stay.STAYED, None)),
        ([enrolled(2023, "2024-02-03", "FR")], (Stay.UNKNOWN, None)),
    ],
    ids=["open", "until June", "absence", "after the year", "leave", "another school", "no reason", "a code nobody knows",
         "changed programme", "came back", "another year"],
)  # fmt: skip
def test_how_a_school_year_went(enrolments, expected):
    assert stay(Path(enrolments=tuple(enrolments)), 2024) == expected


def test_a_leaving_lies_in_the_part_that_has_begun():
    days = ("2024-08-20", "2024-09-30", "2024-10-01", "2025-01-15", "2025-01-16", "2025-06-19")
    assert [part_of(day(each), 2024) for each in days] == [
        "before_october", "before_october", "first_term", "first_term", "spring", "spring"
    ]  # fmt: skip


def test_an_age_is_in_whole_years():
    assert [age_on(born, dt.date(2024, 10, 1)) for born in (BORN_24, BORN_25)] == [23, 25]


def test_a_school_counted_by_hand():
    """50 at the school: 6 left in the autumn, 5 in spring, 9 for another school; 5 adults, 2 with neither status nor age."""
    pupils = [a_pupil(n, [a_year(2024)], enrolments=[enrolled(2024, None)]) for n in range(23)]
    pupils += [a_pupil(n, [a_year(2024)], enrolments=[enrolled(2024, "2024-11-03", "FR")]) for n in range(23, 29)]
    pupils += [a_pupil(n, [a_year(2024)], enrolments=[enrolled(2024, "2025-03-03", "AR")]) for n in range(29, 34)]
    pupils += [a_pupil(n, [a_year(2024)], enrolments=[enrolled(2024, "2025-03-03", "AS")]) for n in range(34, 43)]
    pupils += [a_pupil(n, [a_year(2024, status="V")], enrolments=[enrolled(2024, None)]) for n in range(43, 48)]
    pupils += [a_pupil(n, enrolments=[enrolled(2024, "2024-09-03", "FR")]) for n in range(48, 50)]
    found = years_of_pupils(pupils, 2024, NOW)
    released = tell_leaving(found)
    assert (len(found), dict(outside(found))) == (50, {NOT_COUNTED: 5, OPEN: 2})
    assert {each: released.number(stay=each.value) for each in Stay} == {
        Stay.STAYED: 23, Stay.LEFT: 11, Stay.ONWARDS: 9, Stay.UNKNOWN: 0
    }  # fmt: skip
    assert [released.number(part=part) for part in ("before_october", "first_term", "spring")] == [0, 6, 5]
