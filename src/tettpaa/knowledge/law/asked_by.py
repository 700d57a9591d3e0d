"""Which rule of law asks for a step, as dated data (`asked_by.toml`). Pure."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Rule:
    """A section, what it asks in a sentence by language, and the steps it asks for, by the permissions of their pages."""

    law: str
    words: Mapping[str, str]
    steps: frozenset[str]
    source: str
    valid_from: dt.date


def rules_asking_for(step: str, on: dt.date) -> list[Rule]:
    """The rules in force on a day that ask for a step, in the order they are written."""
    return [rule for rule in all_rules() if step in rule.steps and rule.valid_from <= on]


@cache
def all_rules() -> tuple[Rule, ...]:
    rows = tomllib.loads(files(__package__).joinpath("asked_by.toml").read_text("utf-8"))["rule"]
    return tuple(
        Rule(
            row["law"],
            {language: row[language] for language in ("nb", "nn", "en")},
            frozenset(row["steps"]),
            row["source"],
            row["from"],
        )
        for row in rows
    )
