"""All that the database holds about one person, table by table, as the person may have it (GDPR article 15).

Made from classes.toml and the schema, so that a table nobody thought of is found by a test, not by a pupil. Names of
others, secrets and serial numbers are left out; a school or a group is told by its name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from tettpaa.schema import Column
from tettpaa.schema.decisions import KEPT_BESIDE_ROSTER
from tettpaa.schema.tables import REFERENCE
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.matrix import THING, Action
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.retention.database import ROSTER, DatabaseClass, table_of
from tettpaa.trust.retention.rules import Kept

# They bind rows together in the store and say nothing about anybody.
SERIAL = frozenset({
    "id", "key", "owner_id", "sort_key", "is_gone", "form_id", "rule_set_id", "version_id", "consent_id", "pupil_id",
    "person_id", "user_id", "row_key", "group", "seal_id",
})  # fmt: skip


MISTAKEN = "voided_at"


@dataclass(frozen=True)
class Copied:
    """One table's rows: `columns` are those of the schema that are in the copy, in its order."""

    kept: Kept
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


def is_shown_to_pupil(kept: Kept) -> bool:
    """Whether the matrix lets a pupil read it of herself."""
    return bool(kept.thing) and THING[kept.thing].allows(Role.PUPIL, Action.READ)


def columns_of(kept: Kept) -> tuple[Column, ...]:
    """The schema's columns that a copy has: not secrets, not others' names, not serial numbers."""
    table = table_of(kept.table)
    columns = table.columns if table else ()
    if kept.table in ROSTER:
        columns += tuple(column for column in KEPT_BESIDE_ROSTER["roster"] if column.name == "school_year")
    left_out = {*kept.others, *SERIAL}
    told = (column for column in columns if column.privacy != "secret" and column is not REFERENCE)
    return tuple(column for column in told if column.name not in left_out)


def copied(kept: Kept, person: Person, *, with_mistakes: bool = True) -> Copied:
    """The person's rows of one table of the database, the oldest first.

    Without mistakes, rows marked as entered by mistake are left out: they may be about another.
    """
    if kept.kind == "log":
        rows: models.QuerySet = AccessRecord.objects.filter(pupil_key=person.pk).order_by("at", "id")
    else:
        rows = DatabaseClass(kept).of_person(person.owner, person.pk).order_by("pk")
        if not with_mistakes and any(field.name == MISTAKEN for field in rows.model._meta.fields):
            rows = rows.filter(**{MISTAKEN: None})
    columns = columns_of(kept)
    return Copied(kept, columns, _in_words([_told(row, columns) for row in rows], columns))


def _told(row: models.Model, columns: Iterable[Column]) -> dict[str, Any]:
    """Column → value, a choice by its word."""
    told = {}
    for column in columns:
        if hasattr(row, column.name):
            words = getattr(row, f"get_{column.name}_display", None)
            told[column.name] = str(words()) if words else getattr(row, column.name)
        elif column.name == "person_id":
            told[column.name] = row.pk
    return told


def _in_words(rows: list[dict[str, Any]], columns: Iterable[Column]) -> list[dict[str, Any]]:
    """Schools and groups by their names. One read for each kind. A measure's `unit` is a word already, not a school."""
    names = {column.name for column in columns if column.name != "unit" or column.type == "int"}
    for column, model in (("school_id", School), ("unit", School), ("group_id", Group)):
        if column in names:
            found = named(model, [row[column] for row in rows])
            for row in rows:
                row[column] = found.get(row[column])
    return rows


def named(model: type[School] | type[Group], keys: Iterable[int | None]) -> Mapping[int, str]:
    """Key → name."""
    return {place.pk: place.name for place in model._base_manager.filter(pk__in={key for key in keys if key})}
