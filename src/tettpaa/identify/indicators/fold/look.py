"""One pupil's days and entries as the fold sees them, for showing what a number is made of."""

import numpy as np

from tettpaa.identify.indicators.fold.accounts import NO_ACCOUNT
from tettpaa.identify.indicators.fold.codes import SUBJECTS_AT_MOST
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.days import fold_days
from tettpaa.identify.indicators.fold.held import gather_lessons
from tettpaa.identify.indicators.fold.settle import settle
from tettpaa.identify.indicators.fold.shapes import ACCOUNT, KEPT, WORK


@compiled
def look(pupil, facts, as_of, first_weekday):
    """The sums after each school day as seen, and what is left of each entry through `as_of`."""
    room = np.zeros(1, WORK)
    work = room[0]
    calendar = facts.calendars[pupil.calendar]
    memberships = facts.memberships[pupil.memberships : pupil.memberships_end]
    entries = facts.entries[pupil.entries : pupil.entries_end]
    kept = np.zeros(len(entries), KEPT)
    entries = entries[: settle(entries, as_of, facts.subjects, kept)]
    accounts, account_of = np.zeros(SUBJECTS_AT_MOST, ACCOUNT), np.full(len(facts.subjects), np.int8(NO_ACCOUNT))
    gather_lessons(memberships, calendar, facts, as_of, 0, accounts, account_of, work)
    fold_days(pupil, calendar, entries, kept, as_of, first_weekday, work)
    seen = room[0].seen.copy()
    return seen, kept[: len(entries)].copy()
