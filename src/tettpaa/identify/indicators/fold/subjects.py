"""Against the absence limit, over all of a pupil's subjects: the highest share, the fewest hours left, the first to pass.

A subject is open while the pupil is a member of a group in it; others are left out.
"""

import numpy as np

from tettpaa.identify.indicators.fold.accounts import (
    close_accounts,
    count_day,
    exempt_holy_days,
    open_and_close,
    open_other_accounts,
    unregistered_on,
)
from tettpaa.identify.indicators.fold.codes import (
    LEFT_MIN,
    NOT_YET,
    OVER_DISCRETION,
    OVER_LIMIT,
    PASSES,
    REPORTED_DAY,
    SHARE_MAX,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.days import UNTOLD
from tettpaa.identify.indicators.fold.standing import add_up, write_standing

PACE_DAYS = 20
WEEK = 7


@compiled
def fold_last_day(memberships, subjects, entries, kept, law, as_of, members, accounts, account_of, work):
    """Fill the pupil's subject line of the day `as_of` alone, and the most there can have been on any day before."""
    count = open_other_accounts(entries, members, subjects, accounts, account_of)
    for one in range(count):
        work.counted[0, one] = 0
        accounts[one].unregistered = work.unregistered[one] if one < members else 0
    holy = exempt_holy_days(entries, kept, law)
    place, is_untold = np.int64(0), False
    while place < len(entries):
        day = np.int64(entries[place].day)
        place = count_day(
            place, entries, kept, law, holy, members, count, accounts, account_of, work.counted[0], work
        )  # fmt: skip
        is_untold = is_untold or work.open[day] == UNTOLD
        if work.held[day] > work.registered[day]:
            for one in range(members):
                left = unregistered_on(day, one, accounts[one].today, work) if work.open[day] > 0 else 0
                accounts[one].unregistered -= unregistered_on(day, one, 0, work) - left
    open_and_close(memberships, as_of, count, accounts, account_of)
    work.standing_of[as_of] = 0
    add_up(True, work.counted[0], law, count, accounts, work.sums)
    write_standing(is_untold, work.sums, work.standing[0], work.subject_most)
    _bound_most(work.counted[0], is_untold, law, count, accounts, work.subject_most)
    close_accounts(members, count, accounts, account_of)


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
def fold_subjects(
    calendar, memberships, subjects, entries, kept, law, begins, passes_from, as_of, members, accounts, account_of,
    work,
):  # fmt: skip
    """Fill the pupil's subject lines for the days `begins` through `as_of`; PASSES from the day `passes_from`."""
    count = open_other_accounts(entries, members, subjects, accounts, account_of)
    _begin_year(memberships, count, accounts, work)
    holy = exempt_holy_days(entries, kept, law)
    place, row, standing, reported = np.int64(0), np.int64(0), -1, 0
    is_other, is_stale, is_untold = True, True, False
    for day in range(as_of + 1):
        if work.boundary[day]:
            open_and_close(memberships, day, count, accounts, account_of)
            is_other, is_stale = True, True
        is_absent = place < len(entries) and entries[place].day == day
        if is_absent:
            row = _next_row(row, count, work)
            place = count_day(
                place, entries, kept, law, holy, members, count, accounts, account_of, work.counted[row], work
            )  # fmt: skip
            is_untold = is_untold or work.open[day] == UNTOLD
        if work.open[day] > 0:
            for one in range(members):
                accounts[one].unregistered += unregistered_on(day, one, accounts[one].today if is_absent else 0, work)
        is_stale = is_stale or is_absent or work.open[day] > 0
        work.row_of[day] = row
        if calendar.is_school_day[day] and _is_reported(calendar.before[day], work):
            work.reported_days[reported] = day
            reported += 1
        if is_stale and day >= begins:
            standing += 1
            add_up(is_other, work.counted[row], law, count, accounts, work.sums)
            write_standing(is_untold, work.sums, work.standing[standing], work.subject_most)
            is_other, is_stale = False, False
        work.standing_of[day] = standing
        if day >= passes_from:
            work.passes[day] = _weeks_left(calendar, law, day, count, reported, accounts, work)
    close_accounts(members, count, accounts, account_of)


@compiled
def _begin_year(memberships, count, accounts, work):
    """Nothing counted yet; and mark the days on which a subject opens or closes."""
    for part in range(PASSES):
        work.subject_most[part] = -np.inf
    for one in range(count):
        work.counted[0, one] = 0
        accounts[one].unregistered = 0
    for day in range(len(work.boundary)):
        work.boundary[day] = day == 0
    for place in range(len(memberships)):
        if memberships[place].slot >= 0:
            work.boundary[memberships[place].since] = 1
            work.boundary[memberships[place].until + 1] = 1


@compiled
def _next_row(row, count, work):
    """A new row of what counts, as it was so far, for a day on which something happens."""
    for one in range(count):
        work.counted[row + 1, one] = work.counted[row, one]
    return row + 1


@compiled
def _is_reported(days, work):
    """Whether anything is registered on the school day after `days` others."""
    return work.seen[days + 1, REPORTED_DAY] > work.seen[days, REPORTED_DAY]


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
