"""Tables of the database: which rows are over, and how they go."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.deletion import PROTECT

from tettpaa.kit.clock import OSLO
from tettpaa.kit.failpoints import failpoint
from tettpaa.schema import DECISION_TABLES, SOURCE_TABLES, Table
from tettpaa.schools.people.models import Employment, Enrolment, GuardianLink, Membership, Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.retention import ledger
from tettpaa.trust.retention.removable import Due, Removal
from tettpaa.trust.retention.rules import Kept, Period, counted_from

ROSTER: dict[str, type[models.Model]] = {
    "schools": School, "people": Person, "enrolments": Enrolment, "employments": Employment, "groups": Group,
    "memberships": Membership, "guardian_links": GuardianLink,
}  # fmt: skip
# A person's ties go with the person, in one transaction: without them nobody knows when the person left.
TIES: tuple[tuple[type[models.Model], str], ...] = (
    (GuardianLink, "pupil"), (Membership, "person"), (Enrolment, "pupil"), (Employment, "person"),
)  # fmt: skip
AT_ONCE = 500
GROWN = 18


def model_of(table: str) -> type[models.Model]:
    """The model that keeps a table of the schema."""
    return ROSTER[table] if table in ROSTER else apps.get_model(table)


def table_of(name: str) -> Table | None:
    """What the schema says of a table; None for the owner itself, which it describes beside the tables."""
    return SOURCE_TABLES.get(name) or DECISION_TABLES.get(name)


@dataclass(frozen=True)
class DatabaseClass:
    """One table of the database, as classes.toml tells it."""

    kept: Kept

    @property
    def name(self) -> str:
        return self.kept.table

    @property
    def words(self) -> str:
        described = table_of(self.kept.table)
        return described.retention if described else "Varig"

    @property
    def model(self) -> type[models.Model]:
        return model_of(self.kept.table)

    def due(self, owner: Owner, before: dt.date) -> Due:
        """Counted with what still leans on it, which goes first: as many at most."""
        rows, unknown = self._over(owner, before)
        return Due(self._by_school(rows), unknown.count())

    def remove(self, owner: Owner, before: dt.date, removal: Removal) -> int:
        rows, _unknown = self._over(owner, before)
        return self._take(rows, removal)

    def due_of(self, owner: Owner, pupil: int) -> Due:
        return Due(self._by_school(self.of_person(owner, pupil)))

    def remove_of(self, owner: Owner, pupil: int, removal: Removal) -> int:
        return self._take(self.of_person(owner, pupil), removal)

    def replay(self, hashes: set[str], told: list[Mapping], removal: Removal) -> int:
        columns = ("pk", *self.kept.born)
        rows = self.model._base_manager.order_by().values_list(*columns).iterator(chunk_size=5_000)
        found = [row[0] for row in rows if self._hash(row) in hashes]
        gone = sum(self._delete(self._free().filter(pk__in=some)) for some in batched(found, AT_ONCE))
        return gone + (emptied(hashes, removal) if self.model is Person else 0)

    def tidy(self, owner: Owner) -> None:
        return None

    def of_owner(self, owner: Owner) -> QuerySet:
        """The owner's rows; a table without a path to an owner is the installation's."""
        rows = self.model._base_manager.all()
        path = self.kept.owner or (_joined(self.kept.person, "owner") if self.kept.person else "")
        if path == "self":
            return rows.filter(pk=owner.pk)
        return rows.filter(**{path: owner}) if path else rows

    def of_person(self, owner: Owner, pupil: int) -> QuerySet:
        """The rows about one pupil of the owner."""
        if not self.kept.person:
            return self.model._base_manager.none()
        return self.of_owner(owner).filter(**{"pk" if self.kept.person == "self" else self.kept.person: pupil})

    def _over(self, owner: Owner, before: dt.date) -> tuple[QuerySet, QuerySet]:
        """(the rows whose time is over, those whose beginning nobody knows)"""
        rows = self.of_owner(owner)
        over, unknown = getattr(self, f"_{counted_from(self.kept, self.words)}")(before)
        return rows.filter(over), rows.filter(unknown) if unknown is not None else rows.none()

    def _row(self, before: dt.date) -> tuple[Q, Q | None]:
        return self._earlier(self.kept.own_day, before), None

    def _end(self, before: dt.date) -> tuple[Q, Q | None]:
        """Ended by any of its ends; what never ended, when the one it is about has left."""
        ended = Q()
        for column in self.kept.ended:
            ended |= self._earlier(column, before)
        if who := self.kept.person or self.kept.staff:
            gone, _any = left(who, before)
            ended |= gone
        return ended, None

    def _left(self, before: dt.date) -> tuple[Q, Q | None]:
        gone, tied_nowhere = left(self.kept.person, before)
        if self.kept.own_day:
            return gone | (tied_nowhere & self._earlier(self.kept.own_day, before)), None
        return gone, tied_nowhere

    def _school_year(self, before: dt.date) -> tuple[Q, Q | None]:
        return Q(school_year__lt=school_year_of(before)), None

    def _grown(self, before: dt.date) -> tuple[Q, Q | None]:
        born = f"{self.kept.person}__birth_date"
        return Q(**{f"{born}__lt": Period(years=GROWN).before(before)}), Q(**{f"{born}__isnull": True})

    def _earlier(self, column: str, before: dt.date) -> Q:
        """Before the day began in Oslo, whether the column tells a day or an instant; it may be one of a whole's."""
        *path, name = column.split("__")
        model: Any = self.model
        for part in path:
            model = model._meta.get_field(part).related_model
        is_instant = isinstance(model._meta.get_field(name), models.DateTimeField)
        limit = dt.datetime.combine(before, dt.time(), OSLO) if is_instant else before
        return Q(**{f"{column}__lt": limit})

    def _by_school(self, rows: QuerySet) -> dict[str, int]:
        """School key → how many; the school of a person's row is the last one the person was a pupil at."""
        if self.kept.school:
            keys: Any = models.F(self.kept.school)
        elif self.kept.person:
            who = OuterRef("pk" if self.kept.person == "self" else self.kept.person)
            keys = Subquery(Enrolment.objects.filter(pupil=who).order_by("-valid_from").values("school_id")[:1])
        else:
            count = rows.count()
            return {"": count} if count else {}
        found = rows.annotate(at_school=keys).order_by().values_list("at_school").annotate(Count("pk"))
        return {str(key or ""): count for key, count in found}

    def _free(self) -> QuerySet:
        """Rows that nothing kept leans on, but for what goes along."""
        rows = self.model._base_manager.all()
        along = {model for model, _path in TIES} if self.model is Person else set()
        for field in self.model._meta.related_objects:
            if field.on_delete is PROTECT and field.related_model not in along:
                rows = rows.exclude(
                    Exists(field.related_model._base_manager.filter(**{field.field.name: OuterRef("pk")}))
                )
        if self.model is Person:
            # Somebody else's guardian stays as long as the link does.
            rows = rows.exclude(Exists(GuardianLink.objects.filter(guardian=OuterRef("pk"))))
        return rows

    def _take(self, rows: QuerySet, removal: Removal) -> int:
        going = list(self._free().filter(pk__in=rows.order_by().values("pk")).values_list("pk", *self.kept.born))
        if going:
            self._archive([row[0] for row in going], removal)
            self.bury(going, removal)
        return sum(self._delete(self.model._base_manager.filter(pk__in=some)) for some in batched(
            (row[0] for row in going), AT_ONCE))  # fmt: skip

    def bury(self, going: list[tuple], removal: Removal) -> None:
        """Tombstones first: a crash after this removes too little, which the next try mends, never too much."""
        ledger.bury(self.name, [self._hash(row) for row in going], run=removal.run, at=removal.at.isoformat())
        failpoint("retention.buried")

    def _hash(self, row: tuple) -> str:
        return ledger.tombstone(self.kept.table, *map(_plain, row))

    def _delete(self, rows: QuerySet) -> int:
        if self.model is Person:
            keys = list(rows.values_list("pk", flat=True))
            for model, path in TIES:
                model._base_manager.filter(**{f"{path}__in": keys}).delete()
        _all, counts = rows.delete()
        return counts.get(self.model._meta.label, 0)

    def _archive(self, keys: Iterable[int], removal: Removal) -> None:
        """A line for each row, with the person it is about, where the rule says that the archive takes it first."""
        if removal.archive is None:
            return
        removal.archive.mkdir(parents=True, exist_ok=True)
        about = [_joined(self.kept.person, name) for name in ("source_id", "given_name", "family_name")]
        with (removal.archive / f"{self.kept.table}.jsonl").open("w", encoding="utf-8") as file:
            for some in batched(keys, AT_ONCE):
                columns = [field.attname for field in self.model._meta.concrete_fields]
                for row in self.model._base_manager.filter(pk__in=some).order_by("pk").values(*columns, *about):
                    file.write(json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False) + "\n")


def left(path: str, before: dt.date) -> tuple[Q, Q]:
    """(the person had a tie, and none that reached the day, the person has no tie at all)

    A tie without an end reaches as far as its school year does; an employment without one is still going on.
    """
    who = OuterRef("pk" if path == "self" else path)
    open_or = Q(valid_to=None) | Q(valid_to__gte=before)
    year = school_year_of(before)
    enrolled, employed = Enrolment.objects.filter(pupil=who), Employment.objects.filter(person=who)
    member, guardian = Membership.objects.filter(person=who), GuardianLink.objects.filter(guardian=who)
    reaching = (
        Q(Exists(enrolled.filter(open_or, school_year__gte=year))) | Q(Exists(employed.filter(open_or)))
        | Q(Exists(member.filter(open_or, group__school_year__gte=year))) | Q(Exists(guardian))
    )  # fmt: skip
    tied = Q(Exists(enrolled)) | Q(Exists(employed)) | Q(Exists(member))
    is_somebody = Q() if path == "self" else Q(**{f"{path}__isnull": False})
    return is_somebody & tied & ~reaching, is_somebody & ~tied & ~reaching


CONTACT_COLUMNS = {"email": "", "feide_name": "", "sex": "", "written_form": "", "birth_date": None}


def empty_contact(person: Person, removal: Removal) -> bool:
    """Take from somebody who must stay, named in what must be kept, everything but the name."""
    if not any(getattr(person, column) for column in CONTACT_COLUMNS):
        return False
    buried = [ledger.tombstone("people.contact", person.pk, person.source_id)]
    ledger.bury("people", buried, run=removal.run, at=removal.at.isoformat())
    Person.objects.filter(pk=person.pk).update(**CONTACT_COLUMNS)
    return True


def emptied(hashes: set[str], removal: Removal) -> int:
    """The same again for everybody the ledger names so."""
    people = Person.objects.exclude(**CONTACT_COLUMNS).values_list("pk", "source_id").iterator(chunk_size=5_000)
    found = [key for key, source in people if ledger.tombstone("people.contact", key, source) in hashes]
    return sum(Person.objects.filter(pk__in=some).update(**CONTACT_COLUMNS) for some in batched(found, AT_ONCE))


def _joined(path: str, column: str) -> str:
    return column if path == "self" else f"{path}__{column}"


def _plain(value: object) -> str:
    """The same text whichever database it is read back from."""
    return value.astimezone(dt.UTC).isoformat(timespec="microseconds") if isinstance(value, dt.datetime) else str(value)
