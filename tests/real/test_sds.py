"""Microsoft's own School Data Sync samples (MIT): v1 in two headings, v2 and v2.1."""

from pathlib import Path

import duckdb
import pytest

from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.sds import read

SAMPLES = Path("oneroster", "ms-sds", "CSV Samples")
# Folder → school year, and rows of schools, people, enrolments, employments, groups, memberships.
EXPECTED = {
    "UK Format/25 Users": (2017, 2, 24, 22, 2, 28, 158),
    "UK Format/100 Users": (2017, 2, 98, 86, 12, 28, 630),
    "UK Format/Min Required Attributes": (2017, 2, 24, 22, 2, 28, 158),
    "SDS Format/25 Users": (2017, 2, 24, 22, 2, 2, 46),
    "SDS Format/100 Users": (2017, 2, 98, 86, 12, 28, 630),
    "SDS Format/Min Required Attributes": (2017, 2, 24, 22, 2, 2, 46),
    "SDS v2": (2025, 3, 29, 22, 7, 4, 27),
    "SDS v2.1": (2021, 2, 8, 4, 2, 2, 6),
}
TABLES = ("schools", "people", "enrolments", "employments", "groups", "memberships")


def delivered(path: Path, school_year: int) -> Delivery:
    delivery = Delivery(duckdb.connect())
    read(path, delivery, school_year=school_year)
    assert delivery.problems == []
    assert delivery.mode == "full"
    return delivery


def staged(delivery: Delivery, table: str, *columns: str) -> list[tuple]:
    listed = ", ".join(columns)
    return delivery.con.execute(f"SELECT {listed} FROM staged_{table} ORDER BY {listed}").fetchall()


@pytest.mark.parametrize("folder", EXPECTED)
def test_every_sample_is_read_in_full(real_data, folder):
    school_year, *expected = EXPECTED[folder]
    delivery = delivered(real_data / SAMPLES / folder, school_year)
    assert [len(staged(delivery, table, "_row")) for table in TABLES] == expected


@pytest.mark.parametrize("folder", EXPECTED)
def test_no_password_and_no_flag_is_kept(real_data, folder):
    delivery = delivered(real_data / SAMPLES / folder, EXPECTED[folder][0])
    for (table,) in delivery.con.execute("SELECT table_name FROM duckdb_tables()").fetchall():
        for row in delivery.con.execute(f"SELECT * FROM {table}").fetchall():
            text = " ".join(map(str, row))
            assert "P@ss" not in text and "freeLunch" not in text and "iep" not in text


def test_v1_dates_with_month_first_are_understood(real_data):
    delivery = delivered(real_data / SAMPLES / "UK Format" / "25 Users", 2017)
    assert ("13003", "1997-12-19") in staged(delivery, "people", "person_id", "birth_date")
    assert set(staged(delivery, "memberships", "valid_from", "valid_to")) == {("2017-07-01", "2018-06-30")}


def test_v1_without_names_shows_user_names_and_says_so(real_data):
    delivery = delivered(real_data / SAMPLES / "SDS Format" / "Min Required Attributes", 2017)
    assert [warning.code for warning in delivery.warnings] == ["sds.names_missing"]
    assert ("–", "OKlein") in staged(delivery, "people", "given_name", "family_name")


def test_v2_reads_colleges_as_schools_and_every_word_for_a_teacher(real_data):
    delivery = delivered(real_data / SAMPLES / "SDS v2", 2025)
    assert staged(delivery, "schools", "school_id") == [("10001",), ("10002",), ("10003",)]
    teachers = staged(delivery, "memberships", "person_id", "role")
    assert [person for person, role in teachers if role == "teacher"] == ["14001", "14002", "14009", "14011", "14012"]


def test_v2_1_has_guardians_dates_subjects_and_demographics(real_data):
    delivery = delivered(real_data / SAMPLES / "SDS v2.1", 2021)
    assert staged(delivery, "guardian_links", "pupil_id", "guardian_id", "has_parental_responsibility") == [
        ("114001", "114002", "false"), ("114003", "114002", "false"), ("114004", "114005", "false"),
    ]  # fmt: skip
    assert ("114001", "110003", "10", "2021-08-24", "2022-06-11") in staged(
        delivery, "enrolments", "pupil_id", "school_id", "year_level", "valid_from", "valid_to"
    )
    assert staged(delivery, "groups", "group_id", "subject_code") == [("112001", "CS101"), ("112002", "B10")]
    assert ("114004", "2001-09-02", "k") in staged(delivery, "people", "person_id", "birth_date", "sex")
