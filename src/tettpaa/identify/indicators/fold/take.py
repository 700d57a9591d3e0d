"""From absence rows to entries: what the code means, whether the pupil was there to be absent, one entry a day."""

import numpy as np

from tettpaa.identify.indicators.fold.codes import DAY_UNIT, DAYS, DOC_NONE, LESSON_UNIT, NONE
from tettpaa.identify.indicators.fold.compiled import compiled
from tettpaa.identify.indicators.fold.shapes import ABSENCE, ENTRY

WHOLE_DAY = 100
HOUR = 60
LAST_LESSON, LAST_CLOCK = 99, 9999  # what lacks a lesson or a clock comes after what has one


@compiled
def take(
    first, last, run, end, columns, runs, codes, pupils, calendars, memberships, groups, subjects, subject_codes, entries,
):  # fmt: skip
    """Fill `entries`, from place `end` on, with those of the pupils `first` up to `last`, and write on each pupil where
    they lie.

    `columns` are the rows' columns in the order of ABSENCE; `runs` (pupil, from, to) where each pupil's rows
    lie, by pupil, theirs from number `run` on; `codes` the edges of each code's meanings, and those. Only school days
    of the pupil's own enrolment count, and rows of a group only while the pupil is a member (a group the pupil never
    was a member of is taken at the source's word).
    """
    one_row, one_entry, spare = np.empty(1, ABSENCE), np.empty(1, ENTRY), np.empty(1, ENTRY)
    for number in range(first, last):
        # Taken anew each time: a record does not keep its array, and Numba frees an array after its last use.
        row, entry = one_row[0], one_entry[0]
        pupil = pupils[number]
        calendar = calendars[pupil.calendar]
        pupil.entries = end
        while run < len(runs) and runs[run, 0] == number:
            for place in range(runs[run, 1], runs[run, 2]):
                _read(columns, place, row)
                entry.row = place
                if not (pupil.has_calendar and _give_meaning(row, codes, entry)):
                    continue
                if _give_group(row, pupil, calendar, memberships, groups, subject_codes, entry):
                    end = _spread(row, calendar, subjects, entry, entries, end)
            run += 1
        pupil.entries_end = end
        _put_in_order(entries[pupil.entries : end], columns[6], spare)


@compiled
def _read(columns, place, row):
    row.group = columns[0][place]
    row.hundredths = columns[1][place]
    row.on = columns[2][place]
    row.until = columns[3][place]
    row.unit = columns[4][place]
    row.lesson = columns[5][place]
    row.starts = columns[6][place]
    row.minutes = columns[7][place]
    row.subject = columns[8][place]
    row.code = columns[9][place]
    row.cause = columns[10][place]
    row.documentation = columns[11][place]
    row.is_late = columns[12][place]


@compiled
def _give_meaning(row, codes, entry):
    """Set cause and documentation, the row's own where given, else its code's; answer whether the row is taken.

    A code nobody has explained counts as undocumented, and is told apart. A late arrival is kept though it
    is no absence; one taken back is dropped.
    """
    counts, cause, documentation, is_unknown = True, 0, DOC_NONE, False
    if row.code != NONE:
        is_unknown = True
        edges, meanings = codes
        for place in range(edges[row.code], edges[row.code + 1]):
            if meanings[place].since <= row.on:
                is_unknown, counts = False, meanings[place].counts
                cause, documentation = meanings[place].cause, meanings[place].documentation
    entry.cause = row.cause if row.cause != NONE else cause
    entry.documentation = row.documentation if row.documentation != NONE else documentation
    entry.is_unknown_code = is_unknown
    entry.is_late = row.is_late
    if row.is_late:
        return row.minutes == NONE or row.minutes >= 0
    return counts


@compiled
def _give_group(row, pupil, calendar, memberships, groups, subject_codes, entry):
    """Set lesson, group and subject; answer False where the pupil has left the group, or not joined it yet."""
    entry.lesson = row.lesson if row.lesson != NONE else -1
    entry.group, entry.slot = -1, -1
    is_member, was_member = False, False
    for place in range(pupil.memberships, pupil.memberships_end):
        if memberships[place].key == row.group and not is_member:
            was_member = True
            is_member = memberships[place].since <= row.on <= memberships[place].until
            entry.group, entry.slot = memberships[place].group, memberships[place].slot
    if was_member and not is_member:
        return False
    if not was_member and row.group >= 0:
        place = _place_of(row.group, groups)
        if place >= 0:
            entry.group, entry.slot = place, groups[place].slot
    if row.subject != NONE:
        school = entry.slot // subject_codes if entry.slot >= 0 else -1
        if school < 0 and 0 <= row.on < DAYS:
            school = calendar.enrolled_at[row.on]
        entry.slot = school * subject_codes + row.subject if school >= 0 else -1
    return True


@compiled
def _place_of(key, groups):
    """The place of a group among those sorted by key, −1 if it is not there."""
    low, high = 0, len(groups)
    while low < high:
        middle = (low + high) // 2
        if groups[middle].key < key:
            low = middle + 1
        else:
            high = middle
    return low if low < len(groups) and groups[low].key == key else -1


@compiled
def _spread(row, calendar, subjects, entry, entries, end):
    """Write the row's entries from place `end`; answer the next free place.

    A lesson is one entry on its day. A day or an interval goes over its school days; one that ends before it
    begins is its first day.
    """
    begins, ends = row.on, row.on
    if row.unit != LESSON_UNIT and row.until != NONE and not row.is_late:
        ends = max(row.on, row.until)
    begins, ends = max(0, begins), min(DAYS - 1, ends)
    days = 0
    for day in range(begins, ends + 1):
        days += calendar.is_school_day[day]
    nth = np.int64(0)
    for day in range(begins, ends + 1):
        if calendar.is_school_day[day]:
            entry.day = day
            _give_amount(row, nth, days, subjects, entry)
            if entry.is_late or entry.minutes != 0 or entry.hundredths != 0:
                entries[end] = entry
                entry.is_unknown_code = False
                end += 1
            nth += 1
    return end


@compiled
def _give_amount(row, nth, days, subjects, entry):
    """Set the minutes, or hundredths of a day, of the row's school day number `nth` of `days`.

    Days are given out one to each school day until they are used up; without a number every school day is a
    whole one. Minutes of an interval are shared evenly, the rest to the first days.
    """
    entry.minutes, entry.hundredths = 0, 0
    minutes, hundredths = row.minutes, row.hundredths
    if row.is_late:
        return
    if row.unit == LESSON_UNIT:
        entry.minutes = minutes if minutes != NONE else _lesson_minutes(entry.slot, subjects)
    elif hundredths != NONE:
        sign = -1 if hundredths < 0 else 1
        entry.hundredths = sign * max(0, min(WHOLE_DAY, abs(hundredths) - nth * WHOLE_DAY))
    elif row.unit == DAY_UNIT or minutes == NONE:
        entry.hundredths = -WHOLE_DAY if minutes != NONE and minutes < 0 else WHOLE_DAY
    else:
        sign = -1 if minutes < 0 else 1
        entry.minutes = sign * (abs(minutes) // days + (1 if nth < abs(minutes) % days else 0))


@compiled
def _lesson_minutes(slot, subjects):
    """The subject's lesson length; where it is not known an hour, the law's unit."""
    if slot >= 0 and subjects[slot].lesson_minutes > 0:
        return subjects[slot].lesson_minutes
    return HOUR


@compiled
def _put_in_order(entries, starts, room):
    """By day, lesson, clock, documentation and cause. Rows lie nearly so already: each is moved back to its place."""
    for place in range(1, len(entries)):
        key = _order(entries[place], starts)
        if _order(entries[place - 1], starts) <= key:
            continue
        room[0] = entries[place]
        at = place
        while at > 0 and _order(entries[at - 1], starts) > key:
            entries[at] = entries[at - 1]
            at -= 1
        entries[at] = room[0]


@compiled
def _order(entry, starts):
    lesson = entry.lesson if entry.lesson >= 0 else LAST_LESSON
    clock = starts[entry.row]
    time = (np.int64(entry.day) * 100 + lesson) * 10000 + (clock if clock != NONE else LAST_CLOCK)
    return (time * 4 + entry.documentation) * 10 + entry.cause
