"""Which reads must be explained, one rule at a time, each beside what is in order."""

import datetime as dt

import pytest

from tettpaa.kit.clock import OSLO
from tettpaa.trust.access.rules import Place
from tettpaa.trust.log_control.again import fresh
from tettpaa.trust.log_control.known import Known, Stay, parts_of
from tettpaa.trust.log_control.limits import LimitsUnknown, limits_on
from tettpaa.trust.log_control.rules import Read, Refusal, alarms, due_day
from tettpaa.trust.log_control.sample import drawn, monday_of
from tettpaa.trust.log_control.states import OPEN, OUTCOMES, OVERDUE, STATES, state_of

TUESDAY = dt.date(2025, 10, 14)
LIMITS = limits_on(TUESDAY)
CLASS, SCHOOL = Place("group", 7), 5
MINUTE = dt.timedelta(minutes=1)


def at(hour: int, minute: int = 0, day: dt.date = TUESDAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), OSLO)


def known(tie_ends: dt.datetime | None = None, **more) -> Known:
    """Kari has the class until `tie_ends`; pupils 1–60 are in it all year."""
    begins, ends = at(0, day=dt.date(2025, 8, 18)), at(0, day=dt.date(2026, 8, 1))
    return Known(
        ties={"kari": [Stay(CLASS, begins, tie_ends or ends)]},
        standings={pupil: [Stay(CLASS, begins, ends)] for pupil in range(1, 61)}, **more,
    )  # fmt: skip


def found(*reads: Read, refusals: tuple = (), facts: Known | None = None) -> list[str]:
    return [alarm.rule for alarm in alarms(reads, refusals, facts or known(), LIMITS)]


@pytest.mark.parametrize(
    ("by", "pupil", "tie_ends", "rules"),
    [
        ("kari", 1, at(0, day=dt.date(2026, 8, 1)), []),
        ("kari", 99, at(0, day=dt.date(2026, 8, 1)), ["no_tie"]),
        ("ola", 1, at(0, day=dt.date(2026, 8, 1)), ["no_tie"]),
        ("kari", 1, at(0, day=dt.date(2025, 10, 12)), []),  # the roster may tell it some days late
        ("kari", 1, at(0, day=dt.date(2025, 10, 11)), ["past_end"]),
        ("kari", 1, at(12, 1), []),
        ("kari", 1, at(12), []),  # the grace again: the tie ended at noon
    ],
)
def test_a_relation_is_asked_for_as_it_was_when_the_pupil_was_opened(by, pupil, tie_ends, rules):
    assert found(Read(at(12), by, pupil, SCHOOL), facts=known(tie_ends)) == rules


def test_the_last_day_of_the_relation_is_told():
    (alarm,) = alarms([Read(at(12), "kari", 1, SCHOOL)], [], known(at(0, day=dt.date(2025, 10, 4))), LIMITS)
    assert (alarm.by, alarm.school, alarm.on) == ("kari", SCHOOL, TUESDAY)
    assert alarm.facts == {"ended_on": "2025-10-03"}


@pytest.mark.parametrize(
    ("surname", "bearers", "rules"),
    [("Berg", 4, ["same_surname"]), ("Berg-Ås", 4, ["same_surname"]), ("Berg", 5, []), ("Dahl", 1, [])],
)
def test_a_surname_tells_something_where_few_bear_it(surname, bearers, rules):
    facts = known(
        names_of_users={"kari": parts_of("BERG")}, names_of_pupils={1: parts_of(surname)},
        bearers={(SCHOOL, part): bearers for part in parts_of(surname)},
    )  # fmt: skip
    assert found(Read(at(12), "kari", 1, SCHOOL), facts=facts) == rules


@pytest.mark.parametrize(
    ("pupils", "apart", "rules"), [(41, MINUTE, ["many_an_hour"]), (40, MINUTE, []), (60, 2 * MINUTE, [])]
)
def test_more_than_forty_different_pupils_within_an_hour(pupils, apart, rules):
    first = at(9, 40)  # across the full hour
    reads = [Read(first + number * apart, "kari", number + 1, SCHOOL) for number in range(pupils)]
    assert found(*reads, *reads[:5]) == rules


@pytest.mark.parametrize(("hour", "pupils", "rules"), [(2, 3, ["off_hours"]), (2, 2, []), (5, 3, []), (23, 3, [])])
def test_some_pupils_in_the_middle_of_the_night(hour, pupils, rules):
    assert found(*[Read(at(hour, number), "kari", number + 1, SCHOOL) for number in range(pupils)]) == rules


@pytest.mark.parametrize(("count", "apart", "rules"), [(8, MINUTE, ["refusals"]), (7, MINUTE, []), (9, 9 * MINUTE, [])])
def test_refused_again_and_again(count, apart, rules):
    refusals = tuple(Refusal(at(9, 40) + number * apart, "kari") for number in range(count))
    assert found(refusals=refusals) == rules


def test_nobody_is_asked_twice_about_the_same():
    raised = alarms([Read(at(12), "ola", 1, SCHOOL), Read(at(13), "ola", 2, SCHOOL)], [], known(), LIMITS)
    (kept,) = fresh(raised, {("no_tie", "ola", 1): [TUESDAY]}, LIMITS)
    assert [read.pupil for read in kept.reads] == [2]
    assert fresh(raised, {("no_tie", "ola", pupil): [TUESDAY] for pupil in (1, 2)}, LIMITS) == []
    assert fresh(raised, {("no_tie", "ola", 1): [TUESDAY - dt.timedelta(days=1)]}, LIMITS) == raised
    assert len(fresh([*raised, *raised], {}, LIMITS)) == 1


def test_the_sample_is_the_same_whoever_draws_and_hangs_on_the_key():
    reads = [Read(at(9, number % 60), f"user{number % 7}", number, SCHOOL) for number in range(200)]
    first = drawn(reads, size=3, key=b"one", school=SCHOOL, monday=monday_of(TUESDAY))
    assert len({(read.by, read.pupil) for read in first}) == 3
    assert drawn(reversed(reads), size=3, key=b"one", school=SCHOOL, monday=monday_of(TUESDAY)) == first
    others = [
        drawn(reads, size=3, key=key, school=SCHOOL, monday=monday)
        for key, monday in ((b"two", monday_of(TUESDAY)), (b"one", monday_of(TUESDAY) + dt.timedelta(days=7)))
    ]
    assert first not in others


def test_thresholds_have_dates_and_states_have_ways_on():
    with pytest.raises(LimitsUnknown):
        limits_on(dt.date(2024, 7, 31))
    ahead = [TUESDAY + dt.timedelta(days=number) for number in range(20) if number not in (1, 2)]
    assert due_day(TUESDAY, ahead, 10) == dt.date(2025, 10, 26)
    assert due_day(TUESDAY, [], 10) == dt.date(2025, 10, 28)
    assert {state.key for state in STATES.values()} == {OPEN, OVERDUE, *OUTCOMES}
    assert state_of("", TUESDAY, TUESDAY).key == OPEN
    assert state_of("", TUESDAY, TUESDAY + dt.timedelta(days=1)).key == OVERDUE
    assert state_of("breach", TUESDAY, TUESDAY).key == "breach"
