"""What the fold reads and writes: arrays of records with small integers, days counted from 1 August.

A slot is one subject at one school: school × number of subject codes + subject code. Records, not a
bundle of arrays for each: one is read as it lies, and the fold compiles in seconds, not minutes.
"""

from typing import NamedTuple

import numba
import numpy as np

from tettpaa.identify.indicators.fold.codes import (
    CONTEXT_PARTS,
    DAYS,
    GRADE_PARTS,
    MARKS,
    PASSES,
    SUBJECTS_AT_MOST,
    SUMS,
)


def record(fields: list) -> np.dtype:
    """The type of one record; uncompiled, its fields are read by name too."""
    plain = np.dtype(fields, align=True)
    return np.dtype((np.record, plain)) if numba.config.DISABLE_JIT else plain


# A pupil, and where the pupil's rows lie in the arrays below. `known` is NaN where unknown; `grades_due` and
# `conduct_due` are the days from which a pupil without any is unknown.
PUPIL = record([
    ("entries", "i8"), ("entries_end", "i8"), ("memberships", "i4"), ("memberships_end", "i4"), ("grades", "i4"),
    ("grades_end", "i4"), ("calendar", "i4"), ("grades_due", "i2"), ("conduct_due", "i2"), ("year_level", "i8"),
    ("has_calendar", "?"), ("has_lessons", "?"), ("known", "f8", (CONTEXT_PARTS,)),
])  # fmt: skip

# School days within enrolment; pupils with the same enrolments share one. `enrolled_at` is the school (−1: none),
# `before` counts the school days before a day, `nth` is the day of each school day.
CALENDAR = record([
    ("is_school_day", "u1", (DAYS,)), ("enrolled_at", "i2", (DAYS,)), ("before", "i2", (DAYS + 1,)), ("nth", "i2", (DAYS,)),
])  # fmt: skip

MEMBERSHIP = record([("key", "i8"), ("group", "i4"), ("slot", "i4"), ("since", "i2"), ("until", "i2")])

# Sorted by key; slot −1 where the group has no subject.
GROUP = record([("key", "i8"), ("slot", "i4")])

# By slot: planned minutes of the year and lesson length, 0 where unknown.
SUBJECT_SLOT = record([("planned", "i4"), ("lesson_minutes", "i4")])

# What an absence code means from a day on, in the order of days; `code` sorted.
CODE = record([("code", "i2"), ("since", "i2"), ("cause", "i1"), ("documentation", "i1"), ("counts", "?")])

# An absence row as the source gave it, NONE for what it did not; cause 0 none, 1–9 for a–i.
ABSENCE = record([
    ("group", "i8"), ("hundredths", "i4"), ("on", "i2"), ("until", "i2"), ("unit", "i2"), ("lesson", "i2"),
    ("starts", "i2"), ("minutes", "i2"), ("subject", "i2"), ("code", "i2"), ("cause", "i2"), ("documentation", "i2"),
    ("is_late", "?"),
])  # fmt: skip

# Absence on one school day, in the order of time. `row` is the absence row it comes from.
ENTRY = record([
    ("row", "i4"), ("group", "i4"), ("slot", "i4"), ("day", "i2"), ("minutes", "i2"), ("hundredths", "i2"),
    ("lesson", "i1"), ("cause", "i1"), ("documentation", "i1"), ("is_late", "?"), ("is_unknown_code", "?"),
])  # fmt: skip

# What is left of an entry after corrections; `by` is the place of the entry whose cause and documentation it has.
KEPT = record([("minutes", "i4"), ("hundredths", "i4"), ("by", "i4")])

# A group's day with lessons, in the order of days: minutes held and registered; lesson numbers held and not
# registered, as bits.
GROUP_DAY = record([
    ("day", "i2"), ("held", "i2"), ("registered", "i2"), ("held_bits", "u4"), ("open_bits", "u4"),
])  # fmt: skip

# Something set on a day: a grade (0–6, 0 is IV, −1 none of these), a notice, steps below Good, remarks.
GRADE = record([("day", "i2"), ("kind", "i2"), ("subject", "i4"), ("value", "i2"), ("is_core", "?")])

# § 9-8: how each cause and documentation is treated, percents, and how many holy days are exempt.
LAW = record([
    ("treats", "i1", (10, 4)), ("limit_percent", "i4"), ("discretion_percent", "i4"), ("holy_days", "i4"), ("is_known", "?"),
])  # fmt: skip


class Facts(NamedTuple):
    """All of it. `lessons_of` (groups, 2) says where a group's lessons begin and end; `law` is one record."""

    pupils: np.ndarray
    calendars: np.ndarray
    memberships: np.ndarray
    subjects: np.ndarray
    entries: np.ndarray
    lessons: np.ndarray
    lessons_of: np.ndarray
    grades: np.ndarray
    law: np.ndarray


# Rules as arrays: rule → its clauses (any) → their conditions (all): sign × gauge is at least the bound, in raw units.
GAUGE = record([("how", "i4"), ("part", "i4"), ("window", "i4"), ("number", "i4")])
CONDITION = record([("gauge", "i4"), ("sign", "i4"), ("bound", "f8")])
CLAUSE = record([("conditions", "i4"), ("conditions_end", "i4")])
RULE = record([("clauses", "i4"), ("clauses_end", "i4"), ("active_from", "i4"), ("year_levels", "i8")])


class Programs(NamedTuple):
    """Any number of rules; `year_levels` 0 is every level."""

    gauges: np.ndarray
    conditions: np.ndarray
    clauses: np.ndarray
    rules: np.ndarray


# What a rule says of a pupil: state on the day, the day it first held and since when it holds (NEVER_HELD: none); and
# as bits the weeks in which it raised a flag, 0 for the week with 1 August.
VERDICT = record([("state", "i2"), ("first_held", "i2"), ("held_since", "i2"), ("raised_weeks", "u8")])

# One of a pupil's subjects while the pupil is folded; minutes in hundredths. `seen` and `most` are what the sums over
# all subjects were last told.
ACCOUNT = record([
    ("slot", "i4"), ("planned", "i4"), ("today", "i4"), ("unregistered", "i4"), ("is_member", "?"), ("is_open", "?"),
    ("seen", "i4"), ("most", "i4"),
])  # fmt: skip

# Room for one pupil at a time; what is held stays for the next with the same memberships. Row n of `seen` is sums after n
# school days, `doubts` how many of those are in doubt; row k of `less` and `more` is what k days in doubt may take away
# or add. `counted` and `standing` have a row for each day on which something happens, `row_of` and `standing_of` the
# latest such row by day.
WORK = record([
    ("held", "i4", (DAYS,)), ("registered", "i4", (DAYS,)), ("held_bits", "u4", (DAYS,)), ("open_bits", "u4", (DAYS,)),
    ("held_in", "i2", (DAYS, SUBJECTS_AT_MOST)), ("registered_in", "i2", (DAYS, SUBJECTS_AT_MOST)),
    ("unregistered", "i4", (SUBJECTS_AT_MOST,)), ("open", "i4", (DAYS,)), ("seen", "i4", (DAYS + 1, MARKS)),
    ("doubts", "i4", (DAYS + 1,)), ("less", "i4", (DAYS + 1, MARKS)), ("more", "i4", (DAYS + 1, MARKS)),
    ("most", "i4", (MARKS,)),
    ("run", "i4", (DAYS + 1,)),
    ("counted", "i4", (DAYS + 1, SUBJECTS_AT_MOST)), ("row_of", "i4", (DAYS,)), ("boundary", "u1", (DAYS + 1,)),
    ("reported_days", "i4", (DAYS,)),
    ("standing", "f8", (DAYS + 1, 3, PASSES)), ("standing_of", "i4", (DAYS,)), ("passes", "f8", (DAYS,)),
    ("subject_most", "f8", (PASSES,)), ("sums", "i8", (3, SUMS)), ("grade", "f8", (GRADE_PARTS, DAYS)),
    ("state", "i1", (DAYS,)), ("clause", "i1", (DAYS,)),
])  # fmt: skip
