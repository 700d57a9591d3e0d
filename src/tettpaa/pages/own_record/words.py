"""The answer's words: the tables by their names, the log's codes as the pupil reads them."""

import re
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.kit.clock import OSLO
from tettpaa.schema import Column
from tettpaa.trust.access.reasons import role_word
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.reading import OPENED
from tettpaa.trust.audit.things import PURPOSES, THINGS
from tettpaa.trust.retention.database import table_of
from tettpaa.trust.retention.rules import Kept


def heading(kept: Kept) -> str:
    """What the schema calls the table, in the reader's language as far as the schema has it."""
    table = table_of(kept.table)
    return (table.en if get_language() == "en" else table.nb) if table else kept.table


def short_word(words: str) -> str:
    """'Reist, senket eller ukjent' → 'Reist': what a heading has room for; the files say it whole."""
    return re.split(r"[:;,(]", words)[0].strip()


def column_word(column: Column) -> str:
    return column.en if get_language() == "en" else column.nb


def log_in_words(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What, for what and in which role, in words; never who."""
    return [row | _look_in_words(row) for row in rows]


def _look_in_words(row: dict[str, Any]) -> dict[str, str]:
    thing, purpose = THINGS.get(row["thing"], ""), PURPOSES.get(row["purpose"], "")
    return {
        "thing": _(thing) if thing else row["thing"],
        "purpose": _(purpose) if purpose else row["purpose"],
        "role": role_word(Role(row["role"])) if row["role"] in set(Role) else "",
        "kind": _("Åpnet") if row["kind"] == OPENED else _("Stod i en liste"),
    }


def told(value: object) -> str:
    """A value as people read it; what is empty is unknown, and stands empty."""
    if value is None or value == "":
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {told(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "; ".join(map(told, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if hasattr(value, "astimezone"):
        return value.astimezone(OSLO).strftime("%d.%m.%Y %H.%M")
    return value.strftime("%d.%m.%Y") if hasattr(value, "strftime") else str(value)
