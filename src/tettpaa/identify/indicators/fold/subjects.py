"""Against the absence limit, over all of a pupil's subjects: the highest share, the fewest hours left, the first to pass.

A subject is open while the pupil is a member of a group in it; others are left out.
"""

import numpy as np

from tettpaa.identify.indicators.fold.accounts import (
    NO_ACCOUNT,
    add_unregistered,
    close_accounts,
    count_event,
    count_shares,
    exempt_holy_days,
    gather_day,
    open_accounts,
    open_and_close,
)
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
    calendar, memberships, subjects, lessons, lesson_on, entries, kept, law, begins, passes_from, as_of, accounts,
    account_of, work,
):  # fmt: skip
    """Fill the pupil's subject lines for the days `begins` through `as_of`; PASSES from the day `passes_from`."""
    for part in range(PASSES):
        work.subject_most[part] = -np.inf
    count = open_accounts(memberships, entries, subjects, accounts, account_of, work)
    holy = exempt_holy_days(entries, kept, law)
    is_kept = begins < as_of or passes_from <= as_of  # else one row will do: nothing is asked of earlier days
    place, row, standing, reported, is_stale, is_untold = 0, 0, -1, 0, True, False
    for day in range(as_of + 1):
        if work.boundary[day]:
            open_and_close(memberships, day, count, accounts, account_of)
            is_stale = True
        is_absent = place < len(entries) and entries[place].day == day
        if is_absent or work.open[day] != 0:
            row = _next_row(row, is_kept, count, accounts, work)
            place = _count_day(
                place, day, entries, kept, memberships, lessons, lesson_on, law, holy, count, accounts, account_of,
                work.open[day], work.counted[row],
            )  # fmt: skip
            is_untold = is_untold or work.open[day] == UNTOLD
            is_stale = True
        work.row_of[day] = row
        if calendar.is_school_day[day] and _is_reported(calendar.before[day], work):
            work.reported_days[reported] = day
            reported += 1
        if is_stale and day >= begins:
            standing += 1
            _write(work.counted[row], is_untold, law, count, accounts, work.standing[standing], work.subject_most)
            is_stale = False
        work.standing_of[day] = standing
        if day >= passes_from:
            work.passes[day] = _weeks_left(calendar, law, day, count, reported, accounts, work)
    if not is_kept:
        _bound_most(work.counted[row], is_untold, law, count, accounts, work.subject_most)
    close_accounts(count, accounts, account_of)


@compiled
def _bound_most(counted, is_untold, law, count, accounts, most):
    """The most that can have been over on any day: what counts never falls, whether the subject was open or not."""
    over, beyond = 0, 0
    for one in range(count):
        account = accounts[one]
        used = np.int64(counted[one]) + account.unregistered
        over += used > account.planned * law.limit_percent
        beyond += used > account.planned * law.discretion_percent
    most[SHARE_MAX], most[LEFT_MIN] = np.inf, np.inf
    most[OVER_LIMIT] = np.inf if is_untold else over
    most[OVER_DISCRETION] = np.inf if is_untold else beyond


@compiled
def _count_day(
    place, day, entries, kept, memberships, lessons, lesson_on, law, holy, count, accounts, account_of, unregistered,
    counted,
):  # fmt: skip
    """Count a day's lesson entries, then its whole-day entries over the day's lessons; answer the next place."""
    begun, has_shares, is_holy = place, False, day == holy[0] or day == holy[1]
    while place < len(entries) and entries[place].day == day:
        slot, minutes = entries[place].slot, kept[place].minutes
        has_shares = has_shares or kept[place].hundredths > 0
        one = account_of[slot] if slot >= 0 and minutes > 0 else NO_ACCOUNT
        if one != NO_ACCOUNT:
            told = entries[kept[place].by]
            counted[one] = count_event(told, minutes, law, is_holy, accounts[one], counted[one])
        place += 1
    if has_shares or unregistered > 0:
        gather_day(memberships, lessons, lesson_on, day, count, accounts, account_of)
        count_shares(begun, place, entries, kept, law, is_holy, count, accounts, counted)
    if unregistered > 0:
        add_unregistered(count, accounts)
    return place


@compiled
def _next_row(row, is_kept, count, accounts, work):
    """The row of what counts for a day on which something happens: a new one, as it was so far, if all are kept."""
    for one in range(count):
        accounts[one].today = 0
    if not is_kept:
        return row
    for one in range(count):
        work.counted[row + 1, one] = work.counted[row, one]
    return row + 1


@compiled
def _is_reported(days, work):
    """Whether anything is registered on the school day after `days` others."""
    return work.seen[days + 1, REPORTED_DAY] > work.seen[days, REPORTED_DAY]


@compiled
def _write(counted, is_untold, law, count, accounts, now, most):
    """How it stands from a day on, as seen, at least and at most; and the most it has been."""
    blind = _sum_up(SEEN, counted, law, count, accounts, now[SEEN])
    if blind == 0 and _unregistered(count, accounts) == 0:
        for part in range(PASSES):
            now[HIGH, part] = now[SEEN, part]
    else:
        blind = _sum_up(HIGH, counted, law, count, accounts, now[HIGH])
    _bound(blind, is_untold, now)
    for part in range(PASSES):
        if np.isnan(now[HIGH, part]):
            most[part] = np.inf
        elif now[HIGH, part] > most[part]:
            most[part] = now[HIGH, part]


@compiled
def _unregistered(count, accounts):
    minutes = 0
    for one in range(count):
        minutes += accounts[one].unregistered
    return minutes


@compiled
def _sum_up(case, counted, law, count, accounts, now):
    """The highest share, the fewest hours left and how many are over; answer how many used subjects have no plan.

    Shares are compared crosswise in whole numbers, and divided once.
    """
    highest, out_of, left, over, beyond, blind = np.int64(0), np.int64(0), np.int64(0), 0, 0, 0
    for one in range(count):
        account = accounts[one]
        if not account.is_open:
            continue
        used = np.int64(counted[one]) + (account.unregistered if case == HIGH else 0)
        if account.planned <= 0:
            blind += used > 0
            continue
        limit = account.planned * law.limit_percent
        left = min(left, max(0, limit - used)) if out_of > 0 else max(0, limit - used)
        if used * out_of >= highest * account.planned:
            highest, out_of = used, account.planned
        over += used > limit
        beyond += used > account.planned * law.discretion_percent
    now[SHARE_MAX] = highest / out_of if out_of > 0 else np.nan
    now[LEFT_MIN] = left / HUNDREDTHS_AN_HOUR if out_of > 0 else np.nan
    now[OVER_LIMIT] = over + (blind if case == HIGH else 0)
    now[OVER_DISCRETION] = beyond + (blind if case == HIGH else 0)
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
    fewest, known, row = np.inf, 0, 0
    if is_known and work.reported_days[reported - PACE_DAYS] > 0:
        row = work.row_of[work.reported_days[reported - PACE_DAYS] - 1]
    for one in range(count):
        account = accounts[one]
        if not account.is_open or account.planned <= 0:
            continue
        known += 1
        counted = work.counted[work.row_of[day], one]
        left = account.planned * law.limit_percent - counted
        if left < 0:
            return 0.0
        if is_known:
            used = counted - work.counted[row, one]
            needed = left * PACE_DAYS // used + 1 if used > 0 else ahead + 1
            if needed <= ahead:
                fewest = min(fewest, np.ceil((calendar.nth[gone + needed - 1] - day) / WEEK))
    if known == 0:
        return np.nan
    return fewest if is_known else NOT_YET
