"""How long things are kept, as dated data: rules.toml for the periods, classes.toml for the tables. Pure.

A row goes the day after its whole period is over. Where the day it is counted from is unknown, it stays, and is counted
as unknown. Source: GDPR article 5(1)(e) and 17; arkivlova § 5; each rule has its own.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class From(StrEnum):
    """What a period is counted from."""

    ROW = "row"
    END = "end"
    LEFT = "left"
    SCHOOL_YEAR = "school_year"
    GROWN = "grown"
    SETTLED = "settled"
    NEVER = "never"
    WITH = "with"


class Happens(StrEnum):
    DELETE = "delete"
    ARCHIVE = "archive"


@dataclass(frozen=True)
class Period:
    """Calendar time: years and months as people count them, then days."""

    years: int = 0
    months: int = 0
    days: int = 0

    def before(self, day: dt.date) -> dt.date:
        """The day this long before: 29 February becomes 28 where there is none."""
        months = day.year * 12 + day.month - 1 - (self.years * 12 + self.months)
        year, month = divmod(months, 12)
        last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
        return dt.date(year, month + 1, min(day.day, last)) - dt.timedelta(days=self.days)

    @property
    def about_days(self) -> float:
        """For telling the shorter from the longer."""
        return self.years * 365.25 + self.months * 30.44 + self.days

    def __str__(self) -> str:
        told = ((self.years, "år", "år"), (self.months, "måned", "måneder"), (self.days, "dag", "dager"))
        return " og ".join(f"{count} {one if count == 1 else many}" for count, one, many in told if count)


@dataclass(frozen=True)
class Rule:
    """One rule: `words` are the schema's; without a period the rows stay, or go with what they belong to."""

    name: str
    words: str
    counted: From
    happens: Happens
    basis: str
    source: str
    period: Period | None = None
    least: Period | None = None
    most: Period | None = None

    def due_before(self, day: dt.date) -> dt.date | None:
        """Whatever is counted from an earlier day than this is over on `day`; None where nothing ever is."""
        return self.period.before(day) if self.period and self.counted not in {From.NEVER, From.WITH} else None

    @property
    def due_before_is_known(self) -> bool:
        """Whether its rows ever go by themselves."""
        return self.due_before(dt.date(2025, 1, 1)) is not None


@dataclass(frozen=True)
class Kept:
    """One table as classes.toml tells it. Paths are as Django writes them; '' where there is none."""

    table: str
    kind: str = "database"
    person: str = ""
    staff: str = ""
    owner: str = ""
    school: str = ""
    own_day: str = ""
    ended: tuple[str, ...] = ()
    counted: From | None = None
    born: tuple[str, ...] = ()
    thing: str = ""
    withheld: str = ""
    others: tuple[str, ...] = ()
    nobody: str = ""
    erasure: str = ""
    why: str = ""


class RulesUnknown(LookupError):
    """No version of the rules is written down for a day."""


Rules = Mapping[str, Rule]


def rules_on(day: dt.date) -> Rules:
    """Name → rule, as shipped and in force on a day; RulesUnknown before the first."""
    for valid_from, rules in reversed(_versions()):
        if valid_from <= day:
            return rules
    raise RulesUnknown(day)


def rule_for(words: str, rules: Rules) -> Rule:
    """The rule of a table, by what the schema says of its retention. LookupError where there is none."""
    for rule in rules.values():
        if rule.words == words:
            return rule
    raise LookupError(f"no rule says {words!r}: write it in trust/retention/rules.toml")


def counted_from(kept: Kept, words: str) -> From:
    """What a table's period is counted from: what the table says itself, else its rule. No owner changes that."""
    return kept.counted or rule_for(words, rules_on(dt.date.max)).counted


def faults_in_period(rule: Rule, period: Period) -> list[str]:
    """Why an owner cannot set this period: empty, never, shorter or longer than the rule lets."""
    if not rule.due_before_is_known:
        return ["never"]
    if period.about_days <= 0:
        return ["empty"]
    if rule.least and period.about_days < rule.least.about_days:
        return ["too_short"]
    if rule.most and period.about_days > rule.most.about_days:
        return ["too_long"]
    return []


@cache
def all_kept() -> tuple[Kept, ...]:
    """Every table, in the order its rows go."""
    told = tomllib.loads(files(__package__).joinpath("classes.toml").read_text("utf-8"))["kept"]
    return tuple(_kept(row) for row in told)


def kept_named(table: str) -> Kept:
    """The entry of a table; LookupError where nobody has written one."""
    for kept in all_kept():
        if kept.table == table:
            return kept
    raise LookupError(f"classes.toml has no {table}")


def _kept(row: Mapping) -> Kept:
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name != "from"
    }
    return Kept(**told, counted=From(row["from"]) if "from" in row else None)


@cache
def _versions() -> tuple[tuple[dt.date, Rules], ...]:
    told = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))["version"]
    return tuple(sorted(((row["valid_from"], _rules(row["rule"])) for row in told), key=lambda each: each[0]))


def _rules(told: Mapping[str, Mapping]) -> Rules:
    made = {name: _rule(name, row) for name, row in told.items()}
    return {
        name: replace(rule, period=made[told[name]["same_as"]].period) if "same_as" in told[name] else rule
        for name, rule in made.items()
    }


def _rule(name: str, row: Mapping) -> Rule:
    periods = {key: Period(**row[key]) for key in ("period", "least", "most") if key in row}
    return Rule(name, row["words"], From(row["from"]), Happens(row["happens"]), row["basis"], row["source"], **periods)
