"""Against the absence limit, over all of a pupil's subjects: the highest share, the fewest hours left, the first to pass.

A subject is open while the pupil is a member of a group in it; others are left out.
"""

import numpy as np

from tettpaa.identify.indicators.fold.accounts import (
    add_unregistered,
    count_day,
    exempt_holy_days,
    open_accounts,
    open_and_close,
)  # fmt: skip
from tettpaa.identify.indicators.fold.codes import (
    HIGH,
    LEFT_MIN,
    LOW,
    NOT_YET,
    OVER_DISCRETION,
    OVER_LIMIT,
    PASSES,
    REPORTED_DAY,
    SEEN,
    SHARE_MAX,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.days import UNTOLD

PACE_DAYS = 20
WEEK = 7
HUNDREDTHS_AN_HOUR = 6000


@compiled
def fold_subjects(
    calendar, memberships, subjects, lessons, lessons_of, entries, kept, law, begins, passes_from, as_of, accounts, work
):
    """Fill the pupil's subject lines for the days `begins` through `as_of`; PASSES from the day `passes_from`."""
    count = open_accounts(memberships, entries, subjects, as_of, accounts, work)
    first_holy, last_holy = exempt_holy_days(entries, kept, law)
    place, reported, is_stale, is_untold = np.int64(0), 0, True, False
    for day in range(as_of + 1):
        counted = work.counted[day + 1]
        for one in range(count):
            counted[one] = work.counted[day, one]
            accounts[one].today = 0
        if work.boundary[day]:
            open_and_close(memberships, day, count, accounts)
            is_stale = True
        if place < len(entries) and entries[place].day == day:
            is_holy = day == first_holy or day == last_holy
            place = count_day(
                place, entries, kept, memberships, lessons, lessons_of, law, is_holy, count, accounts, counted
            )
            is_stale = True
        if work.open[day] > 0:
            add_unregistered(memberships, lessons, lessons_of, day, count, accounts)
            is_stale = True
        if work.open[day] == UNTOLD and not is_untold:
            is_untold = is_stale = True
        if work.seen[day + 1, REPORTED_DAY] > work.seen[day, REPORTED_DAY]:
            work.reported_days[reported] = day
            reported += 1
        if day > begins and not is_stale:
            _copy(work.subject[day - 1], work.subject[day])
        elif day >= begins:
            _write(day, is_untold, law, count, accounts, work)
            is_stale = False
        if day >= passes_from:
            weeks = _weeks_left(calendar, law, day, count, reported, accounts, work)
            for case in range(3):
                work.subject[day, case, PASSES] = weeks


@compiled
def _copy(before, now):
    """Nothing has happened since the day before."""
    for case in range(3):
        for part in range(PASSES):
            now[case, part] = before[case, part]


@compiled
def _write(day, is_untold, law, count, accounts, work):
    """A day's standing, as seen, at least and at most."""
    blind = 0
    for case in (SEEN, HIGH):
        blind = _sum_up(case, day, law, count, accounts, work)
    _bound(blind, is_untold, work.subject[day])


@compiled
def _sum_up(case, day, law, count, accounts, work):
    """The highest share, the fewest hours left and how many are over; answer how many used subjects have no plan.

    Shares are compared crosswise in whole numbers, and divided once.
    """
    highest, out_of, left, over, beyond, blind = np.int64(0), np.int64(0), np.int64(0), 0, 0, 0
    for one in range(count):
        account = accounts[one]
        if not account.is_open:
            continue
        used = np.int64(work.counted[day + 1, one]) + (account.unregistered if case == HIGH else 0)
        if account.planned <= 0:
            blind += used > 0
            continue
        limit = account.planned * law.limit_percent
        left = min(left, max(0, limit - used)) if out_of > 0 else max(0, limit - used)
        if used * out_of >= highest * account.planned:
            highest, out_of = used, account.planned
        over += used > limit
        beyond += used > account.planned * law.discretion_percent
    work.subject[day, case, SHARE_MAX] = highest / out_of if out_of > 0 else np.nan
    work.subject[day, case, LEFT_MIN] = left / HUNDREDTHS_AN_HOUR if out_of > 0 else np.nan
    work.subject[day, case, OVER_LIMIT] = over + (blind if case == HIGH else 0)
    work.subject[day, case, OVER_DISCRETION] = beyond + (blind if case == HIGH else 0)
    return blind


@compiled
def _bound(blind, is_untold, now):
    """Least and most. Absence in a subject without planned hours, or days whose lessons are not known, may be anything."""
    for part in range(PASSES):
        now[LOW, part] = now[SEEN, part]
    now[LOW, LEFT_MIN] = now[HIGH, LEFT_MIN]
    now[HIGH, LEFT_MIN] = now[SEEN, LEFT_MIN]
    if is_untold or blind > 0:
        now[HIGH, SHARE_MAX] = np.inf
        now[LOW, LEFT_MIN] = np.nan if np.isnan(now[LOW, LEFT_MIN]) else 0
    if is_untold:
        now[HIGH, OVER_LIMIT] = np.inf
        now[HIGH, OVER_DISCRETION] = np.inf


@compiled
def _weeks_left(calendar, law, day, count, reported, accounts, work):
    """Whole weeks until the first subject passes the limit at the pace of the last 20 registered school days.

    0 where one has; infinite where none will this year; nothing to say before 20 days or without days ahead.
    """
    gone = calendar.before[day + 1]
    ahead = calendar.before[len(calendar.before) - 1] - gone
    is_known = reported >= PACE_DAYS and ahead > 0
    fewest, known = np.inf, 0
    for one in range(count):
        account = accounts[one]
        if not account.is_open or account.planned <= 0:
            continue
        known += 1
        left = account.planned * law.limit_percent - work.counted[day + 1, one]
        if left < 0:
            return 0.0
        if is_known:
            used = work.counted[day + 1, one] - work.counted[work.reported_days[reported - PACE_DAYS], one]
            needed = left * PACE_DAYS // used + 1 if used > 0 else ahead + 1
            if needed <= ahead:
                fewest = min(fewest, np.ceil((calendar.nth[gone + needed - 1] - day) / WEEK))
    if known == 0:
        return np.nan
    return fewest if is_known else NOT_YET
