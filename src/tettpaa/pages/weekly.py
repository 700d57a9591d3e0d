"""Percent of the hours away, week by week, for any set of pupils: hours nobody has registered are left out."""

import datetime as dt
from collections.abc import Collection, Sequence

import numpy as np

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.fold.codes import DAYS
from tettpaa.identify.indicators.fold.settle import settle
from tettpaa.identify.indicators.fold.shapes import KEPT, Facts
from tettpaa.kit.html.charts.development import Week

WHOLE_DAY = 100


def weeks_beside(
    now: tuple[Columns, dt.date], before: tuple[Columns, dt.date], pupils: Collection[int] | None = None
) -> list[Week]:
    """Each week of the school year with this year's share and last year's; none where no hour is registered.

    `now` and `before` are loaded years with the day they are seen from; `pupils` narrows to some of them.
    """
    this_year, last_year = weekly_shares(*now, pupils), weekly_shares(*before, pupils)
    if not this_year:
        return []
    return [Week(number, this_year.get(number), last_year.get(number)) for number in _school_weeks(now[0])]


def weekly_shares(columns: Columns, as_of: dt.date, pupils: Collection[int] | None = None) -> dict[int, float]:
    """ISO week → percent of the registered hours the pupils were away from; weeks without any are left out."""
    chosen = np.arange(len(columns.pupils)) if pupils is None else np.flatnonzero(np.isin(columns.pupils, list(pupils)))
    if not len(chosen):
        return {}
    away, told = _away_and_told(columns, chosen, as_of)
    weeks = _week_numbers(columns)
    found = {}
    for number in np.unique(weeks):
        minutes = told[weeks == number].sum()
        if minutes:
            found[int(number)] = 100 * float(away[weeks == number].sum() / minutes)
    return found


def _away_and_told(columns: Columns, chosen: np.ndarray, as_of: dt.date) -> tuple[np.ndarray, np.ndarray]:
    """Minutes away and minutes known about, by day of the year, over the chosen pupils' school days through the day."""
    facts, today = columns.facts(as_of), columns.day(as_of)
    away_in_all, told_in_all = np.zeros(DAYS, np.int64), np.zeros(DAYS, np.int64)
    for number in chosen:
        record = facts.pupils[number]
        held, registered = _lessons(facts, record)
        minutes, share = _absence(facts, record, today)
        away = np.maximum(minutes, np.minimum(held, minutes + held * share // WHOLE_DAY))
        is_school_day = facts.calendars[record["calendar"]]["is_school_day"][: today + 1] > 0
        away_in_all[: today + 1] += np.where(is_school_day, away[: today + 1], 0)
        told_in_all[: today + 1] += np.where(is_school_day, np.maximum(registered, away)[: today + 1], 0)
    return away_in_all, told_in_all


def _lessons(facts: Facts, record: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Minutes held and registered by day, in the pupil's groups while the pupil is a member."""
    held, registered = np.zeros(DAYS, np.int64), np.zeros(DAYS, np.int64)
    for membership in facts.memberships[record["memberships"] : record["memberships_end"]]:
        begins, ends = facts.lessons_of[membership["group"]]
        lessons = facts.lessons[begins:ends]
        since, until = np.searchsorted(lessons["day"], (membership["since"], membership["until"] + 1))
        within = lessons[since:until]
        held[within["day"]] += within["held"]
        registered[within["day"]] += within["registered"]
    return held, registered


def _absence(facts: Facts, record: np.ndarray, today: int) -> tuple[np.ndarray, np.ndarray]:
    """Minutes and hundredths of a day away by day, after corrections."""
    entries = facts.entries[record["entries"] : record["entries_end"]]
    kept = np.zeros(len(entries), KEPT)
    count = settle(entries, today, facts.subjects, kept)
    days = entries["day"][:count]
    minutes = np.bincount(days, kept["minutes"][:count], DAYS).astype(np.int64)
    return minutes, np.bincount(days, kept["hundredths"][:count], DAYS).astype(np.int64)


def _week_numbers(columns: Columns) -> np.ndarray:
    return np.array([columns.date(day).isocalendar().week for day in range(DAYS)])


def _school_weeks(columns: Columns) -> Sequence[int]:
    """The weeks of the schools' calendars, in the order of the school year."""
    is_school_day = columns.parts["calendars"]["is_school_day"].any(axis=0)
    return list(dict.fromkeys(columns.date(day).isocalendar().week for day in np.flatnonzero(is_school_day)))
