"""The pass that keeps every school day: how much of it is registered, and how much of that the pupil was away."""

import numpy as np

from tettpaa.identify.indicators.fold.accounts import NO_ACCOUNT
from tettpaa.identify.indicators.fold.codes import ALL, REPORTED, SCHEDULED, SUBJECTS_AT_MOST, WHOLE
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.days import fold_days
from tettpaa.identify.indicators.fold.held import gather_lessons
from tettpaa.identify.indicators.fold.settle import settle
from tettpaa.identify.indicators.fold.shapes import ACCOUNT, KEPT, WORK
from tettpaa.identify.indicators.fold.year import are_alike, most_entries


@compiled
def fold_history(first, last, facts, as_of, first_weekday, away, known, told):
    """Fill for the pupils `first` up to `last` the sums after each school day: minutes away and registered, of the days
    with a registered lesson or a day missed, and how many such days.
    """
    room = np.zeros(1, WORK)
    kept = np.zeros(most_entries(facts.pupils, np.arange(first, last)), KEPT)
    accounts = np.zeros(SUBJECTS_AT_MOST, ACCOUNT)
    account_of = np.full(len(facts.subjects), np.int8(NO_ACCOUNT))
    members = 0
    for place in range(first, last):
        work = room[0]  # taken anew each time: see fold_year
        pupil = facts.pupils[place]
        calendar = facts.calendars[pupil.calendar]
        memberships = facts.memberships[pupil.memberships : pupil.memberships_end]
        entries = facts.entries[pupil.entries : pupil.entries_end]
        entries = entries[: settle(entries, as_of, facts.subjects, kept)]
        if place == first or not are_alike(facts, place - 1, place):
            members = gather_lessons(memberships, calendar, facts, as_of, members, accounts, account_of, work)
        fold_days(pupil, calendar, entries, kept, as_of, first_weekday, work)
        _add_up(work, calendar.before[as_of + 1], away[place], known[place], told[place])


@compiled
def _add_up(work, school_days, away, known, told):
    for number in range(school_days):
        row, before = work.seen[number + 1], work.seen[number]
        has_lesson = row[SCHEDULED] > before[SCHEDULED] and row[REPORTED] > before[REPORTED]
        is_told = row[WHOLE] > before[WHOLE] or has_lesson
        away[number + 1] = away[number] + (row[ALL] - before[ALL] if is_told else 0)
        known[number + 1] = known[number] + (row[REPORTED] - before[REPORTED] if is_told else 0)
        told[number + 1] = told[number] + is_told
