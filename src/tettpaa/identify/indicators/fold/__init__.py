"""The fold: one pass over each pupil's ordered school days gives every indicator and every rule's verdict.

Plain Python functions compiled with Numba, one small module per family:

    take.py       one pupil's absence rows as entries on school days, mapped, corrected, capped
    days.py       what each day held: whole day, minutes, first and last lesson, not registered
    sums.py       sums and shares over windows of school days
    streaks.py    consecutive days and weeks
    limit.py      the absence limit, subject by subject, in the order of events
    grades.py     grades as set by the day
    gauges.py     one indicator over one window, as a line over the days
    verdicts.py   rules over those lines: holds, does not, unknown
    year.py       the pass itself

The day axis is the school year's days, 0 for 1 August. Where lessons are not registered three lines
are kept: `seen` (what is known), `low` and `high` (the least and most it can turn out to be).
NUMBA_DISABLE_JIT=1 runs it uncompiled.
"""
