"""What an owner's own stairs must say before they hold, how they read for whom, and the form's rows."""

import datetime as dt
from dataclasses import replace

import pytest

from tettpaa.follow_up.stairs.ends import ENDS
from tettpaa.follow_up.stairs.fault_words import fault_words
from tettpaa.follow_up.stairs.holders import EMPLOYED_AS
from tettpaa.follow_up.stairs.reading import data_of, stairs_from
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import FLAG, PLAN, ROLES, Holding, Stairs, change_of
from tettpaa.follow_up.stairs.validity import Fault, faults_in, faults_in_draft
from tettpaa.pages.stairs.own.rows import TOTAL, rearranged

WAYS = ("in_person", "phone", "message", "home_visit")
GLEMMEN, PLAN_DUE = shipped_stairs()["glemmen"], shipped_stairs()["plan_due"]


def faults(stairs: Stairs) -> list[Fault]:
    return faults_in(stairs, WAYS, ENDS)


def with_step(step: int, stairs: Stairs = GLEMMEN, **changed) -> Stairs:
    steps = list(stairs.stairs)
    steps[step] = replace(steps[step], **changed)
    return replace(stairs, stairs=tuple(steps))


@pytest.mark.parametrize("stairs", shipped_stairs().values(), ids=shipped_stairs())
def test_what_is_shipped_may_hold_and_is_read_back_as_it_was_written(stairs):
    assert faults(stairs) == []
    assert stairs_from(stairs.key, data_of(stairs), stairs.valid_from) == stairs


@pytest.mark.parametrize(
    ("stairs", "fault"),
    [
        (replace(GLEMMEN, words={"nb": " "}), Fault(None, "nb", "no_name")),
        (replace(GLEMMEN, source=""), Fault(None, "source", "no_source")),
        (replace(GLEMMEN, ends=frozenset()), Fault(None, "ends", "no_end")),
        (replace(GLEMMEN, stairs=GLEMMEN.stairs[:1]), Fault(None, "steps", "too_few")),
        (with_step(1, words={"nb": ""}), Fault(1, "nb", "no_words")),
        (with_step(0, who=""), Fault(0, "who", "no_owner")),
        (with_step(2, who=""), Fault(2, "who", "last_without_owner")),
        (with_step(2, who="department_head"), Fault(2, "who", "same_as_before")),
        (with_step(1, who="responsible"), Fault(1, "who", "no_owner")),
        (with_step(0, told=("principal",)), Fault(0, "told", "told_unknown")),
        (with_step(1, school_days=0), Fault(1, "school_days", "no_deadline")),
        (with_step(1, school_days=61), Fault(1, "school_days", "no_deadline")),
        (with_step(0, told_before=0), Fault(0, "told_before", "not_told")),
        (with_step(0, told_before=5), Fault(0, "told_before", "told_too_early")),
        (with_step(0, by_week=54), Fault(0, "by_week", "no_week")),
        (with_step(0, attempts=11), Fault(0, "attempts", "too_many_attempts")),
        (with_step(0, attempts=1, by=("owl",)), Fault(0, "by", "unknown_way")),
        (with_step(0, attempts=1, channels=2), Fault(0, "channels", "more_ways_than_attempts")),
        (with_step(0, attempts=1, by=("phone", "message")), Fault(0, "channels", "more_ways_than_attempts")),
        (with_step(0, attempts=9, channels=5), Fault(0, "channels", "too_many_ways")),
        (with_step(2, attempts=1), Fault(2, "attempts", "last_asks")),
        (with_step(0, PLAN_DUE, attempts=1), Fault(0, "attempts", "no_attempts_at_plans")),
        (replace(GLEMMEN, stairs=(GLEMMEN.stairs * 3)), Fault(None, "steps", "too_many")),
        (with_step(0, words={"nb": "x" * 401}), Fault(0, "nb", "too_long")),
    ],
    ids=lambda given: given.what if isinstance(given, Fault) else "",
)  # fmt: skip
def test_what_keeps_stairs_from_holding_is_told_with_the_step_and_a_way_out(stairs, fault):
    assert fault in faults(stairs)
    words = fault_words(fault)
    assert words.startswith(f"Trinn {fault.step + 1}: ") if fault.step is not None else words


def test_the_last_step_leads_nowhere_so_nobody_need_be_told_of_it():
    assert faults(with_step(2, told_before=0)) == []


def test_a_draft_may_lack_anything_but_is_not_without_end():
    assert faults_in_draft(with_step(0, who="", school_days=0, words={"nb": ""})) == []
    assert faults_in_draft(replace(GLEMMEN, stairs=GLEMMEN.stairs * 3))


def test_the_roles_that_may_have_a_step_are_those_somebody_can_be_in():
    assert set(ROLES[FLAG]) == {"contact_teacher", *EMPLOYED_AS}
    assert set(ROLES[PLAN]) == {"responsible", *ROLES[FLAG]}


def october(day: int) -> dt.date:
    return dt.date(2025, 10, day)


OLD, NEW = with_step(0, school_days=3), with_step(0, school_days=9)
HELD = Holding(((october(1), OLD), (october(8), NEW)))


@pytest.mark.parametrize(("came", "read"), [(dt.date(2025, 9, 1), OLD), (october(7), OLD), (october(8), NEW)])
def test_whoever_came_under_one_wording_keeps_it(came, read):
    assert HELD.since(came) == read
    assert HELD.met(lambda _stairs: came) == (came, read)
    assert HELD.now == NEW


def test_what_ends_the_stairs_is_what_the_pupils_own_wording_says():
    assert HELD.met(_came(None, october(2))) is None, "ended by what ends the old one, which was hers"
    assert HELD.met(_came(october(2), None)) == (october(2), OLD)
    assert HELD.met(_came(october(9), october(2))) == (october(9), NEW), "off the old one, and come anew"


def _came(by_old: dt.date | None, by_new: dt.date | None):
    return lambda stairs: by_old if stairs == OLD else by_new


def test_steps_that_differ_in_more_than_days_are_neither_tighter_nor_looser():
    assert change_of(GLEMMEN, replace(GLEMMEN, stairs=GLEMMEN.stairs[:2])) == "mixed"
    assert change_of(GLEMMEN, with_step(0, attempts=1)) == "mixed"
    assert change_of(GLEMMEN, OLD) == "tightened"


SENT = {"nb": ["Navn"], "stair-0-who": ["a"], "stair-1-who": ["b"], "stair-1-by": ["phone", "message"], TOTAL: ["2"]}


@pytest.mark.parametrize(
    ("act", "who"),
    [
        ("", "ab"), ("save", "ab"), ("add", "ab-"), ("remove:0", "b"), ("up:1", "ba"), ("down:0", "ba"), ("up:0", "ab"),
        ("down:1", "ab"), ("remove:7", "ab"), ("remove:x", "ab"),
    ],
)  # fmt: skip
def test_a_row_is_added_taken_away_and_moved_with_all_that_stands_in_it(act, who):
    after = rearranged(SENT, act, most=8)
    assert "".join(after.get(f"stair-{row}-who", ["-"])[0] for row in range(int(after[TOTAL][0]))) == who
    if "b" in who:
        assert after[f"stair-{who.index('b')}-by"] == ["phone", "message"]
    assert after["nb"] == ["Navn"]


def test_there_is_an_end_to_how_many_are_added():
    assert rearranged(SENT, "add", most=2)[TOTAL] == ["2"]
