"""The 44 OneRoster 1.2 packages of LongsightGroup/oneroster (MIT) and nicelion's empty district (MIT)."""

import json
from pathlib import Path

import duckdb
import pytest

from tests.real.conftest import FOLDER
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.oneroster import read

PACKAGES = Path("oneroster", "longsight-1p2-conformance")
CASES_FILE = FOLDER / PACKAGES / "cases.json"
CASES = json.loads(CASES_FILE.read_text("utf-8"))["cases"] if CASES_FILE.exists() else []
BROKEN = [case for case in CASES if not case["valid"]]
SOUND = [case for case in CASES if case["valid"]]


def delivered(path: Path, school_year: int) -> Delivery:
    delivery = Delivery(duckdb.connect())
    read(path, delivery, school_year=school_year)
    return delivery


def staged(delivery: Delivery, table: str) -> list[dict]:
    rows = delivery.con.execute(f"SELECT * FROM staged_{table} ORDER BY _row")
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def test_all_packages_are_tried(real_data):
    assert (len(BROKEN), len(SOUND)) == (35, 9)
    assert len(list((real_data / PACKAGES).rglob("*.zip"))) == 44


@pytest.mark.parametrize("case", BROKEN, ids=[case["name"] for case in BROKEN])
def test_a_broken_package_is_refused_with_its_own_fault(real_data, case):
    delivery = delivered(real_data / PACKAGES / case["file"], 2024)
    if "expected_codes" in case:
        assert {problem.code for problem in delivery.problems} == set(case["expected_codes"])
    else:
        expected = case["expected"] if isinstance(case["expected"], list) else [case["expected"]]
        places = [(fault["code"], fault["fileName"], fault["rowNumber"], fault["field"]) for fault in expected]
        assert sorted((p.code, p.file, p.row, p.column) for p in delivery.problems) == sorted(places)
    assert all(p.message and p.fix and p.message_en and p.fix_en for p in delivery.problems)
    assert not delivery.delivered, "nothing is delivered from a refused package"


@pytest.mark.parametrize("case", SOUND, ids=[case["name"] for case in SOUND])
def test_a_sound_package_is_accepted(real_data, case):
    delivery = delivered(real_data / PACKAGES / case["file"], 2024)
    assert delivery.problems == []
    assert delivery.mode == {"delta": "changes"}.get(case.get("mode", ""), "full")
    assert bool(delivery.delivered) == bool(case["supplied"])
    assert ("grades" in delivery.delivered) == ("results.csv" in case["supplied"])


def test_what_a_full_package_says(real_data):
    delivery = delivered(real_data / PACKAGES / "valid" / "full-bulk-package-bulk.zip", 2024)
    (school,) = staged(delivery, "schools")
    assert (school["school_id"], school["name"], school["_file"], school["_row"]) == (
        "org-1",
        "North School",
        "orgs.csv",
        3,
    )
    (group,) = staged(delivery, "groups")
    assert (group["group_id"], group["kind"], group["subject_code"]) == ("class-1", "teaching", "ALG1")
    (member,) = staged(delivery, "memberships")
    assert (member["role"], member["valid_from"], member["valid_to"]) == ("teacher", "2024-08-01", "2025-06-01")
    (grade,) = staged(delivery, "grades")
    assert (grade["value"], grade["scale"], grade["term"], grade["comment"]) == ("95.5", "percentage", "other", "Done")
    assert [person["sex"] for person in staged(delivery, "people")] == [None, "k"]
    assert staged(delivery, "guardian_links") == [], "an agent of a teacher is no guardian"


def test_the_empty_district_is_an_empty_full_delivery(real_data):
    delivery = delivered(real_data / "oneroster" / "nicelion" / "oneroster-example-csv", 2025)
    assert delivery.problems == []
    assert delivery.mode == "full"
    assert {"schools", "people", "enrolments", "groups", "memberships"} <= delivery.delivered
    assert all(staged(delivery, table) == [] for table in delivery.delivered)
