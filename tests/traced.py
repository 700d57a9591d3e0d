"""Compares, for each request of a test client, what was read of pupils and stands in the answer with the rows of the log.

Every row that Django reads of the tables behind the second wall, and of people, is seen on its way. What it holds that can be
known again – a pupil's whole name, a row's random id, what somebody wrote – is looked for in the answer. Each pupil
it is about must have got a row in the log by that very request, unless the reader is that pupil. Dates, figures and
words chosen from a list cannot be known again; nor is a file looked into that is sent piece by piece.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from threading import local
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler
from django.http import HttpRequest, HttpResponse
from django.test import Client

from tettpaa.schema.decisions import DECISIONS
from tettpaa.schools.people.models import Enrolment, Person
from tettpaa.trust.audit import actions
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.retention.rules import kept_named
from tettpaa.trust.wall.tables import WALLED

NAME = ("given_name", "family_name")
# Their ids tell nothing of a pupil: whoever is called to a meeting is shown when and where, and the way to answer; a message
# says that something waits, and its id is the way there.
IDS_OF_NOBODY = frozenset({"meetings.Invitation", "outbox.Message"})
# A kind out of the catalogue, which stands in addresses of pages without pupils.
CHOSEN = frozenset({("measures.Measure", "kind")})
SHORTEST, LONGEST = 8, 40  # letters: fewer stand in any answer, and more may be cut short in it


@dataclass(frozen=True)
class Row:
    """What was read of one row, column by column."""

    model: type[Model]
    read: tuple[tuple[str, object], ...]

    def traces(self) -> Iterator[str]:
        """What can be known again in an answer."""
        read = dict(self.read)
        if self.model is Person:
            if name := " ".join(str(read[part]) for part in NAME if read.get(part)):
                yield name
            return
        for name in _told(self.model):
            if isinstance(value := read.get(name), UUID):
                yield str(value)
            elif (
                isinstance(value, str) and len(line := max(value.splitlines(), key=len, default="").strip()) >= SHORTEST
            ):
                yield line[:LONGEST].strip()

    def pupils(self) -> set[int]:
        """Whom it is about."""
        rows = self.model._default_manager.filter(**{name: value for name, value in self.read if value is not None})
        if self.model is Person:
            return set(Enrolment.objects.filter(pupil__in=rows).values_list("pupil_id", flat=True))
        return set(rows.values_list(kept_named(self.model._meta.label).person, flat=True)) - {None}


@dataclass
class Seen:
    """What one request read, and wrote in the log."""

    rows: set[Row] = field(default_factory=set)
    logged: list[int] = field(default_factory=list)


now = local()
told: Counter[str] = Counter()


@cache
def _told(model: type[Model]) -> frozenset[str]:
    """The columns of a model that hold what can be known again: what is written, and random ids."""
    if model is Person:
        return frozenset(NAME)
    if model._meta.db_table not in {table.name for table in WALLED}:
        return frozenset()
    table = next(each for each in DECISIONS if each.name == model._meta.label)
    written = {column.name for column in table.columns if column.type == "text" and column.privacy == "sensitive"}
    written -= {name for about, name in CHOSEN if about == table.name}
    keys = {model._meta.pk} if table.name not in IDS_OF_NOBODY else set()
    ids = {key.attname for key in keys if key.get_internal_type() == "UUIDField"}
    return frozenset(written | ids)


def _parts(compiler: SQLCompiler) -> list[tuple[type[Model], list[tuple[int, str]]]]:
    """For each table a query reads rows of that matter: (its model, [(place in the row, column)])."""
    found: dict[tuple[str, type[Model]], list[tuple[int, str]]] = {}
    for place, (column, _sql, _alias) in enumerate(compiler.select or ()):
        if isinstance(column, Col):
            found.setdefault((column.alias, column.target.model), []).append((place, column.target.attname))
    return [(model, at) for (_, model), at in found.items() if _told(model).intersection(name for _, name in at)]


def _results(compiler: SQLCompiler, *given, **named) -> Iterable:
    rows = plain_results(compiler, *given, **named)
    seen = getattr(now, "seen", None)
    parts = _parts(compiler) if seen is not None else []
    return _watched(rows, parts, seen) if parts else rows


def _watched(rows: Iterable, parts: list, seen: Seen) -> Iterator:
    for row in rows:
        told["rows"] += 1
        for model, at in parts:
            read = tuple((name, value) for place, name in at if isinstance(value := row[place], str | int | UUID))
            seen.rows.add(Row(model, read))
        yield row


def _append(rows) -> None:
    plain_append(rows)
    if (seen := getattr(now, "seen", None)) is not None:
        seen.logged += [row.pk for row in rows if isinstance(row, AccessRecord)]


@contextmanager
def reading() -> Iterator[Seen]:
    """What is read and logged while it lasts."""
    outer, now.seen = getattr(now, "seen", None), Seen()
    try:
        yield now.seen
    finally:
        now.seen = outer


@contextmanager
def not_compared() -> Iterator[None]:
    """For a test that shows on purpose that something is not logged."""
    now.is_off = True
    try:
        yield
    finally:
        now.is_off = False


def _request(client: Client, **request) -> HttpResponse:
    with reading() as seen:
        answer = plain_request(client, **request)
    told["requests"] += 1
    if not getattr(now, "is_off", False) and not answer.streaming:
        compare(answer, answer.wsgi_request, seen)
    return answer


def compare(answer: HttpResponse, request: HttpRequest, seen: Seen) -> None:
    """Every pupil of whom something read stands in the answer has a row in the log."""
    asked = request.get_full_path()  # comes back in the answer's own links, and tells nothing new
    body = html.unescape(answer.content.decode("utf-8", "replace")).replace(asked, "")
    shown = [row for row in seen.rows if any(_stands(trace, body) for trace in row.traces())]
    if not shown:
        return
    with _not_counted():
        own = getattr(getattr(request, "user", None), "person_id", None)
        logged = set(AccessRecord.objects.filter(pk__in=seen.logged).values_list("pupil_key", flat=True))
        about = {row: row.pupils() - {own} for row in shown}
    told["shown"] += len(set().union(*about.values()))
    gaps = sorted({row.model._meta.label for row, pupils in about.items() if pupils and not pupils & logged})
    if gaps:
        pytest.fail(f"{request.path} showed what was read of {', '.join(gaps)} without a row in the log")


def _stands(trace: str, body: str) -> bool:
    return trace in body and bool(re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", body))


@contextmanager
def _not_counted() -> Iterator[None]:
    """The trace's own reads are none of what a test counts."""
    before, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.force_debug_cursor = before


plain_results, plain_append, plain_request = SQLCompiler.results_iter, actions.append, Client.request


@contextmanager
def traced() -> Iterator[None]:
    """While it lasts, every request of a test client is compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "results_iter", _results)
        patch.setattr(actions, "append", _append)
        patch.setattr(Client, "request", _request)
        yield
