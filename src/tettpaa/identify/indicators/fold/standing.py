"""How a pupil stands against the absence limit over all open subjects: as seen, at least and at most."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    BEYOND,
    BLIND,
    HIGH,
    HIGHEST,
    LEFT,
    LEFT_MIN,
    LOW,
    OUT_OF,
    OVER,
    OVER_DISCRETION,
    OVER_LIMIT,
    PASSES,
    SEEN,
    SHARE_MAX,
    SUMS,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled

HUNDREDTHS_AN_HOUR = 6000


@compiled
def add_up(is_anew, counted, law, count, accounts, sums):
    """Bring `sums` up to what the open accounts have come to; anew where a subject has opened or closed.

    What is used never falls, so most accounts stay as they were told.
    """
    if is_anew:
        _begin(law, count, accounts, sums)
    for one in range(count):
        account = accounts[one]
        if not account.is_open:
            continue
        seen, most = counted[one], counted[one] + account.unregistered
        if seen != account.seen:
            _count_subject(account, law, sums[SEEN], account.seen, seen)
        if most != account.most:
            _count_subject(account, law, sums[HIGH], account.most, most)
        account.seen, account.most = seen, most


@compiled
def _begin(law, count, accounts, sums):
    for case in (SEEN, HIGH):
        for part in range(SUMS):
            sums[case, part] = 0
    for one in range(count):
        accounts[one].seen, accounts[one].most = 0, 0
        if accounts[one].is_open:
            _count_subject(accounts[one], law, sums[SEEN], 0, 0)
            _count_subject(accounts[one], law, sums[HIGH], 0, 0)


@compiled
def _count_subject(account, law, sums, before, used):
    """Count a subject that has come from `before` to `used`. Shares are compared crosswise, in whole numbers."""
    if account.planned <= 0:
        sums[BLIND] += before <= 0 < used
        return
    limit, discretion = account.planned * law.limit_percent, account.planned * law.discretion_percent
    left = max(0, limit - used)
    sums[LEFT] = min(sums[LEFT], left) if sums[OUT_OF] > 0 else left
    if used * sums[OUT_OF] >= sums[HIGHEST] * account.planned:
        sums[HIGHEST], sums[OUT_OF] = used, account.planned
    sums[OVER] += before <= limit < used
    sums[BEYOND] += before <= discretion < used


@compiled
def write_standing(is_untold, sums, now, most):
    """How it stands from a day on, as seen, at least and at most; and the most it has been."""
    _write(sums[SEEN], 0, now[SEEN])
    _write(sums[HIGH], sums[HIGH, BLIND], now[HIGH])
    _bound(sums[HIGH, BLIND], is_untold, now)
    for part in range(PASSES):
        if np.isnan(now[HIGH, part]):
            most[part] = np.inf
        elif now[HIGH, part] > most[part]:
            most[part] = now[HIGH, part]


@compiled
def _write(sums, blind, now):
    """The highest share, the fewest hours left and how many are over; `blind` used subjects have no plan."""
    is_known = sums[OUT_OF] > 0
    now[SHARE_MAX] = sums[HIGHEST] / sums[OUT_OF] if is_known else np.nan
    now[LEFT_MIN] = sums[LEFT] / HUNDREDTHS_AN_HOUR if is_known else np.nan
    now[OVER_LIMIT] = sums[OVER] + blind
    now[OVER_DISCRETION] = sums[BEYOND] + blind


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
