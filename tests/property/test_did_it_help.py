"""Whatever the year: windows reach no unregistered day, one definition serves a pupil and a county, and nobody is chosen by
what came later.
"""

import dataclasses
import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.effects.county import begun, county, histories
from tettpaa.look_back.effects.comparing import rules_from
from tettpaa.look_back.effects.limits import limit_on
from tettpaa.look_back.effects.matching import usable_of
from tettpaa.look_back.effects.windows import SchoolDay, compare

FIRST = dt.date(2025, 8, 18)
RULES = rules_from(limit_on("window", FIRST), limit_on("group", FIRST))
A_YEAR = st.text("x.?", min_size=55, max_size=55)


@given(A_YEAR, st.integers(0, 55), st.data())
def test_the_countys_windows_are_the_pupils(year, starts, data):
    """Too early, too little, or told with the same days: `spans.py` and `windows.py` never disagree."""
    days = [
        SchoolDay(FIRST + dt.timedelta(days=n), told != "?", told == "x", told == "x") for n, told in enumerate(year)
    ]
    pupil = compare(days, FIRST + dt.timedelta(days=starts))
    usable = usable_of(histories([year]), begun((0, starts)), RULES.window)
    assert bool(usable.is_too_early[0]) == (pupil.verdict == "too_early")
    assert bool(usable.is_too_little[0]) == (pupil.verdict == "too_little")
    if pupil.verdict == "told":
        assert usable.spans.length[0] == pupil.before.school_days == pupil.after.school_days
        assert np.isclose(usable.spans.before[0], 100 * pupil.before.days_away / pupil.before.reported)
        assert np.isclose(usable.spans.after[0], 100 * pupil.after.days_away / pupil.after.reported)


@given(A_YEAR, st.integers(15, 35), st.sampled_from("x."))
def test_what_nobody_has_registered_changes_nothing(year, starts, hidden):
    """An unregistered day is neither presence nor absence, whatever it was."""
    seen = usable_of(histories([year]), begun((0, starts)), RULES.window)
    known = histories([year])
    away = np.array([[60 * (letter == "x" or (letter == "?" and hidden == "x")) for letter in year]])
    told = np.array([[letter != "?" for letter in year]])
    summed = np.concatenate([[[0]], np.cumsum(np.where(told, away, 0), axis=1)], axis=1)
    again = usable_of(dataclasses.replace(known, away=summed), begun((0, starts)), RULES.window)
    assert np.array_equal(seen.spans.before, again.spans.before) and np.array_equal(seen.spans.after, again.spans.after)


@given(st.lists(st.text("x.", min_size=50, max_size=50), min_size=6, max_size=12), st.data())
def test_nobody_is_chosen_by_what_came_later(years, data):
    """However all go on after the day it is decided, the same pupils are alike."""
    day = data.draw(st.integers(10, 30))
    other = [year[:day] + data.draw(st.text("x.", min_size=50 - day, max_size=50 - day)) for year in years]
    measures = begun((0, day), (1, day))
    seen, again = (county(each, measures, rules=RULES).sets for each in (years, other))
    assert np.array_equal(seen.of, again.of) and np.array_equal(seen.controls.pupils, again.controls.pupils)
