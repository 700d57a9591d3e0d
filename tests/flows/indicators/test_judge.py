"""Verdicts with the facts they rest on."""

import datetime as dt

from tests.cast import Cast
from tests.flows.indicators.test_loading import TUESDAY, county
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.judge import HOLDS, NOT, UNKNOWN, facts, verdicts
from tettpaa.identify.indicators.rules import Rule, read_definition

__all__ = ["county"]


def a_rule(**threshold: object) -> Rule:
    condition = {"indicator": "absence_days", "window": {"school_days": 40}, **threshold}
    rules = [{"key": "dager", "title": {"nb": "Dager"}, "any": [{"all": [condition]}]}]
    return read_definition({"title": {"nb": "Prøve"}, "rules": rules}).rules[0]


def test_a_rule_holds_since_the_day_its_threshold_was_reached(county: Cast) -> None:
    columns = load(county.owner, 2025)
    number = columns.number_of(county.pupils["a1"].key)
    found = verdicts(columns, [a_rule(at_least=2), a_rule(at_least=3), a_rule(at_least=4)], as_of=TUESDAY)
    assert found.state[number].tolist() == [HOLDS, UNKNOWN, NOT]
    assert found.held_since_on(number, 0) == found.first_held_on(number, 0) == dt.date(2025, 9, 16)
    assert found.first_held_on(number, 1) is None


def test_the_facts_name_value_threshold_window_and_what_is_not_registered(county: Cast) -> None:
    columns = load(county.owner, 2025)
    assert facts(columns, a_rule(at_least=3), county.pupils["a1"].key, as_of=TUESDAY) == [
        {
            "indicator": "absence_days", "value": 2, "at_least": 2, "at_most": 3, "unit": "days",
            "window": {"school_days": 40}, "comparison": "at_least", "threshold": 3,
            "from": "2025-08-20", "to": "2025-10-14", "unknown_days": 1,
        }
    ]  # fmt: skip
