"""A rule set's definition: what it may say, read and checked. Pure.

    {"title": {"nb", "nn", "en"}, "note": {…}, "source": "…", "rules": [
      {"key": "fravaer", "title": {…}, "advice": {…}, "active": {"from_week": 40}, "year_levels": ["Vg1"],
       "any": [{"all": [{"indicator": "absence_days", "window": {"school_days": 20}, "at_least": 3}]}]}]}

A rule holds when all conditions of any of its clauses hold. Windows: {"school_days": 20}, {"since": "school_year"}
(the default) or {"since": "2025-09-29"}.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tettpaa.identify.indicators.catalogue import INDICATORS
from tettpaa.identify.indicators.gauges import YEAR_SO_FAR, Gauge, Window
from tettpaa.kit.text import Said, marked

COMPARISONS = ("at_least", "more_than", "at_most", "less_than", "equals")
YEAR_LEVELS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "Vg1", "Vg2", "Vg3")
LANGUAGES = ("nb", "nn", "en")
LONGEST_WINDOW = 250
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class DefinitionRefused(ValueError):
    """The definition cannot be used; `problems` says where and why."""

    def __init__(self, problems: Sequence[Said]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Condition:
    """A gauge compared with a threshold in the indicator's own unit."""

    gauge: Gauge
    comparison: str
    threshold: float


@dataclass(frozen=True)
class Rule:
    """A rule as read. `clauses`: any of them, each all of its conditions; `year_levels` empty: all."""

    key: str
    title: dict[str, str]
    advice: dict[str, str]
    clauses: tuple[tuple[Condition, ...], ...]
    from_week: int | None = None
    year_levels: tuple[str, ...] = ()

    @property
    def conditions(self) -> list[Condition]:
        """Every condition, in the order written."""
        return [condition for clause in self.clauses for condition in clause]

    def active_from(self, school_year: int) -> dt.date:
        """The first day the rule speaks of: the school year's, or Monday of its week."""
        return week_begins(self.from_week, school_year) if self.from_week else dt.date(school_year, 8, 1)


@dataclass(frozen=True)
class RuleSetDefinition:
    """A rule set as read."""

    title: dict[str, str]
    note: dict[str, str]
    source: str
    rules: tuple[Rule, ...]


def week_begins(week: int, school_year: int) -> dt.date:
    """Monday of an ISO week in a school year: weeks from 31 on are in autumn, but never before 1 August."""
    year = school_year if week >= 31 else school_year + 1
    last = dt.date(year, 12, 28).isocalendar().week
    return max(dt.date.fromisocalendar(year, min(week, last), 1), dt.date(school_year, 8, 1))


def read_definition(definition: object) -> RuleSetDefinition:
    """Read a definition; DefinitionRefused with everything that is wrong with it."""
    problems: list[Said] = []
    rule_set = Said(marked("Regelsettet"))
    if not isinstance(definition, dict):
        raise DefinitionRefused([Said(marked("Regelsettet må være et objekt med «title» og «rules»."))])
    title = _text(definition, "title", rule_set, problems, is_required=True)
    note = _text(definition, "note", rule_set, problems)
    rows = definition.get("rules")
    if not isinstance(rows, list) or not rows:
        raise DefinitionRefused([*problems, Said(marked("Regelsettet må ha minst én regel i «rules»."))])
    rules = [
        _rule(row, Said(marked("Regel %(number)s"), number=number), problems) for number, row in enumerate(rows, 1)
    ]
    keys = [rule.key for rule in rules if rule]
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    problems += [Said(marked("Flere regler har nøkkelen «%(key)s»."), key=key) for key in repeated]
    if problems:
        raise DefinitionRefused(problems)
    return RuleSetDefinition(title, note, str(definition.get("source", "")), tuple(rule for rule in rules if rule))


def _rule(row: object, where: Said, problems: list[Said]) -> Rule | None:
    if not isinstance(row, dict):
        problems.append(Said(marked("%(where)s må være et objekt."), where=where))
        return None
    key = row.get("key")
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        pattern = marked("%(where)s må ha en nøkkel («key») med små bokstaver, tall, bindestrek eller understrek.")
        problems.append(Said(pattern, where=where))
        key = ""
    where = Said(marked("Regel «%(key)s»"), key=key) if key else where
    title = _text(row, "title", where, problems, is_required=True)
    advice = _text(row, "advice", where, problems)
    clauses = row.get("any")
    if not isinstance(clauses, list) or not clauses:
        problems.append(Said(marked("%(where)s må ha minst ett ledd i «any»."), where=where))
        clauses = []
    named = [
        (Said(marked("%(where)s, ledd %(number)s"), where=where, number=n), each) for n, each in enumerate(clauses, 1)
    ]
    read = tuple(_clause(clause, name, problems) for name, clause in named)
    return Rule(key, title, advice, read, _from_week(row, where, problems), _year_levels(row, where, problems))


def _clause(clause: object, where: Said, problems: list[Said]) -> tuple[Condition, ...]:
    rows = clause.get("all") if isinstance(clause, dict) else None
    if not isinstance(rows, list) or not rows:
        problems.append(Said(marked("%(where)s må ha minst ett vilkår i «all»."), where=where))
        return ()
    named = [
        (Said(marked("%(where)s, vilkår %(number)s"), where=where, number=n), row) for n, row in enumerate(rows, 1)
    ]
    read = (_condition(row, name, problems) for name, row in named)
    return tuple(condition for condition in read if condition)


def _condition(row: object, where: Said, problems: list[Said]) -> Condition | None:
    if not isinstance(row, dict):
        problems.append(Said(marked("%(where)s må være et objekt."), where=where))
        return None
    name = row.get("indicator")
    if name not in INDICATORS:
        problems.append(Said(marked("%(where)s: «%(name)s» er ingen indikator."), where=where, name=name))
        return None
    if unknown := sorted(set(row) - {"indicator", "window", *COMPARISONS}):
        problems.append(Said(marked("%(where)s: forstår ikke «%(word)s»."), where=where, word=unknown[0]))
    given = [comparison for comparison in COMPARISONS if comparison in row]
    if len(given) != 1:
        pattern = marked("%(where)s må ha nøyaktig én av %(words)s.")
        problems.append(Said(pattern, where=where, words=", ".join(COMPARISONS)))
        return None
    threshold = row[given[0]]
    if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not -1e6 < threshold < 1e6:
        problems.append(Said(marked("%(where)s: terskelen må være et tall."), where=where))
        return None
    window = _window(row.get("window"), where, problems)
    if window != YEAR_SO_FAR and not INDICATORS[name].is_windowed:
        pattern = marked("%(where)s: «%(name)s» regnes uten vindu.")
        problems.append(Said(pattern, where=where, name=INDICATORS[name].short("nb")))
    return Condition(Gauge(name, window), given[0], threshold)


def _window(window: object, where: Said, problems: list[Said]) -> Window:
    match window:
        case None | {"since": "school_year"}:
            return YEAR_SO_FAR
        case {"school_days": int(days), **rest} if (
            not rest and not isinstance(days, bool) and 1 <= days <= LONGEST_WINDOW
        ):
            return Window(school_days=days)
        case {"since": str(day), **rest} if not rest and _is_day(day):
            return Window(since=dt.date.fromisoformat(day))
    pattern = marked(
        "%(where)s: vinduet må være et antall skoledager fra 1 til %(most)s, «school_year» eller en dato (ÅÅÅÅ-MM-DD)."
    )
    problems.append(Said(pattern, where=where, most=LONGEST_WINDOW))
    return YEAR_SO_FAR


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def _from_week(row: dict, where: Said, problems: list[Said]) -> int | None:
    active = row.get("active")
    match active:
        case None:
            return None
        case {"from_week": int(week), **rest} if not rest and not isinstance(week, bool) and 1 <= week <= 53:
            return week
    pattern = marked('%(where)s: «active» må være et ukenummer, {"from_week": 40}.')
    problems.append(Said(pattern, where=where))
    return None


def _year_levels(row: dict, where: Said, problems: list[Said]) -> tuple[str, ...]:
    levels = row.get("year_levels", [])
    if isinstance(levels, list) and all(level in YEAR_LEVELS for level in levels):
        return tuple(levels)
    pattern = marked("%(where)s: trinn må være blant %(levels)s.")
    problems.append(Said(pattern, where=where, levels=", ".join(YEAR_LEVELS)))
    return ()


def _text(row: dict, name: str, where: Said, problems: list[Said], *, is_required: bool = False) -> dict[str, str]:
    """Texts by language; bokmål is required where any is."""
    text = row.get(name) or {}
    if not isinstance(text, dict) or not all(isinstance(text.get(language, ""), str) for language in LANGUAGES):
        problems.append(Said(marked("%(where)s: «%(name)s» må være tekst på nb, nn og en."), where=where, name=name))
        return {}
    if (is_required or text) and not text.get("nb"):
        problems.append(Said(marked("%(where)s mangler «%(name)s» på bokmål."), where=where, name=name))
    return {language: text[language] for language in LANGUAGES if text.get(language)}
