"""A rule set as a form: what is shown, what is sent back, and what the sent form says."""

import pytest

from tettpaa.identify.flags.drafts import FIELDS, changed, definition_from, draft_from, draft_of, number_in
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.identify.indicators.rules import read_definition

WINDOWED = {
    condition["indicator"]
    for definition in shipped_sets().values()
    for rule in definition["rules"]
    for clause in rule["any"]
    for condition in clause["all"]
    if "window" in condition
}


def sent(draft):
    """The form fields a browser sends for a draft."""
    fields = {}
    for r, rule in enumerate(draft["rules"]):
        for name in ("key", "title", "advice", "from_week"):
            fields[f"r{r}-{name}"] = [rule[name]]
        if rule["year_levels"]:
            fields[f"r{r}-year_levels"] = rule["year_levels"]
        for c, clause in enumerate(rule["any"]):
            for k, condition in enumerate(clause):
                fields |= {f"r{r}-c{c}-k{k}-{name}": [condition[name]] for name in FIELDS}
    return fields


@pytest.mark.parametrize("key", shipped_sets())
def test_a_form_sent_back_untouched_says_the_same(key):
    definition = shipped_sets()[key]
    draft = draft_from(sent(draft_of(definition)))
    assert draft == draft_of(definition)
    assert definition_from(draft, definition, WINDOWED) == definition


def test_a_changed_figure_is_all_that_changes():
    before = shipped_sets()["askim"]
    draft = draft_of(before)
    draft["rules"][0]["any"][1][0]["value"] = "7,5"
    after = definition_from(draft, before, WINDOWED)
    assert after["rules"][0]["any"][1]["all"][0]["at_least"] == 7.5
    assert after["rules"][0]["title"] == before["rules"][0]["title"]
    assert before["rules"][0]["any"][1]["all"][0]["at_least"] == 10


def test_a_changed_text_stands_alike_in_all_languages():
    before = shipped_sets()["askim"]
    draft = draft_of(before)
    draft["rules"][0]["title"] = "To dager"
    after = definition_from(draft, before, WINDOWED)
    assert after["rules"][0]["title"] == {"nb": "To dager", "nn": "To dager", "en": "To dager"}
    assert after["rules"][0]["key"] == "dager-eller-timer"


def test_a_date_and_school_start_as_windows():
    condition = {"indicator": "absence_days", "at_least": 2, "window": {"since": "2025-10-06"}}
    rule = {"key": "a", "title": {"nb": "A"}, "advice": {"nb": "B"}, "any": [{"all": [condition]}]}
    definition = {"rules": [rule]}
    draft = draft_of(definition)
    assert (draft["rules"][0]["any"][0][0]["window"], draft["rules"][0]["any"][0][0]["since"]) == ("date", "2025-10-06")
    assert definition_from(draft, definition, WINDOWED) == definition
    draft["rules"][0]["any"][0][0]["window"] = "school_year"
    after = definition_from(draft, definition, WINDOWED)
    assert after["rules"][0]["any"][0]["all"][0]["window"] == {"since": "school_year"}


def test_adding_and_removing_conditions_ways_and_rules():
    draft = draft_of(shipped_sets()["askim"])
    assert [len(way) for way in changed(draft, "add-condition:0:1")["rules"][0]["any"]] == [1, 2]
    assert len(changed(draft, "add-way:0")["rules"][0]["any"]) == 3
    assert len(changed(draft, "remove:0:0:0")["rules"][0]["any"]) == 1
    assert [rule["key"] for rule in changed(draft, "add-rule")["rules"]] == ["dager-eller-timer", ""]
    assert changed(draft, "remove-rule:0")["rules"] == []
    assert len(draft["rules"][0]["any"]) == 2


@pytest.mark.parametrize("act", ["remove-rule:9", "remove:0:9:0", "add-condition:0", "", "nei", "remove:x:y:z"])
def test_an_act_on_what_is_not_there_changes_nothing(act):
    draft = draft_of(shipped_sets()["askim"])
    assert changed(draft, act) == draft


def test_a_new_rule_gets_a_key_of_its_own():
    before = shipped_sets()["askim"]
    draft = changed(changed(draft_of(before), "add-rule"), "add-rule")
    draft["rules"][1]["title"] = draft["rules"][2]["title"] = "Borte på mandager"
    keys = [rule["key"] for rule in definition_from(draft, before, WINDOWED)["rules"]]
    assert keys == ["dager-eller-timer", "borte-pa-mandager", "borte-pa-mandager-b"]


def test_names_that_are_no_places_are_passed_over():
    assert draft_from({"csrfmiddlewaretoken": ["x"], "r0-c0-value": ["3"], "r9999-title": ["x"]}) == {"rules": []}


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), (" 2,5 ", 2.5), ("2.0", 2), ("-1", -1), ("", ""), ("tre", "tre"), ("1e9", "1e9"), ("٣", "٣")],
)
def test_numbers_as_people_write_them(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize("key", shipped_sets())
def test_every_shipped_rule_set_can_be_read(key):
    assert read_definition(shipped_sets()[key]).rules
