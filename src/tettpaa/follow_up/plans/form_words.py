"""The form of a plan by version: what its fields are called, in each language. Pure; form.toml has the words."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

PAPER_LANGUAGES = ("nb", "nn")


class FormUnknown(LookupError):
    """A plan says that it was written in a form that is no longer described."""


@dataclass(frozen=True)
class PlanForm:
    """One version of the form: `words` by field, `paper` and `states` by language."""

    key: str
    valid_from: dt.date
    words: Mapping[str, Mapping[str, str]]
    paper: Mapping[str, Mapping[str, str]]
    states: Mapping[str, Mapping[str, str]]

    def label(self, field: str, language: str) -> str:
        """What the field asks."""
        return self.words[field].get(language) or self.words[field]["nb"]

    def help_of(self, field: str, language: str) -> str:
        return self.words[field].get(f"help_{language}", "")


def form_on(day: dt.date) -> PlanForm:
    """The form in use on a day; FormUnknown before the first."""
    used = [form for form in _forms() if form.valid_from <= day]
    if not used:
        raise FormUnknown(f"no form of plans on {day}")
    return max(used, key=lambda form: form.valid_from)


def form_named(key: str) -> PlanForm:
    """The form a version was written in; FormUnknown where nobody has described it."""
    for form in _forms():
        if form.key == key:
            return form
    raise FormUnknown(f"no form of plans is called {key!r}")


@cache
def _forms() -> tuple[PlanForm, ...]:
    rows = tomllib.loads(files(__package__).joinpath("form.toml").read_text("utf-8"))["version"]
    return tuple(PlanForm(row["key"], row["from"], row["field"], row["paper"], row["states"]) for row in rows)
