"""How a pupil stands against the absence limit over all open subjects: as seen, at least and at most."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    HIGH,
    LEFT_MIN,
    LOW,
    OVER_DISCRETION,
    OVER_LIMIT,
    PASSES,
    SEEN,
    SHARE_MAX,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled

HUNDREDTHS_AN_HOUR = 6000


@compiled
def write_standing(counted, is_untold, law, count, accounts, now, most):
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
