"""Studentinsights' levels and high-absence cases: our rule sets flag the same pupils, by the fold and by the reference."""

import datetime as dt
import json
from collections.abc import Sequence

import pytest

from tests.builders import a_flag
from tests.cast import TODAY
from tests.indicator_cases import columns_of
from tests.real import student_insights as here
from tettpaa.assess.talks.actions import record_contact
from tettpaa.assess.talks.queries import waiting
from tettpaa.identify.indicators.judge import HOLDS, NOT, facts, verdicts
from tettpaa.identify.indicators.reference.case import Case
from tettpaa.identify.indicators.reference.numbers import Pupil
from tettpaa.identify.indicators.reference.verdicts import state_on
from tettpaa.identify.indicators.rules import Rule, read_definition
from tettpaa.schools.places.school_year import school_year_of


@pytest.fixture(scope="module")
def cases(real_data) -> dict:
    return json.loads((real_data / "studentinsights" / "cases.json").read_text("utf-8"))


def held(cases: Sequence[Case], rules: Sequence[Rule], as_of: dt.date) -> list[set[str]]:
    """The keys of the rules that hold for each, which the fold and the reference agree on."""
    states = verdicts(columns_of(list(cases)), rules, as_of=as_of).state.tolist()
    assert states == [[state_on(Pupil(case, as_of), rule, as_of) for rule in rules] for case in cases]
    assert {state for of_pupil in states for state in of_pupil} <= {HOLDS, NOT}
    return [{rule.key for rule, state in zip(rules, of_pupil, strict=True) if state == HOLDS} for of_pupil in states]


def level_of(keys: set[str]) -> tuple[int, set[str]]:
    """The highest level that holds, and what gives it."""
    level = max((int(key[-1]) for key in keys), default=0)
    return level, {key[:-2] for key in keys if key.endswith(str(level))}


def test_the_levels_are_those_of_the_other_system(cases):
    asked = [case for case in cases["tier_cases"] if case["expected"]["triggers"] != ["discipline"]]
    assert (len(asked), len(cases["tier_cases"])) == (18, 20), here.NO_DISCIPLINE
    pupils = [here.of_level(case["input"]) for case in asked]
    as_of = max(pupils[0].school_days())
    found = [level_of(keys) for keys in held(pupils, read_definition(here.levels()).rules, as_of)]
    assert found == [(case["expected"]["level"], set(case["expected"]["triggers"]) - {"discipline"}) for case in asked]


def test_the_records_give_exactly_the_rates_of_the_cases(cases):
    pupils = [here.of_level(case["input"]) for case in cases["tier_cases"]]
    as_of, columns = max(pupils[0].school_days()), columns_of(pupils)
    rule = next(rule for rule in read_definition(here.levels()).rules if rule.key == "absence-1")
    away = [facts(columns, rule, pupil, as_of=as_of)[0]["value"] for pupil in range(1, len(pupils) + 1)]
    assert away == pytest.approx([100 * (1 - case["input"]["recent_absence_rate"]) for case in cases["tier_cases"]])


def high(cases: dict, *, is_with_excused: bool) -> Rule:
    told = cases["high_absences"]
    now, threshold = dt.date.fromisoformat(told["now"]), told["threshold"]
    assert told["window_days"] == here.RECENT
    return read_definition(here.high_absence(now, threshold=threshold, is_with_excused=is_with_excused)).rules[0]


def test_high_absence_is_flagged_for_the_same_pupils_with_the_same_count(cases):
    now = dt.date.fromisoformat(cases["high_absences"]["now"])
    for case in cases["high_absences"]["cases"]:
        rule, pupil = high(cases, is_with_excused=case.get("include_excused", False)), here.with_absences(now, case)
        assert bool(held([pupil], [rule], now)[0]) == case["flagged"], case
        if case["flagged"]:
            (fact,) = facts(columns_of([pupil]), rule, 1, as_of=now)
            assert fact["value"] == case["expected_count"]


def test_the_window_of_high_absence_is_45_days_back(cases):
    now = dt.date.fromisoformat(cases["high_absences"]["now"])
    last, one_too_far = ({"grade": "9", "absences": [{"days_ago": [0, 1, 2, ago]}]} for ago in (45, 46))
    pupils = [here.with_absences(now, given) for given in (last, one_too_far)]
    assert held(pupils, [high(cases, is_with_excused=False)], now) == [{"high"}, set()]


def test_a_contact_takes_the_pupil_off_the_list_as_a_note_does_there(cases, cast):
    asked = [case for case in cases["high_absences"]["note_cases"] if not (case["note"] or {}).get("restricted")]
    assert (len(asked), len(cases["high_absences"]["note_cases"])) == (4, 5), here.NO_RESTRICTED
    for case, pupil in zip(asked, ("a1", "a2", "a3", "b1"), strict=True):
        person = cast.pupils[pupil]
        a_flag(person, cast.school, TODAY)
        if case["note"]:
            on = TODAY - dt.timedelta(days=case["note"]["days_ago"])
            at = dt.datetime.combine(on, dt.time(12), dt.UTC)
            record_contact(
                pupil=person, on=on, channel="in_person", was_reached=True, line=case["note"]["type"], by="L", at=at
            )
        assert (not waiting([person.key], TODAY)) == case["suppressed"], case


def test_the_school_year_begins_in_the_same_calendar_year(cases):
    for day, year in cases["school_year"]["to_school_year"]:
        assert school_year_of(dt.date.fromisoformat(day)) == year


def test_every_part_is_asked_or_has_a_reason_not_to_be(cases):
    parts = {name for name, value in cases.items() if isinstance(value, dict | list)}
    asked_elsewhere = {"school_statistics"}  # test_published_rates.py
    assert parts == {"tier_cases", "high_absences", "school_year", *asked_elsewhere, *here.EXCLUDED_PARTS}
    assert len(cases["high_absences"]["cases"]) + len(cases["high_absences"]["note_cases"]) == 12
