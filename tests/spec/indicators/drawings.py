"""Draws a pupil's weeks in letters, as a case for both engines.

A line is a school week from Monday, a word a day, a letter a lesson of 60 minutes:
    .  there             X  away, not documented     s  away, self-certified     d  away, doctor's note
    w  away, welfare, documented                     h  away, holy day, documented
    ?  nobody has registered                         l  late                     c  away, a code nobody has explained
A day of '-' has no school; 'D' is a whole day away as the source gives it, 'H' half a day; '+w' after a day is a row for
the whole day besides. Lesson 1 is Norwegian,
2 mathematics, 3 English, 4 and on physical education. The first line is week 34, from 18 August 2025.
"""

import datetime as dt
from fractions import Fraction

from tettpaa.identify.indicators.reference.case import (
    AbsenceRow,
    Case,
    Code,
    Enrolment,
    Group,
    Lesson,
    Membership,
    School,
    Subject,
)

YEAR = 2025
FIRST_MONDAY = dt.date(2025, 8, 18)
SUBJECTS = ("NOR", "MAT", "ENG", "KRO", "KRO", "KRO")
HOUR = 60
AWAY = {"X": ("", "none"), "s": ("a", "self"), "d": ("a", "health"), "w": ("b", "other"), "h": ("c", "other")}
CODES = [Code(letter, None, cause, documentation, True) for letter, (cause, documentation) in AWAY.items()]


def drawn(drawing: str, planned_hours: int = 100) -> tuple[Case, dt.date]:
    """The case, and the last day drawn."""
    school = School(set(), delivers_lessons=True)
    groups = {subject: Group("Skole", subject) for subject in SUBJECTS}
    subjects = {("Skole", code): Subject(planned_hours * HOUR, HOUR, code != "KRO") for code in SUBJECTS}
    case = Case(
        YEAR, {"Skole": school}, [Enrolment("Skole", FIRST_MONDAY, None, "Vg1", "STUSP1----")], groups, subjects,
        [Membership(group) for group in groups], codes=CODES,
    )  # fmt: skip
    last = FIRST_MONDAY
    for week, line in enumerate(drawing.strip().splitlines()):
        for weekday, word in enumerate(line.split()):
            day = FIRST_MONDAY + dt.timedelta(weeks=week, days=weekday)
            if word != "-":
                last = day
                _draw_day(case, day, word)
    return case, last


def _draw_day(case: Case, day: dt.date, drawn_day: str) -> None:
    case.schools["Skole"].school_days = {*(case.schools["Skole"].school_days or ()), day}
    word, *besides = drawn_day.split("+")
    letters = "...." if word in ("D", "H") else word
    for number, letter in enumerate(letters, 1):
        group = SUBJECTS[number - 1]
        case.lessons.append(Lesson(group, day, number, HOUR, None if letter == "?" else day))
        if letter in AWAY or letter in "lc":
            case.absences.append(
                AbsenceRow(day, lesson=number, minutes=HOUR, group=group, code=letter, is_late=letter == "l")
            )
    if word in ("D", "H"):
        case.absences.append(AbsenceRow(day, "day", days=Fraction(1, 1 if word == "D" else 2), code="X"))
    case.absences += [AbsenceRow(day, "day", days=Fraction(1), code=letter) for letter in besides]
