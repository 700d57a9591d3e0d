"""What a replay comes to, on pupils drawn by hand."""

import numpy as np
import pytest

from tettpaa.look_back.replay.beside import table_by
from tettpaa.look_back.replay.load import load_of, mean_a_week, weeks_by_step
from tettpaa.look_back.replay.measures import failed_subjects, lead_of, let_out, measures_of, table_of
from tettpaa.look_back.replay.outcomes import BREAK, FAILED, NEITHER, UNKNOWN
from tettpaa.look_back.replay.people import PERSON
from tettpaa.look_back.replay.replaying import Replayed
from tettpaa.trust.disclosure import HIDDEN

# Outcome, its day, first flag (−1: none): each so many times.
DRAWN = [
    (BREAK, 100, 40, 6), (BREAK, 100, 100, 2), (BREAK, 100, -1, 4), (FAILED, 300, 60, 5), (FAILED, 300, 310, 1),
    (NEITHER, -1, 50, 8), (NEITHER, -1, -1, 60), (UNKNOWN, -1, 20, 7), (UNKNOWN, -1, -1, 5),
]  # fmt: skip


def drawn(rows=DRAWN, weeks: int = 0) -> Replayed:
    people = np.zeros(sum(count for *_, count in rows), PERSON)
    people["outcome"], people["outcome_day"], first = (
        np.repeat([row[place] for row in rows], [row[3] for row in rows]) for place in range(3)
    )
    people["pupil"], people["sex"] = np.arange(len(people)), np.where(np.arange(len(people)) % 2, "k", "m")
    people["failed_subjects"] = np.where(people["outcome"] == FAILED, 2, 0)
    return Replayed(
        2024, people, first, np.where(first >= 0, 0, -1), np.full(len(people), weeks, np.uint64), np.array([3, 4])
    )


def told(one: Replayed, other: Replayed, *, is_exact: bool = True, group: str | None = None, grouping: str = ""):
    released = let_out(table_of([one], [other], grouping), is_exact=is_exact, rounded_to=1)
    return measures_of(released, "first", group), measures_of(released, "second", group)


def test_only_flags_before_the_outcome_count_as_caught():
    found, _ = told(drawn(), drawn())
    assert (found.caught["break"].part, found.caught["break"].whole) == (6, 12)
    assert (found.caught["failed"].part, found.caught["failed"].whole) == (5, 6)


def test_a_flag_on_the_day_or_later_is_neither_right_nor_wrong_and_the_unknown_are_apart():
    found, _ = told(drawn(), drawn())
    assert (found.right.part, found.right.whole) == (11, 19)
    assert found.unknown == 7
    assert (found.flagged.part, found.flagged.whole) == (26, 98)


def test_two_rule_sets_are_told_each_for_itself():
    nobody = [(outcome, day, -1, count) for outcome, day, _, count in DRAWN]
    first, second = told(drawn(nobody), drawn())
    assert first.caught["break"].part == 0
    assert first.right is None, "nobody was flagged: neither 0 nor 100 percent was right"
    assert second.caught["break"].part == 6


def test_small_numbers_are_hidden_from_who_may_not_see_the_pupils():
    few = [(BREAK, 100, 40, 2), (BREAK, 100, -1, 40), (NEITHER, -1, -1, 60)]
    exact, _ = told(drawn(few), drawn(few))
    hidden, _ = told(drawn(few), drawn(few), is_exact=False)
    assert exact.caught["break"].part == 2
    assert hidden.caught["break"] is HIDDEN


def test_groups_add_up_to_everybody():
    girls, boys = (told(drawn(), drawn(), group=sex, grouping="sex")[0] for sex in "km")
    whole, _ = told(drawn(), drawn(), grouping="sex")
    assert girls.caught["break"].whole + boys.caught["break"].whole == whole.caught["break"].whole
    assert girls.pupils + boys.pupils == whole.pupils == 98


def test_how_long_before():
    found = lead_of([drawn()], "break")
    assert (found.low, found.median, found.high) == (60, 60, 60)
    assert lead_of([drawn([(NEITHER, -1, 5, 3)])], "break") is None


def test_failed_subjects_are_counted_by_subject():
    assert failed_subjects([drawn()]) == (10, 12)


def test_the_work_of_a_week_is_pupils_with_a_new_flag():
    pupils = drawn([(NEITHER, -1, 5, 4)], weeks=0b1000)  # week 3 of the year
    pupils.people["teacher"] = [7, 7, 7, 0]
    load = load_of(pupils)
    assert load.by_teacher.tolist() == [[3, 0]]
    assert load.by_week.tolist() == [4, 0], "who has no contact teacher is work all the same"
    assert mean_a_week([load], 1) == pytest.approx(1.5)
    assert weeks_by_step([load]) == {"0": 1, "1": 0, "2": 1, "4": 0, "6": 0}


def test_beside_a_yardstick_only_flags_through_its_day_count():
    rows = [(BREAK, 200, 40, 3), (BREAK, 200, 120, 2), (NEITHER, -1, 90, 4)]
    pupils = drawn(rows)
    has_outcome = pupils.people["outcome"] == BREAK
    counts = table_by(pupils, pupils, 90, np.arange(9), has_outcome).counts
    assert {key: count for key, count in counts.items() if count} == {
        ("yes", "before", "before"): 3, ("yes", "not_before", "not_before"): 2, ("no", "before", "before"): 4,
    }  # fmt: skip
