"""Flags and their events as plain rows, read and written in sets: an object for each would be most of the night."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from itertools import batched

from django.db import connection, models

from tettpaa.identify.flags.models import Flag, FlagEvent
from tettpaa.identify.flags.states import Name
from tettpaa.schools.places.models import Owner

A_BATCH = 2000
BEHIND = ("facts", "subjects")  # last in a flag's row
Key = tuple[int, int, str]  # pupil's key, rule set, rule


@dataclass(slots=True)
class FlagRow:
    """A row of `Flag`, its columns by their names in the database."""

    pupil_id: int
    school_id: int
    school_year: int
    rule_set_id: int
    rule: str
    version_id: int
    kind: Name
    on: dt.date
    raised_on: dt.date | None
    held_since: dt.date | None
    as_of: dt.date
    facts: list[dict] = field(default_factory=list)
    subjects: list[dict] = field(default_factory=list)


@dataclass(slots=True)
class EventRow:
    """A row of `FlagEvent`."""

    pupil_id: int
    school_id: int
    school_year: int
    rule_set_id: int
    version_id: int
    rule: str
    kind: Name
    on: dt.date
    held_since: dt.date | None
    because: str
    facts: list[dict]
    subjects: list[dict]


def standing(owner: Owner, school_year: int, pupils: Collection[int] | None) -> dict[Key, FlagRow]:
    """How every flag of the owner's pupils stands, or of some; of those that are cleared without what is behind."""
    flags = Flag.objects.filter(school__owner=owner, school_year=school_year)
    if pupils is not None:
        flags = flags.filter(pupil__in=pupils)
    columns = _columns(FlagRow)
    told = flags.exclude(kind="cleared").values_list(*columns).iterator(A_BATCH)
    cleared = flags.filter(kind="cleared").values_list(*(name for name in columns if name not in BEHIND))
    rows = [FlagRow(*row) for row in told]
    rows += [FlagRow(*row) for row in cleared.iterator(A_BATCH)]
    return {(row.pupil_id, row.rule_set_id, row.rule): row for row in rows}


def add_events(events: Sequence[EventRow]) -> None:
    """Add the events, in their order."""
    _insert(FlagEvent, EventRow, events)


def write_flags(flags: Sequence[FlagRow]) -> None:
    """Put each flag in the place of the one for the same pupil, year, rule set and rule."""
    key = ("pupil_id", "school_year", "rule_set_id", "rule")
    kept = [name for name in _columns(FlagRow) if name not in key]
    written = ", ".join(f"{_quoted(name)} = excluded.{_quoted(name)}" for name in kept)
    _insert(Flag, FlagRow, flags, f"ON CONFLICT ({', '.join(map(_quoted, key))}) DO UPDATE SET {written}")


def _insert(model: type[models.Model], row: type, rows: Sequence, conflict: str = "") -> None:
    columns = _columns(row)
    places = ", ".join("%s" for _ in columns)
    names = ", ".join(map(_quoted, columns))
    table = _quoted(model._meta.db_table)
    sql = f"INSERT INTO {table} ({names}) VALUES ({places}) {conflict}"  # noqa: S608
    with connection.cursor() as cursor:
        for some in batched(rows, A_BATCH):
            cursor.executemany(sql, [_values(each, columns) for each in some])


def _values(row: object, columns: Iterable[str]) -> list:
    return [_stored(getattr(row, name)) for name in columns]


def _stored(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, list) else value


def _columns(row: type) -> list[str]:
    return [field.name for field in fields(row)]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
