"""Lesson rows laid out by group and day, as known on a day."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import DAYS
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.shapes import GROUP_DAY


@compiled
def spread_lessons(groups, group, day, lesson, minutes, registered, as_of):
    """(groups, days) of GROUP_DAY. A lesson registered after `as_of` is not registered; −1 is a group not here."""
    laid_out = np.zeros((groups, DAYS), GROUP_DAY)
    for row in range(len(group)):
        if group[row] < 0 or not 0 <= day[row] < DAYS:
            continue
        at = laid_out[group[row], day[row]]
        bit = np.uint32(1) << np.uint32(lesson[row])
        at.held += minutes[row]
        at.held_bits |= bit
        if registered[row] <= as_of:
            at.registered += minutes[row]
        else:
            at.open_bits |= bit
    return laid_out
