"""Lesson rows added up by group and day, as known on a day."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import DAYS
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.shapes import GROUP_DAY


@compiled
def add_lessons(groups, runs, day, lesson, minutes, registered, as_of):
    """GROUP_DAY records, and where each group's begin and end.

    `runs` (group, from, to) are the rows of one group each, in the order of days. A lesson registered after `as_of`
    is not registered.
    """
    found = np.zeros(len(day), GROUP_DAY)
    edges = np.zeros((groups, 2), np.int64)
    end = 0
    for run in range(len(runs)):
        begins = end
        for row in range(runs[run, 1], runs[run, 2]):
            if not 0 <= day[row] < DAYS:
                continue
            if end == begins or found[end - 1].day != day[row]:
                found[end].day = day[row]
                end += 1
            at = found[end - 1]
            bit = np.uint32(1) << np.uint32(lesson[row])
            at.held += minutes[row]
            at.held_bits |= bit
            if registered[row] <= as_of:
                at.registered += minutes[row]
            else:
                at.open_bits |= bit
        edges[runs[run, 0], 0], edges[runs[run, 0], 1] = begins, end
    return found[:end].copy(), edges
