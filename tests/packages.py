"""Packages of the own profile for tests: a small county, and ways to write it down."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.running import import_package
from tettpaa.schools.places.models import Owner

Tables = dict[str, list[dict[str, object]]]
SCHOOLS = ("S1", "S2")
DAYS = ("2025-09-01", "2025-09-02", "2025-09-03", "2025-10-13", "2026-01-12")


def a_county(pupils: int = 12) -> Tables:
    """Two schools with `pupils` each, a class and a Norwegian group at each, and a few of every kind of record."""
    county: Tables = {name: [] for name in _TABLES}
    for school in SCHOOLS:
        _add_school(county, school)
        for number in range(1, pupils + 1):
            _add_pupil(county, school, f"{school}-P{number}", number)
    return county


_TABLES = (
    "schools", "people", "enrolments", "employments", "groups", "memberships", "guardian_links", "calendar",
    "subjects", "lessons", "absences", "absence_sums", "grades", "conduct", "notices", "admissions",
)  # fmt: skip


def _add_school(county: Tables, school: str) -> None:
    county["schools"].append({"school_id": school, "name": f"Skole {school}"})
    teacher = f"{school}-L1"
    county["people"].append({"person_id": teacher, "given_name": "Lærer", "family_name": f"Ås {school}"})
    county["employments"].append({"person_id": teacher, "school_id": school, "role": "teacher"})
    for group, kind, subject in ((f"{school}-1STA", "class", ""), (f"{school}-NOR", "teaching", "NOR1267")):
        row = {"group_id": group, "school_id": school, "name": group[3:], "kind": kind, "subject_code": subject}
        county["groups"].append(row)
    county["memberships"].append({"group_id": f"{school}-1STA", "person_id": teacher, "role": "contact_teacher"})
    county["subjects"].append(
        {"school_id": school, "subject_code": "NOR1267", "name": "Norsk", "planned_hours": "113", "lesson_minutes": 45}
    )
    for day in DAYS:
        county["calendar"].append({"school_id": school, "on": day, "is_school_day": "ja"})
        county["lessons"].append(
            {"group_id": f"{school}-NOR", "on": day, "lesson": 1, "starts": "08:15", "minutes": 45,
             "registered_on": day, "teacher_id": teacher}
        )  # fmt: skip


def _add_pupil(county: Tables, school: str, pupil: str, number: int) -> None:
    guardian = pupil.replace("P", "F")
    county["people"].append(
        {"person_id": pupil, "given_name": f"Elev {number}", "family_name": "Øst", "birth_date": "2008-05-17"}
    )
    county["people"].append({"person_id": guardian, "given_name": "Foresatt", "family_name": f"Øst {number}"})
    county["enrolments"].append(
        {"pupil_id": pupil, "school_id": school, "year_level": "Vg1", "valid_from": "2025-08-18"}
    )
    for group in (f"{school}-1STA", f"{school}-NOR"):
        county["memberships"].append(
            {"group_id": group, "person_id": pupil, "role": "pupil", "valid_from": "2025-08-18"}
        )
    county["guardian_links"].append({"pupil_id": pupil, "guardian_id": guardian, "has_parental_responsibility": "ja"})
    for place, day in enumerate(DAYS[: 1 + number % len(DAYS)]):
        county["absences"].append(
            {"absence_id": f"{pupil}-{place}", "pupil_id": pupil, "on": day, "unit": "lesson", "lesson": 1,
             "starts": "08:15", "minutes": 45, "group_id": f"{school}-NOR", "subject_code": "NOR1267",
             "documentation": "none"}
        )  # fmt: skip
    county["absence_sums"].append(
        {"pupil_id": pupil, "begins": "2025-08-18", "ends": "2026-01-16", "unit": "days", "value": "1,5"}
    )
    county["grades"].append({"pupil_id": pupil, "subject_code": "NOR1267", "term": "h1", "value": str(1 + number % 6)})
    county["conduct"].append({"pupil_id": pupil, "term": "h1", "order_grade": "G", "conduct_grade": "G"})
    county["notices"].append({"pupil_id": pupil, "kind": "absence", "sent_on": "2025-11-03"})
    county["admissions"].append({"pupil_id": pupil, "choice": 1, "grunnskolepoeng": "41.5"})


def text_of(rows: Sequence[Mapping[str, object]], delimiter: str = ";") -> str:
    """Rows as CSV, with the columns that any of them has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(county: Tables, folder: Path, *, delimiter: str = ";", encoding: str = "utf-8") -> Path:
    """A folder with a file for each table that has rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in county.items():
        if rows:
            (folder / f"{name}.csv").write_bytes(text_of(rows, delimiter).encode(encoding))
    return folder


def changes(county: Tables, folder: Path) -> Path:
    """The same as a delivery of changes; a row is withdrawn by status = deleted."""
    write(county, folder)
    (folder / "profile.csv").write_text("property;value\nmode;changes\n")
    return folder


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        for file in sorted(folder.iterdir()):
            opened.write(file, file.name)
    return path


def run(
    path: Path, owner: Owner, *, kind: str = "csv", school_year: int = 2025, approve: bool = True, reason: str = "",
) -> Import:  # fmt: skip
    """Import it, as the command line does."""
    return import_package(
        path, owner=owner, kind=kind, school_year=school_year, wish=Wish("test", is_asked=approve, reason=reason),
        report_for=lambda _held: lambda *_: None, patience=30,
    )  # fmt: skip
