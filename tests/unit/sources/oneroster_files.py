"""A small OneRoster district for the tests: two schools, a class, a contact teacher's group, a subject."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.oneroster import read
from tettpaa.identify.sources.oneroster.tables import tables

Rows = Iterable[Mapping[str, str]]

SESSIONS = [
    {"sourcedId": "y25", "title": "2025-26", "type": "schoolYear", "startDate": "2025-08-18", "endDate": "2026-06-19",
     "schoolYear": "2026"},
    {"sourcedId": "h1", "title": "Høst", "type": "term", "startDate": "2025-08-18", "endDate": "2026-01-16",
     "parentSourcedId": "y25", "schoolYear": "2026"},
]  # fmt: skip
ORGS = [
    {"sourcedId": "eier", "name": "Skoleeier", "type": "district"},
    {"sourcedId": "a", "name": "Skole A", "type": "school", "identifier": "NO999000111", "parentSourcedId": "eier"},
    {"sourcedId": "a-st", "name": "Avdeling ST", "type": "department", "parentSourcedId": "a"},
    {"sourcedId": "b", "name": "Skole B", "type": "school", "identifier": "01234", "parentSourcedId": "eier"},
]
COURSES = [
    {"sourcedId": "vg1", "title": "Vg1", "orgSourcedId": "a"},
    {"sourcedId": "nor", "title": "Norsk", "orgSourcedId": "a", "subjectCodes": "http://psi.udir.no/kl06/NOR1267"},
]
CLASSES = [
    {"sourcedId": "1sta", "title": "1STA", "grades": "VG1", "courseSourcedId": "vg1", "classType": "homeroom",
     "schoolSourcedId": "a", "termSourcedIds": "y25"},
    {"sourcedId": "1sta-k", "title": "1STA kontakt", "courseSourcedId": "vg1", "classType": "scheduled",
     "schoolSourcedId": "a-st", "termSourcedIds": "y25", "metadata.additionalClassType": "mentor"},
    {"sourcedId": "1sta-nor", "title": "1STA norsk", "courseSourcedId": "nor", "classType": "scheduled",
     "schoolSourcedId": "a", "termSourcedIds": "h1,y25"},
]  # fmt: skip


def user(source_id: str, given: str, family: str, **more: str) -> dict[str, str]:
    return {"sourcedId": source_id, "enabledUser": "true", "username": source_id, "givenName": given,
            "familyName": family} | more  # fmt: skip


def role(person: str, word: str, org: str = "a", **more: str) -> dict[str, str]:
    return {"sourcedId": f"{person}-{word}-{org}", "userSourcedId": person, "roleType": "primary", "role": word,
            "orgSourcedId": org} | more  # fmt: skip


def enrolled(person: str, group: str, word: str = "student", **more: str) -> dict[str, str]:
    return {"sourcedId": f"{person}-{group}", "classSourcedId": group, "schoolSourcedId": "a", "userSourcedId": person,
            "role": word} | more  # fmt: skip


USERS = [
    user("e1", "Elev", "A1", grades="VG1", agentSourcedIds="f1", userIds="{Feide:e1@skole-a.no},{FK:1}"),
    user("l1", "Lærer", "A", email="l1@skole-a.no", agentSourcedIds="f1"),
    user("l2", "Lærer", "Norsk"),
    user("r1", "Rådgiver", "A"),
    user("f1", "Foresatt", "A1"),
]
ROLES = [
    role("e1", "student", beginDate="2025-08-20"), role("l1", "teacher"), role("l1", "teacher", "a-st"),
    role("l2", "teacher"), role("r1", "counselor"), role("r1", "districtAdministrator", "eier"), role("f1", "parent"),
]  # fmt: skip
ENROLLMENTS = [
    enrolled("e1", "1sta"), enrolled("e1", "1sta-nor", beginDate="2025-09-01", endDate="2026-01-16"),
    enrolled("e1", "1sta-k"), enrolled("l1", "1sta-k", "teacher"), enrolled("l1", "1sta", "teacher", primary="true"),
    enrolled("l2", "1sta-nor", "teacher", primary="true"), enrolled("l2", "1sta", "teacher", primary="false"),
    enrolled("r1", "1sta", "proctor"),
]  # fmt: skip
DEMOGRAPHICS = [{"sourcedId": "e1", "birthDate": "2009-03-14", "sex": "female", "asian": "true"}]

DISTRICT: dict[str, Rows] = {
    "academicSessions": SESSIONS, "orgs": ORGS, "courses": COURSES, "classes": CLASSES, "users": USERS,
    "roles": ROLES, "enrollments": ENROLLMENTS, "demographics": DEMOGRAPHICS,
}  # fmt: skip


def text_of(name: str, rows: Rows, version: str = "1.2") -> str:
    """The file, with a metadata column where a row has one."""
    rows = list(rows)
    header = tables(version)[name].header
    own = sorted({column for row in rows for column in row if column.startswith("metadata.")})
    lines = io.StringIO()
    writer = csv.DictWriter(lines, [*header, *own], restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue()


def write_package(
    path: Path, files: Mapping[str, Rows], *, version: str = "1.2", mode: str = "bulk", manifest: bool = True
) -> Path:
    """A zip of these files, all in one mode; in delta every row is active unless it says otherwise."""
    life = {"status": "active", "dateLastModified": "2025-10-14T10:00:00.000Z"} if mode == "delta" else {}
    lines = ["propertyName,value", "manifest.version,1.0", f"oneroster.version,{version}"]
    lines += [f"file.{name},{mode if name in files else 'absent'}" for name in tables(version)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened:
        if manifest:
            opened.writestr("manifest.csv", "\n".join(lines) + "\n")
        for name, rows in files.items():
            opened.writestr(f"{name}.csv", text_of(name, [life | row for row in rows], version))
    return path


def delivered(path: Path, school_year: int = 2025) -> Delivery:
    delivery = Delivery(duckdb.connect())
    read(path, delivery, school_year=school_year)
    return delivery


def staged(delivery: Delivery, table: str, *columns: str) -> list[tuple]:
    """The staged rows of a table, these columns, in order."""
    listed = ", ".join(columns)
    return delivery.con.execute(f"SELECT {listed} FROM staged_{table} ORDER BY {listed}").fetchall()


def told(problems) -> list[tuple]:
    """(code, file, row, column) of each, sorted."""
    return sorted((problem.code, problem.file, problem.row or 0, problem.column) for problem in problems)
