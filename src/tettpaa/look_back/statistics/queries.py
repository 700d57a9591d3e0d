"""Absence of sets of pupils, added together by what the reader asks for, as it may be told."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from django.db.models import Max

from tettpaa.look_back.statistics.models import WeeklyTotal
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import last_day
from tettpaa.trust.disclosure import HIDDEN, Hidden, Key, Number, Released, Table, release

OWNERS_KEPT, SCHOOLS_KEPT = 16, 64
# A share of last year: hidden where few were counted, None where it is unknown.
Before = float | Literal[Hidden.HIDDEN] | None
DIMENSIONS = ("school", "programme", "level")


@dataclass(frozen=True)
class Line:
    """One school, programme or level: pupils, and percent of registered hours away, this year and in the same weeks
    of the last. None is unknown, or hidden with the pupils.
    """

    key: str
    pupils: Number
    percent: float | None
    before: float | None


@dataclass(frozen=True)
class Development:
    """All the owner's pupils: ISO week → percent away, this year and the last; and lines by each dimension."""

    weeks: dict[int, float]
    weeks_before: dict[int, float]
    lines: dict[str, list[Line]]
    counted_on: dt.date | None


def development_of(owner: Owner, school_year: int, rounded_to: int) -> Development:
    """What the night counted, added up once for each night in this process. One read where it has been. Read only."""
    newest = WeeklyTotal.objects.filter(school__owner=owner).aggregate(pk=Max("pk"), on=Max("counted_on"))
    return _development(owner.pk, school_year, rounded_to, newest["pk"], newest["on"])


def forget_development() -> None:
    """Add up anew the next time somebody asks."""
    _development.cache_clear()
    _weeks_before.cache_clear()


@lru_cache(maxsize=OWNERS_KEPT)
def _development(
    owner: int, school_year: int, rounded_to: int, _newest: int | None, _counted_on: dt.date | None
) -> Development:
    now, before = (_totals(owner, year) for year in (school_year, school_year - 1))
    told = _released(now, rounded_to)
    same_weeks = {total.monday.isocalendar().week for total in now}
    compared = [total for total in before if total.monday.isocalendar().week in same_weeks]
    return Development(
        _weekly(now), _weekly(before),
        {name: _lines(name, now, compared, told) for name in DIMENSIONS},
        max((total.counted_on for total in now), default=None),
    )  # fmt: skip


def weeks_before_at(school: School, school_year: int) -> dict[int, float]:
    """ISO week → percent away of all the school's pupils then, the school year before. One read where it has been counted."""
    counted = WeeklyTotal.objects.filter(school=school).aggregate(pk=Max("pk"))["pk"]
    return _weeks_before(school.pk, school_year - 1, counted)


@lru_cache(maxsize=SCHOOLS_KEPT)
def _weeks_before(school: int, school_year: int, _newest: int | None) -> dict[int, float]:
    return _weekly(WeeklyTotal.objects.filter(school=school, school_year=school_year).order_by("monday"))


def before_at(school: School, school_year: int) -> dict[str, dict[str, Before]]:
    """Programme and level → group → percent away last year in the weeks counted this year, of a school's pupils then.

    They may have left, so it is told as it may be told to anybody. No pupils are counted aloud, so nothing is rounded. One read.
    """
    totals = list(
        WeeklyTotal.objects.filter(school=school, school_year__in=(school_year, school_year - 1)).select_related(
            "school"
        )
    )
    weeks = {total.monday.isocalendar().week for total in totals if total.school_year == school_year}
    before = [total for total in totals if total.school_year < school_year and total.monday.isocalendar().week in weeks]
    told = _released(before, rounded_to=1)
    return {
        "all": {"": HIDDEN if told.total is HIDDEN else _percent_by("school", before).get(school.name)},
        **{name: _told_by(name, before, told) for name in DIMENSIONS[1:]},
    }


def _told_by(name: str, totals: list[WeeklyTotal], told: Released) -> dict[str, Before]:
    percent = _percent_by(name, totals)
    return {key[0]: HIDDEN if pupils is HIDDEN else percent.get(key[0]) for key, pupils in told.view(name).items()}


def _totals(owner: int, school_year: int) -> list[WeeklyTotal]:
    totals = WeeklyTotal.objects.filter(school__owner=owner, school_year=school_year, monday__lte=last_day(school_year))
    return list(totals.select_related("school").order_by("monday"))


def _released(totals: Iterable[WeeklyTotal], rounded_to: int) -> Released:
    """How many pupils there are: each set counted once, by each dimension alone."""
    counts: dict[Key, int] = {(total.school.name, total.programme, total.level): total.pupils for total in totals}
    return release(Table(DIMENSIONS, counts), views=[(name,) for name in DIMENSIONS], rounded_to=rounded_to)


def _lines(name: str, now: list[WeeklyTotal], before: list[WeeklyTotal], told: Released) -> list[Line]:
    percent, earlier = _percent_by(name, now), _percent_by(name, before)
    return [
        Line(key[0], pupils, *((None, None) if pupils is HIDDEN else (percent.get(key[0]), earlier.get(key[0]))))
        for key, pupils in sorted(told.view(name).items())
    ]


def _percent_by(name: str, totals: Iterable[WeeklyTotal]) -> dict[str, float]:
    away: dict[str, float] = defaultdict(float)
    registered: dict[str, float] = defaultdict(float)
    for total in totals:
        key = total.school.name if name == "school" else getattr(total, name)
        away[key] += total.away_hours
        registered[key] += total.registered_hours
    return {key: 100 * away[key] / hours for key, hours in registered.items() if hours > 0}


def _weekly(totals: Iterable[WeeklyTotal]) -> dict[int, float]:
    """Percent away in each week of everybody together; a week nobody has registered in is left out."""
    away: dict[int, float] = defaultdict(float)
    registered: dict[int, float] = defaultdict(float)
    for total in totals:
        week = total.monday.isocalendar().week
        away[week] += total.away_hours
        registered[week] += total.registered_hours
    return {week: 100 * away[week] / hours for week, hours in registered.items() if hours > 0}
