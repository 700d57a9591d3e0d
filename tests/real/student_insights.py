"""Studentinsights' levels and its list of high absence (MIT) as rule sets of ours, and records that give each input."""

import datetime as dt
from fractions import Fraction

from tettpaa.identify.indicators.reference import case as told
from tettpaa.identify.indicators.reference.case import AbsenceRow, Case, Grade
from tettpaa.identify.indicators.rules import YEAR_LEVELS
from tettpaa.schools.places.school_year import school_year_of

SCHOOL_YEAR = 2017
SCHOOL, CLASS = "Skolen", "Klassen"
A_DAY_MINUTES = 360
RECENT = 45  # school days for the levels, days of the calendar for high absence
NO_DISCIPLINE = "the level is given by discipline actions, which are not kept here"
NO_RESTRICTED = "contacts have no restricted kind here"
EXCLUDED_PARTS = {
    "attendance_import": "rows of a file of another system, which is no source of ours",
}


def levels() -> dict:
    """Thresholds as the cases have them. A level's rules speak of grades or of absence; the highest that holds is it."""
    grades = [
        [{"indicator": "iv_or_1_count", "at_least": 1}, {"indicator": "core_low_count", "at_least": 3}],
        *([{"indicator": "iv_or_1_count", "at_least": failed}] for failed in (2, 3, 4)),
    ]
    absence = [
        [{"indicator": "absence_day_share", "window": {"school_days": RECENT}, "more_than": percent}]
        for percent in (5, 10, 15, 20)
    ]
    rules = [
        {"key": f"{kind}-{level}", "title": {"nb": f"Nivå {level}"}, "any": [{"all": conditions}]}
        for kind, of_level in (("academic", grades), ("absence", absence))
        for level, conditions in enumerate(of_level, 1)
    ]
    return {"title": {"nb": "Fire nivåer"}, "rules": rules}


def high_absence(now: dt.date, *, threshold: int, is_with_excused: bool) -> dict:
    """Days away since so many days ago; pupils below the first year of school are not looked at."""
    condition = {
        "indicator": "absence_days" if is_with_excused else "undocumented_days",
        "window": {"since": (now - dt.timedelta(days=RECENT)).isoformat()}, "at_least": threshold,
    }  # fmt: skip
    rule = {
        "key": "high",
        "title": {"nb": "Høyt fravær"},
        "year_levels": list(YEAR_LEVELS),
        "any": [{"all": [condition]}],
    }
    return {"title": {"nb": "Høyt fravær"}, "rules": [rule]}


def of_level(given: dict) -> Case:
    """A pupil with the grades, and with the attendance rate over the last 45 of 60 school days.

    Failed is 1, a D is 2, in core subjects, where we count low grades. Before the window the pupil is away every
    day, which must not matter. A rate that is no whole number of days has a part of a day.
    """
    days = _weekdays(dt.date(SCHOOL_YEAR, 8, 21), 60)
    case = _a_case(days, first_grade_on=days[0])
    case.absences = [AbsenceRow(day, "day", documentation="none") for day in days[:-RECENT]]
    case.absences += _away(days[-RECENT:], RECENT * (1 - Fraction(str(given["recent_absence_rate"]))))
    values = ["1"] * given["course_failures"] + ["2"] * given["course_ds"] + ["4"]
    case.grades = [Grade(days[-10], f"FAG{number}", value) for number, value in enumerate(values)]
    return case


def with_absences(now: dt.date, given: dict) -> Case:
    """A pupil away on days counted back from `now`. The cases know no calendar: every day is a school day."""
    first = dt.date(SCHOOL_YEAR, 8, 21)
    days = [first + dt.timedelta(days=number) for number in range((now - first).days + 1)]
    case = _a_case(days, year_level=given["grade"])
    documentation = {True: "other", False: "none", None: None}
    case.absences = [
        AbsenceRow(now - dt.timedelta(days=ago), "day", documentation=documentation[absence.get("excused")])
        for absence in given["absences"]
        for ago in absence["days_ago"]
    ]
    return case


def school_cases(students: list[dict], chosen: list[dict], *, is_with_excused: bool) -> tuple[list[Case], dt.date]:
    """The chosen of a school's pupils, and the last day. School days are those on which anybody was away."""
    days = sorted({dt.date.fromisoformat(each["occurred_at"][:10]) for one in students for each in one["absences"]})
    cases = []
    for one in chosen:
        case = _a_case(days, school_year=school_year_of(days[0]))
        case.absences = [
            AbsenceRow(dt.date.fromisoformat(each["occurred_at"][:10]), "day", documentation="none")
            for each in one["absences"] if is_with_excused or not each["excused"]
        ]  # fmt: skip
        cases.append(case)
    return cases, days[-1]


def _a_case(
    days: list[dt.date], *, year_level: str = "9", first_grade_on: dt.date | None = None, school_year: int = SCHOOL_YEAR
) -> Case:
    """A class that registers whole days, and as many core subjects as any case asks for."""
    return Case(
        school_year,
        {SCHOOL: told.School(set(days), delivers_lessons=True, first_grade_on=first_grade_on)},
        [told.Enrolment(SCHOOL, days[0], year_level=year_level)],
        groups={CLASS: told.Group(SCHOOL)},
        subjects={(SCHOOL, f"FAG{number}"): told.Subject(is_core=True) for number in range(8)},
        memberships=[told.Membership(CLASS)],
        lessons=[told.Lesson(CLASS, day, 0, A_DAY_MINUTES, day) for day in days],
    )


def _away(days: list[dt.date], amount: Fraction) -> list[AbsenceRow]:
    """So many days away, the last of them perhaps in part."""
    rows = [AbsenceRow(day, "day", documentation="none") for day in days[: int(amount)]]
    rest = amount - int(amount)
    return [*rows, AbsenceRow(days[len(rows)], "day", days=rest, documentation="none")] if rest else rows


def _weekdays(first: dt.date, count: int) -> list[dt.date]:
    days = (first + dt.timedelta(days=number) for number in range(2 * count))
    return [day for day in days if day.weekday() < 5][:count]
