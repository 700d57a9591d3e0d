"""How records leave: whole school years by the rules, one pupil by erasure. Old versions' files go too.

A new version without the rows is written, then put in force in the caller's transaction; `tidy` then takes from the disk
every file of those schools' years that the version in force does not use. What was known earlier about them can no longer
be asked for: that is what removing means.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.reading import connect, files_in_force, records_query, version_in_force
from tettpaa.identify.records.store import replace, table_path
from tettpaa.identify.records.stored import stored_columns
from tettpaa.kit.failpoints import failpoint
from tettpaa.schema import SOURCE_TABLES
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.retention import ledger
from tettpaa.trust.retention.removable import Due, Removal
from tettpaa.trust.retention.rules import Kept

Part = tuple[int, int]


@dataclass(frozen=True)
class RecordClass:
    """One record table."""

    kept: Kept

    @property
    def name(self) -> str:
        return self.kept.table

    @property
    def words(self) -> str:
        return SOURCE_TABLES[self.kept.table].retention

    @property
    def has_pupil(self) -> bool:
        return "pupil" in stored_columns(SOURCE_TABLES[self.kept.table])

    def due(self, owner: Owner, before: dt.date) -> Due:
        return self._counted(owner, f"school_year < {school_year_of(before)}")

    def remove(self, owner: Owner, before: dt.date, removal: Removal) -> int:
        return self._take(owner, f"school_year < {school_year_of(before)}", removal)

    def due_of(self, owner: Owner, pupil: int) -> Due:
        return self._counted(owner, f"pupil = {int(pupil)}") if self.has_pupil else Due()

    def remove_of(self, owner: Owner, pupil: int, removal: Removal) -> int:
        if not self.has_pupil:
            return 0
        self._bury([self._hash(owner, "pupil", pupil)], removal)
        return self._take(owner, f"pupil = {int(pupil)}", removal, is_buried=True)

    def replay(self, hashes: set[str], told: list[Mapping], removal: Removal) -> int:
        return sum(self._replay_of(owner, hashes, removal) for owner in Owner.objects.all())

    def tidy(self, owner: Owner) -> None:
        """Of the years and schools a run has taken from, only the files in force stay on the disk."""
        path = table_path(owner.slug, self.name)
        if version_in_force(owner, self.name) is None or not (mark := _mark(path)).exists():
            return
        in_use = {file.resolve() for file in files_in_force(owner, self.name)}
        for year, school in _parts_in(mark):
            for file in (path / f"school_year={year}" / f"school={school}").glob("*.parquet"):
                if file.resolve() not in in_use:
                    file.unlink()
        mark.unlink()

    def rows_of(self, owner: Owner, pupil: int) -> list[dict[str, Any]]:
        """Everything in force about one pupil, the oldest first."""
        if not self.has_pupil:
            return []
        described = SOURCE_TABLES[self.name]
        order = described.dated_by or "school_year"
        with connect() as con:
            rows = con.sql(f'FROM ({records_query(owner, self.name)}) WHERE pupil = {int(pupil)} ORDER BY "{order}"')
            return [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]

    def _counted(self, owner: Owner, condition: str) -> Due:
        with connect() as con:
            rows = con.execute(
                f"SELECT school, count(*) FROM ({records_query(owner, self.name)}) WHERE {condition} GROUP BY school"
            ).fetchall()
        return Due({str(school): count for school, count in rows})

    def _take(self, owner: Owner, condition: str, removal: Removal, *, is_buried: bool = False) -> int:
        """Write the schools' years again without the rows, and put that in force."""
        version = version_in_force(owner, self.name)
        if version is None:
            return 0
        with connect() as con:
            held = records_query(owner, self.name)
            found = con.execute(
                f"SELECT school_year, school, count(*) FROM ({held}) WHERE {condition} GROUP BY ALL ORDER BY ALL"
            ).fetchall()
            parts = [(year, school) for year, school, _count in found]
            if not parts:
                return 0
            if not is_buried:
                self._bury([self._hash(owner, "part", year, school) for year, school in parts], removal)
            _note(table_path(owner.slug, self.name), parts)
            self._put_in_force(con, owner, _without(held, condition, parts), parts, removal, version)
        return sum(count for _year, _school, count in found)

    def _put_in_force(
        self, con: duckdb.DuckDBPyConnection, owner: Owner, rows: str, parts: Collection[Part], removal: Removal,
        version: int,
    ) -> None:  # fmt: skip
        import_id = f"removal-{removal.run}-{removal.at:%Y%m%d%H%M%S}-{version}"
        written = replace(
            con, owner_slug=owner.slug, table=self.name, rows=rows, parts=parts, import_id=import_id, in_force=version
        )
        failpoint("records.removed")
        TableVersion.objects.filter(owner=owner, table=self.name).update(
            version=written, import_id=import_id, moved_at=removal.at
        )

    def _replay_of(self, owner: Owner, hashes: set[str], removal: Removal) -> int:
        with connect() as con:
            held = records_query(owner, self.name)
            parts = con.execute(f"SELECT DISTINCT school_year, school FROM ({held})").fetchall()
            people = con.execute(f"SELECT DISTINCT pupil FROM ({held})").fetchall() if self.has_pupil else []
        conditions = [
            f"(school_year = {year} AND school = {school})"
            for year, school in parts if self._hash(owner, "part", year, school) in hashes
        ]  # fmt: skip
        buried = [str(key) for (key,) in people if key and self._hash(owner, "pupil", key) in hashes]
        conditions += [f"pupil IN ({', '.join(buried)})"] if buried else []
        return self._take(owner, " OR ".join(conditions), removal, is_buried=True) if conditions else 0

    def _hash(self, owner: Owner, *parts: object) -> str:
        return ledger.tombstone(f"records.{self.name}", owner.slug, *parts)

    def _bury(self, rows: list[str], removal: Removal) -> None:
        ledger.bury(self.name, rows, run=removal.run, at=removal.at.isoformat())


def _without(held: str, condition: str, parts: Collection[Part]) -> str:
    """The rows of those schools' years that stay."""
    places = " OR ".join(f"(school_year = {year} AND school = {school})" for year, school in parts)
    return f"SELECT * FROM ({held}) WHERE ({places}) AND ({condition}) IS NOT TRUE"


def _mark(path: Path) -> Path:
    """Beside the table: the schools' years whose old files are to leave the disk."""
    return path.parent / f"{path.name}.removed"


def _note(path: Path, parts: Collection[Part]) -> None:
    """Written before the version, so that a crash leaves files that the next `tidy` knows of."""
    with _mark(path).open("a", encoding="utf-8") as file:
        file.writelines(f"{year} {school}\n" for year, school in parts)


def _parts_in(mark: Path) -> Iterator[Part]:
    for line in sorted(set(mark.read_text("utf-8").splitlines())):
        year, school = line.split()
        yield int(year), int(school)
