"""A rule set under change, as the fields of a form: nested plain values, nothing judged before it is read. Pure.

    draft     {rules: [{key, title, advice, from_week, year_levels, any: [[condition, …], …]}]}
    condition {indicator, comparison, value, window, days, since}: texts as typed

Field names tell the place: `r0-c1-k2-value` is rule 0, its second way, that way's third condition.
"""

import re
from collections.abc import Iterable, Mapping

from tettpaa.identify.indicators.rules import COMPARISONS
from tettpaa.kit.text import slug_of

WINDOWS = ("school_days", "school_year", "date")
FIELDS = ("indicator", "comparison", "value", "window", "days", "since")
NEW_CONDITION = {
    "indicator": "absence_days", "comparison": "at_least", "value": "3", "window": "school_days", "days": "20",
    "since": "",
}  # fmt: skip
NEW_TITLE = "Ny regel"

_CONDITION = re.compile(r"r(\d{1,3})-c(\d{1,3})-k(\d{1,3})-(\w+)")
_RULE = re.compile(r"r(\d{1,3})-(key|title|advice|from_week|year_levels)")


def draft_of(definition: Mapping) -> dict:
    """The form of a definition as it stands."""
    return {"rules": [_rule_draft(rule) for rule in definition["rules"]]}


def _rule_draft(rule: Mapping) -> dict:
    return {
        "key": rule["key"],
        "title": rule["title"]["nb"],
        "advice": rule.get("advice", {}).get("nb", ""),
        "from_week": str(rule.get("active", {}).get("from_week", "")),
        "year_levels": list(rule.get("year_levels", [])),
        "any": [[_condition_draft(condition) for condition in clause["all"]] for clause in rule["any"]],
    }


def _condition_draft(condition: Mapping) -> dict:
    comparison = next(name for name in COMPARISONS if name in condition)
    window = condition.get("window", {})
    since = str(window.get("since", ""))
    return {
        "indicator": condition["indicator"],
        "comparison": comparison,
        "value": f"{condition[comparison]:g}",
        "window": "school_days" if "school_days" in window or not window else _since_kind(since),
        "days": str(window.get("school_days", 20)),
        "since": "" if since in ("", "school_year") else since,
    }


def _since_kind(since: str) -> str:
    return "school_year" if since == "school_year" else "date"


def draft_from(fields: Mapping[str, list[str]]) -> dict:
    """The draft that a sent form holds (name → values), in the order of its numbers. Unknown names are passed over."""
    rules: dict[int, dict] = {}
    conditions: dict[tuple[int, int, int], dict] = {}
    for name, values in fields.items():
        if found := _CONDITION.fullmatch(name):
            place = (int(found[1]), int(found[2]), int(found[3]))
            if found[4] in FIELDS:
                conditions.setdefault(place, {})[found[4]] = values[-1].strip()
        elif found := _RULE.fullmatch(name):
            kept = values if found[2] == "year_levels" else values[-1].strip()
            rules.setdefault(int(found[1]), {})[found[2]] = kept
    for number in sorted(rules):
        rules[number]["any"] = _clauses(number, conditions)
    return {"rules": [_whole_rule(rules[number]) for number in sorted(rules)]}


def _clauses(rule: int, conditions: Mapping) -> list[list[dict]]:
    clauses: dict[int, list[dict]] = {}
    for place in sorted(conditions):
        if place[0] == rule:
            clauses.setdefault(place[1], []).append(dict.fromkeys(FIELDS, "") | conditions[place])
    return list(clauses.values())


def _whole_rule(rule: dict) -> dict:
    return {"key": "", "title": "", "advice": "", "from_week": "", "year_levels": []} | rule


def changed(draft: dict, act: str) -> dict:
    """The draft after an act: `add-rule`, `remove-rule:0`, `add-way:0`, `add-condition:0:1`, `remove:0:1:2`.

    The last condition of a way takes the way with it; an act on a place that is not there changes nothing.
    """
    rules = [rule | {"any": [list(clause) for clause in rule["any"]]} for rule in draft["rules"]]
    name, *places = act.split(":")
    numbers = [int(place) for place in places if place.isdecimal()]
    if name == "add-rule":
        rules.append(_whole_rule({"title": NEW_TITLE, "any": [[dict(NEW_CONDITION)]]}))
    elif numbers and numbers[0] < len(rules):
        _change_rule(rules, name, numbers)
    return {"rules": rules}


def _change_rule(rules: list[dict], name: str, numbers: list[int]) -> None:
    ways = rules[numbers[0]]["any"]
    if name == "remove-rule":
        del rules[numbers[0]]
    elif name == "add-way":
        ways.append([dict(NEW_CONDITION)])
    elif name == "add-condition" and len(numbers) == 2 and numbers[1] < len(ways):
        ways[numbers[1]].append(dict(NEW_CONDITION))
    elif name == "remove" and len(numbers) == 3 and numbers[1] < len(ways) and numbers[2] < len(ways[numbers[1]]):
        del ways[numbers[1]][numbers[2]]
        if not ways[numbers[1]]:
            del ways[numbers[1]]


def definition_from(draft: Mapping, before: Mapping, windowed: Iterable[str]) -> dict:
    """The definition that the draft says, on top of the one before (its title, note, source, translations).

    A text that was changed stands alike in all three languages. Numbers that are none are left as
    typed, for the check of the definition to find. `windowed` are the indicators that take a window.
    """
    earlier = {rule["key"]: rule for rule in before["rules"]}
    taken: set[str] = set()
    rules = []
    for place, rule in enumerate(draft["rules"]):
        key = _key(rule, place, taken)
        taken.add(key)
        rules.append(_rule_definition(rule, key, earlier.get(key, {}), frozenset(windowed)))
    return dict(before) | {"rules": rules}


def _key(rule: Mapping, place: int, taken: set[str]) -> str:
    wanted = rule["key"] or slug_of(rule["title"]) or f"regel-{place + 1}"
    while wanted in taken:
        wanted += "-b"
    return wanted


def _rule_definition(rule: Mapping, key: str, earlier: Mapping, windowed: frozenset[str]) -> dict:
    made = {
        "key": key,
        "title": _in_languages(rule["title"], earlier.get("title")),
        "any": [{"all": [_condition(condition, windowed) for condition in clause]} for clause in rule["any"]],
    }
    if rule["advice"]:
        made["advice"] = _in_languages(rule["advice"], earlier.get("advice"))
    if rule["from_week"]:
        made["active"] = {"from_week": number_in(rule["from_week"])}
    if rule["year_levels"]:
        made["year_levels"] = list(rule["year_levels"])
    return made


def _in_languages(text: str, earlier: Mapping | None) -> dict:
    if earlier and earlier["nb"] == text:
        return dict(earlier)
    return {"nb": text, "nn": text, "en": text}


def _condition(condition: Mapping, windowed: frozenset[str]) -> dict:
    made = {"indicator": condition["indicator"]}
    if condition["indicator"] in windowed:
        made["window"] = _window(condition)
    comparison = condition["comparison"] if condition["comparison"] in COMPARISONS else COMPARISONS[0]
    return made | {comparison: number_in(condition["value"])}


def _window(condition: Mapping) -> dict:
    if condition["window"] == "school_year":
        return {"since": "school_year"}
    if condition["window"] == "date":
        return {"since": condition["since"]}
    return {"school_days": number_in(condition["days"])}


def number_in(text: str) -> int | float | str:
    """'3', '2,5' or '2.5' as a number, whole where it is whole; any other text as it stands."""
    if not re.fullmatch(r"-?\d{1,6}([.,]\d{1,3})?", text.strip(), re.ASCII):
        return text
    number = float(text.strip().replace(",", "."))
    return int(number) if number == int(number) else number
