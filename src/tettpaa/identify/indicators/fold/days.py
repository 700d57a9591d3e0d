"""What each school day held, added up day by day: a sum over any window is the difference of two rows.

`seen` holds what is known. Where a held lesson is not registered, `less` and `more` hold how far the least and the most
it can turn out to be are from that, the lesson taken as attended and as missed. Few days are in doubt, so only those have
a row (`known.py` adds them up).
"""

import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    ALL,
    ANY,
    DOC_NONE,
    FIRST,
    LAST,
    LATE,
    MARKS,
    MONDAY_FRIDAY,
    PARTIAL,
    REPORTED,
    REPORTED_DAY,
    SCHEDULED,
    SINGLE,
    UNDOC_SINGLE,
    UNDOC_WHOLE,
    UNKNOWN_CODE,
    UNREPORTED,
    WHOLE,
)  # fmt: skip
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.take import WHOLE_DAY

LONGEST_DAY = 24 * 60  # a whole day away where the lessons are not known may hide this many minutes
UNTOLD = -1  # in work.open: such a day
MONDAY, FRIDAY = 0, 4
NOT_WHOLE_DAY = np.uint32(0xFFFFFFFE)  # lesson 0 is a register for the whole day: neither first nor last


@compiled
def fold_days(pupil, calendar, entries, kept, as_of, first_weekday, work):
    """Fill the pupil's sums through `as_of`, given lessons and settled entries; answer whether anything is in doubt.

    Row n of the sums is after n school days.
    """
    place, is_in_doubt, count = np.int64(0), False, calendar.before[as_of + 1]
    for mark in range(MARKS):
        work.seen[0, mark] = 0
    for day in range(as_of + 1):
        work.open[day] = 0
    for number in range(count):
        day, row = np.int64(calendar.nth[number]), work.seen[number + 1]
        for mark in range(MARKS):
            row[mark] = work.seen[number, mark]
        row[SCHEDULED] += work.held[day]
        if place < len(entries) and entries[place].day == day:
            is_edge = _is_edge(day, first_weekday)
            place = _add_entries(place, entries, kept, day, is_edge, pupil.has_lessons, row, work)
        else:
            row[REPORTED] += work.registered[day]
            row[REPORTED_DAY] += work.registered[day] > 0 or work.held[day] == 0
            work.open[day] = work.held[day] - work.registered[day]
        row[UNREPORTED] += work.open[day] > 0
        is_in_doubt = is_in_doubt or work.open[day] != 0
    if is_in_doubt:
        _add_doubt(calendar, count, first_weekday, work)
    _most(count, is_in_doubt, work)
    return is_in_doubt


@compiled
def _most(count, is_in_doubt, work):
    """The most that the year so far can turn out to be."""
    for mark in range(MARKS):
        work.most[mark] = work.seen[count, mark]
        if is_in_doubt:
            work.most[mark] += work.more[work.doubts[count], mark]


@compiled
def _is_edge(day, first_weekday):
    weekday = (first_weekday + day) % 7
    return weekday == MONDAY or weekday == FRIDAY


@compiled
def _add_entries(place, entries, kept, day, is_edge, has_lessons, row, work):
    """Add a day that has entries; answer the place after its last."""
    minutes, undocumented, share, undocumented_share, missed = 0, 0, 0, 0, np.uint32(0)
    while place < len(entries) and entries[place].day == day:
        entry = entries[place]
        minutes += kept[place].minutes
        share += kept[place].hundredths
        if entries[kept[place].by].documentation == DOC_NONE:
            undocumented += kept[place].minutes
            undocumented_share += kept[place].hundredths
        if kept[place].minutes > 0 and entry.lesson > 0:
            missed |= np.uint32(1) << np.uint32(entry.lesson)
        row[LATE] += entry.is_late
        row[UNKNOWN_CODE] += entry.is_unknown_code
        place += 1
    _add_absence(day, is_edge, has_lessons, minutes, undocumented, share, undocumented_share, missed, row, work)
    return place


@compiled
def _add_absence(day, is_edge, has_lessons, minutes, undocumented, share, undocumented_share, missed, row, work):
    """Add what the day's entries come to. A day is whole when all that was held is missed, or a day was recorded."""
    held, registered = work.held[day], work.registered[day]
    is_whole = share >= WHOLE_DAY or (held > 0 and minutes >= held)
    is_absent = minutes > 0 or share > 0
    away = max(minutes, min(held, minutes + held * share // WHOLE_DAY))
    if is_whole:
        row[WHOLE] += WHOLE_DAY
        row[UNDOC_WHOLE] += WHOLE_DAY if undocumented > 0 or undocumented_share > 0 else 0
    else:
        row[WHOLE] += share
        row[UNDOC_WHOLE] += undocumented_share
        row[SINGLE] += minutes
        row[UNDOC_SINGLE] += undocumented
        row[PARTIAL] += is_absent
        row[FIRST] += (missed & _lowest(work.held_bits[day])) != 0
        row[LAST] += (missed & _highest(work.held_bits[day])) != 0
        work.open[day] = max(0, held - max(registered, minutes))
    if share > 0 and held == 0 and not has_lessons:
        work.open[day] = UNTOLD
    row[ALL] += away
    row[ANY] += is_absent
    row[MONDAY_FRIDAY] += is_absent and is_edge
    row[REPORTED] += max(registered, away)
    row[REPORTED_DAY] += is_absent or registered > 0 or held == 0


@compiled
def _lowest(bits):
    """The bit of the first lesson of a day, 0 if there is none."""
    bits = bits & NOT_WHOLE_DAY
    return bits & (~bits + np.uint32(1))


@compiled
def _highest(bits):
    """The bit of the last lesson of a day, 0 if there is none."""
    bits = bits & NOT_WHOLE_DAY
    while bits & (bits - np.uint32(1)):
        bits = bits & (bits - np.uint32(1))
    return bits


@compiled
def _count(bits):
    count = 0
    while bits:
        bits = bits & (bits - np.uint32(1))
        count += 1
    return count


@compiled
def _add_doubt(calendar, count, first_weekday, work):
    """Write what each day in doubt may take away or add, on top of those before it."""
    doubts = 0
    for mark in range(MARKS):
        work.less[0, mark], work.more[0, mark] = 0, 0
    work.doubts[0] = 0
    for number in range(count):
        day = np.int64(calendar.nth[number])
        if work.open[day] != 0:
            doubts += 1
            less, more = work.less[doubts], work.more[doubts]
            for mark in range(MARKS):
                less[mark], more[mark] = work.less[doubts - 1, mark], work.more[doubts - 1, mark]
            if work.open[day] == UNTOLD:
                more[ALL] += LONGEST_DAY
            else:
                before, row = work.seen[number], work.seen[number + 1]
                _doubt_day(day, _is_edge(day, first_weekday), before, row, less, more, work)
        work.doubts[number + 1] = doubts


@compiled
def _doubt_day(day, is_edge, before, row, less, more, work):
    """What a day with unregistered lessons may come to. If all that is registered is missed, it may be a whole day.

    Then its single hours, documented or not, may fall away into a day.
    """
    unregistered = work.open[day]
    away = row[SINGLE] - before[SINGLE]
    is_absent = row[ANY] > before[ANY]
    first, last = row[FIRST] - before[FIRST], row[LAST] - before[LAST]
    partly = row[PARTIAL] - before[PARTIAL]
    most = unregistered
    if away >= work.registered[day]:
        most -= 1  # all of it would make a day
        more[WHOLE] += WHOLE_DAY - (row[WHOLE] - before[WHOLE])
        more[UNDOC_WHOLE] += WHOLE_DAY - (row[UNDOC_WHOLE] - before[UNDOC_WHOLE])
        less[SINGLE] += away
        less[UNDOC_SINGLE] += row[UNDOC_SINGLE] - before[UNDOC_SINGLE]
        less[PARTIAL] += partly
        less[FIRST] += first
        less[LAST] += last
    more[SINGLE] += most
    more[UNDOC_SINGLE] += most
    more[ALL] += unregistered
    more[PARTIAL] += 1 - partly
    more[ANY] += not is_absent
    more[MONDAY_FRIDAY] += is_edge and not is_absent
    more[REPORTED] += unregistered
    more[REPORTED_DAY] += 1 - (row[REPORTED_DAY] - before[REPORTED_DAY])
    more[LATE] += _count(work.open_bits[day])
    more[FIRST] += (work.open_bits[day] & _lowest(work.held_bits[day])) != 0 and not first
    more[LAST] += (work.open_bits[day] & _highest(work.held_bits[day])) != 0 and not last
