"""All that is held about one person, from the database and the record tables, as one answer (GDPR article 15)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tettpaa.identify.records.keeping import RecordClass
from tettpaa.pages.own_record.words import heading, log_in_words
from tettpaa.schema import Column
from tettpaa.schema.processing import activity_of
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.retention.copy import Copied, columns_of, copied, is_shown_to_pupil, named
from tettpaa.trust.retention.database import table_of
from tettpaa.trust.retention.rules import Kept, all_kept


@dataclass(frozen=True)
class Part:
    """One table of the answer, with what it is for and how long it is kept."""

    name: str
    title: str
    purpose: str
    basis: str
    retention: str
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]


@dataclass(frozen=True)
class Record:
    """Everything: `withheld` are (what, why) that are not in it, the same for everybody, whether there is any or not."""

    person: Person
    made_at: dt.datetime
    parts: list[Part]
    withheld: list[tuple[str, str]]


def whole_record(person: Person, at: dt.datetime) -> Record:
    """What the owner answers with, after somebody has read it through: everything about the person."""
    return _record(person, at, lambda kept: bool(kept.thing or kept.withheld), with_mistakes=True)


def own_record(person: Person, at: dt.datetime) -> Record:
    """What a pupil is shown of herself: what the matrix lets a pupil read, and nobody has marked as a mistake."""
    return _record(person, at, is_shown_to_pupil, with_mistakes=False)


def _record(person: Person, at: dt.datetime, is_in: Callable[[Kept], bool], *, with_mistakes: bool) -> Record:
    about = [kept for kept in all_kept() if kept.thing or kept.withheld]
    parts = [_part(_copied(kept, person, with_mistakes=with_mistakes)) for kept in about if is_in(kept)]
    withheld = [(heading(kept), kept.withheld or _("Spør skolen.")) for kept in about if not is_in(kept)]
    return Record(person, at, parts, withheld)


def _part(copy: Copied) -> Part:
    activity, table = activity_of(copy.kept.table), table_of(copy.kept.table)
    rows = log_in_words(copy.rows) if copy.kept.kind == "log" else copy.rows
    kept_for = table.retention if table else ""
    return Part(copy.kept.table, heading(copy.kept), activity.purpose, activity.basis, kept_for, copy.columns, rows)


def _copied(kept: Kept, person: Person, *, with_mistakes: bool) -> Copied:
    return _records(kept, person) if kept.kind == "records" else copied(kept, person, with_mistakes=with_mistakes)


def _records(kept: Kept, person: Person) -> Copied:
    """Facts as the source gave them; schools and groups by their names, clock times as people write them."""
    rows = RecordClass(kept).rows_of(person.owner, person.pk)
    groups = named(Group, [row.get("group") for row in rows])
    schools = named(School, [row["school"] for row in rows])
    columns = columns_of(kept)
    told = []
    for row in rows:
        one = {column.name: _value(row, column, groups) for column in columns if column.stored_name in row}
        told.append(one | {"school_year": row["school_year"], "school": schools.get(row["school"])})
    year = Column("school_year", "int", "Skoleår", "School year")
    return Copied(kept, (*columns, year, Column("school", "text", "Skole", "School")), told)


def _value(row: dict[str, Any], column: Column, groups: Any) -> Any:
    value = row[column.stored_name]
    if column.refers_to == "groups":
        return groups.get(value)
    return f"{value // 60:02}.{value % 60:02}" if column.type == "time" and value is not None else value
