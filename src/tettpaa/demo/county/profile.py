"""The CSV profile of one small county in memory, to look up in and to change row by row."""

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tettpaa.schema import SOURCE_TABLES

Row = dict[str, str]


@dataclass(frozen=True)
class Lesson:
    """A lesson a pupil should be at."""

    on: str
    number: int
    starts: str
    minutes: int
    group: str
    subject: str


class Profile:
    """All tables of the profile: table → rows, as text."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self.tables = tables

    @classmethod
    def read(cls, folder: Path) -> "Profile":
        """Every file of the profile that lies in the folder."""
        found = {}
        for name, table in SOURCE_TABLES.items():
            path = folder / table.file_name
            if path.exists():
                with path.open(encoding="utf-8", newline="") as file:
                    found[name] = list(csv.DictReader(file))
        return cls(found)

    def write(self, folder: Path) -> None:
        """Write every table."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in self.tables.items():
            columns = [column.name for column in SOURCE_TABLES[name].columns]
            with (folder / SOURCE_TABLES[name].file_name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)

    def add(self, table: str, **cells: object) -> None:
        """Add a row; dates as ISO, truth as true and false, none and what is not given as empty."""
        empty = {column.name: "" for column in SOURCE_TABLES[table].columns}
        given = {name: _text(value) for name, value in cells.items()}
        self.tables.setdefault(table, []).append(empty | given)

    def where(self, table: str, **wanted: str) -> list[Row]:
        """The rows whose cells are as given."""
        return [row for row in self.tables[table] if all(row[name] == value for name, value in wanted.items())]

    def drop(self, table: str, **wanted: str) -> None:
        """Take away the rows whose cells are as given."""
        gone = {id(row) for row in self.where(table, **wanted)}
        self.tables[table] = [row for row in self.tables[table] if id(row) not in gone]

    def group_named(self, school: str, name: str) -> str:
        """The id of a school's group: `name` is its end, as 1STA or 1STA-NOR1260."""
        (row,) = (row for row in self.where("groups", school_id=school) if row["group_id"][len(school) + 4 :] == name)
        return row["group_id"]

    def lessons_of(self, pupil: str, since: dt.date, until: dt.date) -> list[Lesson]:
        """The lessons that were held for a pupil, in order of time."""
        return self.lessons_by_pupil({pupil}, since, until)[pupil]

    def lessons_by_pupil(self, pupils: set[str], since: dt.date, until: dt.date) -> dict[str, list[Lesson]]:
        """Pupil → the lessons that were held for her, in order of time."""
        subject = {row["group_id"]: row["subject_code"] for row in self.tables["groups"]}
        held = self._held_by_group()
        found: dict[str, list[Lesson]] = {pupil: [] for pupil in pupils}
        for pupil, group, first, last in self._groups_of(pupils):
            found[pupil] += [
                Lesson(row["on"], int(row["lesson"]), row["starts"], int(row["minutes"]), group, subject[group])
                for row in held[group]
                if max(first, since.isoformat()) <= row["on"] <= min(last, until.isoformat())
            ]
        return {
            pupil: sorted(lessons, key=lambda lesson: (lesson.on, lesson.number)) for pupil, lessons in found.items()
        }

    def _groups_of(self, pupils: set[str]) -> Iterator[tuple[str, str, str, str]]:
        for row in self.where("memberships", role="pupil"):
            if row["person_id"] in pupils:
                yield row["person_id"], row["group_id"], row["valid_from"] or "0", row["valid_to"] or "9"

    def _held_by_group(self) -> dict[str, list[Row]]:
        held = defaultdict(list)
        for row in self.tables["lessons"]:
            if row["is_held"] != "false":
                held[row["group_id"]].append(row)
        return held


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, dt.date) else str(value)
