"""Pupils' school years drawn at random: two schools, holidays, gaps in registration, corrections, unknown codes."""

import datetime as dt
from fractions import Fraction
from random import Random

from tettpaa.identify.indicators.gauges import Gauge, Window, every_gauge
from tettpaa.identify.indicators.reference.case import (
    AbsenceRow,
    Case,
    Code,
    Conduct,
    Enrolment,
    Grade,
    Group,
    Lesson,
    Membership,
    School,
    Subject,
)  # fmt: skip
from tettpaa.identify.indicators.rules import Condition, Rule

YEAR = 2025
BEGINS = dt.date(YEAR, 8, 18)
DAYS = [BEGINS + dt.timedelta(number) for number in range(60)]
WINDOWS = (Window(), Window(school_days=5), Window(school_days=20), Window(since=dt.date(2025, 9, 1)))
CODES = [
    Code("X", None, "", "none", True), Code("M", None, "a", "self", True), Code("D", None, "a", "health", True),
    Code("R", None, "c", "other", True), Code("R", DAYS[20], "", "none", False),
]  # fmt: skip


TOLD = [(None, "none"), ("a", "none"), ("a", "self"), ("a", "health"), ("b", "other"), ("c", "other")]


def a_case(draw: Random) -> Case:
    """One pupil. Rare things are made common: what never happens at a school must not break a number either."""
    has_two = draw.random() < 0.3
    groups = {"g1": Group("A", "NOR"), "g2": Group("A", "MAT"), "g3": Group("A", "NOR"), "k": Group("A", "")}
    subjects = {
        ("A", "NOR"): Subject(draw.choice([600, 3000, 1695, None]), draw.choice([45, 60, None]), True),
        ("A", "MAT"): Subject(draw.choice([500, 1200]), draw.choice([45, None])),
    }
    schools = {
        "A": School(
            _calendar(draw, 0.95), draw.random() < 0.9, draw.choice([None, DAYS[20]]), draw.choice([None, DAYS[30]])
        )
    }
    if has_two:
        schools["B"] = School(_calendar(draw, 0.9), draw.random() < 0.8)
        groups["h1"] = Group("B", "NOR")
        subjects["B", "NOR"] = Subject(700, 60)
    return Case(
        YEAR, schools, _enrolments(draw, has_two), groups, subjects, _memberships(draw, groups), _lessons(draw, groups),
        _absences(draw, list(groups)), CODES, _grades(draw), _conduct(draw),
        [(draw.choice(DAYS), draw.choice(["NOR", "KRO"]))] if draw.random() < 0.3 else [],
        {"admission_choice": 2} if draw.random() < 0.5 else {}, draw.choice([None, 0, 2]),
        draw.choice(["", "STUSP1", "HSHSF1"]),
    )  # fmt: skip


def some_gauges() -> list[Gauge]:
    """Every indicator, and those with windows over each kind of window."""
    return every_gauge() + [
        Gauge(one.indicator, window) for one in every_gauge() if one.described.is_windowed for window in WINDOWS
    ]


def a_rule(draw: Random, key: str) -> Rule:
    """Any of one or two clauses, each all of one or two conditions."""
    clauses = tuple(
        tuple(_condition(draw) for _ in range(draw.choice([1, 1, 2]))) for _ in range(draw.choice([1, 1, 2]))
    )
    return Rule(key, {}, {}, clauses, draw.choice([None, None, 38]), draw.choice([(), (), ("Vg1",)]))


def a_day(draw: Random) -> dt.date:
    """A day to ask on, before, in or after the drawn weeks."""
    return BEGINS + dt.timedelta(draw.randint(-3, 75))


def _condition(draw: Random) -> Condition:
    gauge = draw.choice(every_gauge())
    window = draw.choice(WINDOWS) if gauge.described.is_windowed else Window()
    comparison = draw.choice(["at_least", "at_least", "more_than", "at_most", "less_than", "equals"])
    return Condition(Gauge(gauge.indicator, window), comparison, draw.choice([0, 1, 1, 2, 3, 5, 10, 15]))


def _calendar(draw: Random, likely: float) -> set[dt.date] | None:
    if draw.random() >= likely:
        return None
    return {day for day in DAYS if day.weekday() < 5 and draw.random() < 0.9}


def _enrolments(draw: Random, has_two: bool) -> list[Enrolment]:
    if not has_two:
        since = draw.choice([BEGINS - dt.timedelta(20), BEGINS, draw.choice(DAYS)])
        until = draw.choice([None, None, draw.choice(DAYS)])
        until = None if until and until < since else until
        return [Enrolment("A", since, until, draw.choice(["Vg1", "Vg2", "10", ""]), draw.choice(["STUSP1----", ""]))]
    moves = draw.choice(DAYS)
    first = Enrolment("A", BEGINS - dt.timedelta(draw.choice([0, 5, 30])), moves, "Vg1", draw.choice(["STUSP1", ""]))
    since = moves + dt.timedelta(draw.choice([-2, 0, 1, 5]))
    if since <= first.since:
        return [first]
    until = draw.choice([None, draw.choice(DAYS)])
    until = None if until and until < since else until
    return [first, Enrolment("B", since, until, draw.choice(["Vg1", "Vg2"]), draw.choice(["STUSP1", "PBPBY1"]))]


def _memberships(draw: Random, groups: dict[str, Group]) -> list[Membership]:
    found = []
    for group in groups:
        for _ in range(draw.choice([0, 1, 1, 1, 2])):
            since, until = (draw.choice([None, None, draw.choice(DAYS)]) for _ in range(2))
            if since and until and until < since:
                since, until = until, since
            found.append(Membership(group, since, until))
    return found


def _lessons(draw: Random, groups: dict[str, Group]) -> list[Lesson]:
    found = []
    for group in groups:
        for day in DAYS:
            for number in range(5):
                if draw.random() < 0.15:
                    registered = (
                        day
                        if draw.random() < 0.5
                        else draw.choice([day, day + dt.timedelta(draw.randint(0, 10)), None])
                    )
                    found.append(Lesson(group, day, number, draw.choice([45, 60, 90]), registered))
    return found


def _absences(draw: Random, groups: list[str]) -> list[AbsenceRow]:
    found = [_absence(draw, groups) for _ in range(draw.randint(0, 25))]
    found += [row for row in found if draw.random() < 0.1]
    for _ in range(draw.choice([0, 1, 3])):
        found += _told_twice(draw, groups)
    return found


def _told_twice(draw: Random, groups: list[str]) -> list[AbsenceRow]:
    """A day of which the school has told more than once, with and without documentation: as days and as lessons."""
    on, lesson, group = draw.choice(DAYS), draw.choice([None, 1, 2]), draw.choice([None, *groups])
    days = [
        AbsenceRow(on, "day", days=draw.choice([None, Fraction(1), Fraction(1, 2)]), cause=cause, documentation=told)
        for cause, told in draw.choices(TOLD, k=draw.choice([1, 2, 3]))
    ]
    lessons = [
        AbsenceRow(on, lesson=lesson, minutes=draw.choice([45, 60]), group=group, cause=cause, documentation=told)
        for cause, told in draw.choices(TOLD, k=draw.choice([0, 1, 2]))
    ]
    return draw.sample(days + lessons, len(days + lessons))


def _absence(draw: Random, groups: list[str]) -> AbsenceRow:
    unit = draw.choice(["lesson"] * 6 + ["day", "interval"])
    on = BEGINS - dt.timedelta(3) if unit != "lesson" and draw.random() < 0.1 else draw.choice(DAYS)
    days = draw.choice([None, None, Fraction(1), Fraction(1, 2), Fraction(5, 2), Fraction(-1)])
    return AbsenceRow(
        on, unit, draw.choice([None, on + dt.timedelta(draw.randint(-3, 8))]), draw.choice([None, 0, 1, 2, 3, 4]),
        draw.choice([None, None, 480, 600]), draw.choice([None, 45, 60, 60, 90, 20, -45, -60, 300]),
        days if unit != "lesson" else None, draw.choice([None, *groups, *groups, "zz"]),
        draw.choice([None, None, None, "NOR", "MAT", "KRO"]), draw.choice([None, "X", "M", "D", "!", "R"]),
        draw.choice([None, None, None, "a", "c", "b"]), draw.choice([None, None, None, "none", "self", "health", "other"]),
        draw.random() < 0.08,
    )  # fmt: skip


def _grades(draw: Random) -> list[Grade]:
    return [
        Grade(draw.choice(DAYS), draw.choice(["NOR", "MAT", "KRO"]), draw.choice(["1", "2", "3", "4", "5", "6", "IV", "IM", "B"]),
              draw.choice(["term", "term", "exam"]))
        for _ in range(draw.choice([0, 0, 3, 8]))
    ]  # fmt: skip


CONDUCT_GRADES = [None, "G", "Ng", "Lg"]


def _conduct(draw: Random) -> list[Conduct]:
    return [
        Conduct(draw.choice(DAYS), draw.choice(CONDUCT_GRADES), draw.choice(CONDUCT_GRADES), draw.choice([None, 0, 2]))
        for _ in range(draw.choice([0, 1, 2]))
    ]  # fmt: skip
