"""Against the absence limit, over all of a pupil's subjects: the highest share, the fewest hours left, the first to pass.

A subject is open while the pupil is a member of a group in it; others are left out.
"""

import numpy as np

from tettpaa.identify.indicators.fold.accounts import (
    add_unregistered, count_day, exempt_holy_days, open_accounts, open_and_close,
)  # fmt: skip
from tettpaa.identify.indicators.fold.codes import (
    HIGH, LEFT_MIN, LOW, NOT_YET, OVER_DISCRETION, OVER_LIMIT, PASSES, REPORTED_DAY, SEEN, SHARE_MAX,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.days import UNTOLD

PACE_DAYS = 20
WEEK = 7
HUNDREDTHS_AN_HOUR = 6000


@compiled
def fold_subjects(
    calendar, memberships, subjects, lessons, entries, kept, law, begins, passes_from, as_of, accounts, work
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
                place, entries, kept, memberships, lessons, law, is_holy, count, accounts, counted
            )
            is_stale = True
        if work.open[day] > 0:
            add_unregistered(memberships, lessons, day, count, accounts)
            is_stale = True
        if work.open[day] == UNTOLD and not is_untold:
            is_untold = is_stale = True
        if work.seen[day + 1, REPORTED_DAY] > work.seen[day, REPORTED_DAY]:
            work.reported_days[reported] = day
            reported += 1
        if day >= begins:
            _write(day, begins, is_stale, is_untold, law, count, accounts, work)
            is_stale = is_stale and day < begins
        if day >= passes_from:
            weeks = _weeks_left(calendar, law, day, count, reported, accounts, work)
            for case in range(3):
                work.subject[PASSES, case, day] = weeks


@compiled
def _write(day, begins, is_stale, is_untold, law, count, accounts, work):
    """A day's standing; the day before's where nothing has happened."""
    if day > begins and not is_stale:
        for part in range(PASSES):
            for case in range(3):
                work.subject[part, case, day] = work.subject[part, case, day - 1]
        return
    blind = 0
    for case in (SEEN, HIGH):
        blind = _sum_up(case, day, law, count, accounts, work)
    _bound(blind, is_untold, day, work.subject)


@compiled
def _sum_up(case, day, law, count, accounts, work):
    """The highest share, the fewest hours left and how many are over; answer how many used subjects have no plan."""
    share, left, over, beyond, known, blind = 0.0, np.inf, 0, 0, 0, 0
    for one in range(count):
        account = accounts[one]
        if not account.is_open:
            continue
        used = work.counted[day + 1, one] + (account.unregistered if case == HIGH else 0)
        if account.planned <= 0:
            blind += used > 0
            continue
        known += 1
        limit = account.planned * law.limit_percent
        share = max(share, used / account.planned)
        left = min(left, max(0, limit - used) / HUNDREDTHS_AN_HOUR)
        over += used > limit
        beyond += used > account.planned * law.discretion_percent
    work.subject[SHARE_MAX, case, day] = share if known else np.nan
    work.subject[LEFT_MIN, case, day] = left if known else np.nan
    work.subject[OVER_LIMIT, case, day] = over + (blind if case == HIGH else 0)
    work.subject[OVER_DISCRETION, case, day] = beyond + (blind if case == HIGH else 0)
    return blind


@compiled
def _bound(blind, is_untold, day, lines):
    """Least and most. Absence in a subject without planned hours, or days whose lessons are not known, may be anything."""
    for part in range(PASSES):
        lines[part, LOW, day] = lines[part, SEEN, day]
    lines[LEFT_MIN, LOW, day] = lines[LEFT_MIN, HIGH, day]
    lines[LEFT_MIN, HIGH, day] = lines[LEFT_MIN, SEEN, day]
    if is_untold or blind > 0:
        lines[SHARE_MAX, HIGH, day] = np.inf
        lines[LEFT_MIN, LOW, day] = np.nan if np.isnan(lines[LEFT_MIN, LOW, day]) else 0
    if is_untold:
        lines[OVER_LIMIT, HIGH, day] = np.inf
        lines[OVER_DISCRETION, HIGH, day] = np.inf


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
