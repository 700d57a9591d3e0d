"""The nine example files of PIFU-IMS SAS 1.3 (Udir, 2020), and the absences and grades that stand in them."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.pifu import read

FOLDER = Path("pifu-ims")
PREFIX = "PIFU-IMS_SAS_eksempel"
ABSENCE_FILES = [f"{PREFIX}_fravar_{name}.xml" for name in ("1", "1_kompakt", "2", "2_kompakt")]
GRADE_FILES = [f"{PREFIX}_karakter_{name}.xml" for name in ("1", "1_kompakt", "2", "2_kompakt")]
DOCUMENTED = {"true": "valid", "false": "invalid", "other": "valid", "none": "invalid"}
FINAL = ("final", "written_exam", "oral_exam")


def delivered(path: Path) -> Delivery:
    delivery = Delivery(duckdb.connect())
    read(path, delivery, school_year=2012)
    assert delivery.problems == []
    return delivery


def staged(delivery: Delivery, table: str, columns: str) -> list[tuple]:
    if table not in delivery.delivered:
        return []
    return delivery.con.execute(f'SELECT {columns} FROM "staged_{table}" ORDER BY _row').fetchall()


def listed(real_data: Path, name: str, file: str) -> list[dict[str, str]]:
    with (real_data / FOLDER / name).open(encoding="utf-8", newline="") as opened:
        return [row for row in csv.DictReader(opened) if row["file"] == file]


def read_out(delivery: Delivery) -> list[tuple]:
    """(group, person, mode, unit, classification, begin, end, value) of every absence delivered."""
    sums = staged(delivery, "absence_sums", "group_id, pupil_id, unit, is_documented, begins, ends, value")
    found = [(g, p, "aggregate", u, DOCUMENTED[d], b, e, Decimal(v)) for g, p, u, d, b, e, v in sums]
    events = staged(delivery, "absences", 'group_id, pupil_id, documentation, "on", until, unit, minutes, days')
    for group, person, documentation, on, until, unit, minutes, days in events:
        amount = ("hours", Decimal(minutes) / 60) if unit == "interval" else ("days", Decimal(days))
        found.append((group, person, "occurrence", amount[0], DOCUMENTED[documentation], on, until or on, amount[1]))
    return found


def test_the_lists_have_all_that_stands_in_the_files(real_data):
    assert sum(len(listed(real_data, "absences.csv", file)) for file in ABSENCE_FILES) == 31
    assert sum(len(listed(real_data, "grades.csv", file)) for file in GRADE_FILES) == 20


@pytest.mark.parametrize("file", ABSENCE_FILES)
def test_the_absences_are_exactly_those_listed(real_data, file):
    delivery = delivered(real_data / FOLDER / "pifu-ims" / file)
    expected = [
        (row["group"], row["person"], row["mode"], row["unit"], row["classification"], row["begin"], row["end"],
         Decimal(row["value"]))
        for row in listed(real_data, "absences.csv", file)
    ]  # fmt: skip
    assert read_out(delivery) == expected


@pytest.mark.parametrize("file", GRADE_FILES)
def test_the_grades_are_exactly_those_listed(real_data, file):
    delivery = delivered(real_data / FOLDER / "pifu-ims" / file)
    found = [
        (group, person, "finalresult" if term in FINAL else "interimresult",
         {"grade": "Grade", "percentage": "Percentage"}[scale], value, comment or "")
        for group, person, term, scale, value, comment in
        staged(delivery, "grades", "group_id, pupil_id, term, scale, value, comment")
    ]  # fmt: skip
    columns = ("group", "person", "kind", "mode", "result", "comment")
    expected = [tuple(row[column] for column in columns) for row in listed(real_data, "grades.csv", file)]
    assert Counter(found) == Counter(expected)


@pytest.mark.parametrize("file", ABSENCE_FILES[2:] + GRADE_FILES[2:])
def test_a_file_without_people_and_groups_delivers_none(real_data, file):
    assert delivered(real_data / FOLDER / "pifu-ims" / file).delivered <= {"absences", "absence_sums", "grades"}


@pytest.mark.parametrize("file", ABSENCE_FILES[:2] + GRADE_FILES[:2])
def test_people_and_groups_sent_along_take_nobody_away(real_data, file):
    delivery = delivered(real_data / FOLDER / "pifu-ims" / file)
    assert {"schools", "people", "enrolments", "groups", "memberships"} <= delivery.added_only
    assert staged(delivery, "people", "given_name, family_name") == [("Ola Tobias", "Nordmann")]


def test_the_roster_example(real_data):
    delivery = delivered(real_data / FOLDER / "pifu-ims" / f"{PREFIX}.xml")
    assert delivery.added_only == set()
    assert staged(delivery, "schools", "school_id, org_number, vigo_number") == [
        ("global_ID_org_17", "333000333", "05234"),
    ]  # fmt: skip
    people = staged(delivery, "people", "person_id, sex, written_form")
    assert ("global_ID_01235", "k", "nb") in people, "the new id, not the old one"
    assert "global_ID_02772" not in {person for person, *_ in people}, "a teacher's next of kin is nobody's business"
    assert staged(delivery, "enrolments", "pupil_id, year_level, programme_code") == [
        ("global_ID_01236", "7", "STREA2----"),
    ]  # fmt: skip
    assert staged(delivery, "guardian_links", "guardian_id, has_parental_responsibility") == [
        ("global_ID_03822", "false"), ("global_ID_03823", "false"),
    ]  # fmt: skip
    assert ("global_ID_kontl_Måneflekken_jannest", "global_ID_01235", "contact_teacher") in staged(
        delivery, "memberships", "group_id, person_id, role"
    )
    assert {"pifu.end_before_start", "pifu.group_not_described"} <= {warning.code for warning in delivery.warnings}


def test_no_national_number_and_no_password_is_kept(real_data):
    for file in sorted((real_data / FOLDER / "pifu-ims").glob("*.xml")):
        delivery = delivered(file)
        for (table,) in delivery.con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            text = " ".join(map(str, delivery.con.execute(f"SELECT * FROM {table}").fetchall()))
            assert "09119311111" not in text and "17097055655" not in text and "4bee4fc53ab2" not in text
