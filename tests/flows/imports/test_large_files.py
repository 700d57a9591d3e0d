"""Two million rows are checked as sets, and the one that is wrong is named."""

import resource
from pathlib import Path

import duckdb
import pytest

from tests.packages import a_county, run, write
from tettpaa.identify.imports.queries import faults_of
from tettpaa.identify.records.models import TableVersion

pytestmark = pytest.mark.before_the_database

ROWS, PUPILS = 2_000_000, 24


def peak() -> int:
    """The most memory this process has held, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def write_package(folder: Path, absence_id: str) -> Path:
    """The small county, with two million absences of its 24 pupils; their ids are given as SQL."""
    county = a_county()
    del county["absences"]
    write(county, folder)
    with duckdb.connect() as con:
        con.execute(f"""
            COPY (SELECT {absence_id} AS absence_id, 'S' || (1 + i % 2) || '-P' || (1 + i // 2 % 12) AS pupil_id,
                         DATE '2025-08-18' + (i % 300)::INTEGER AS "on", 'lesson' AS unit, 1 + i % 8 AS lesson,
                         45 AS minutes, 'none' AS documentation
                  FROM range({ROWS}) AS numbers(i))
            TO '{folder / "absences.csv"}' (HEADER, DELIMITER ';')
        """)
    return folder


@pytest.fixture
def package(tmp_path):
    return write_package(tmp_path / "pakke", "'A' || i")


def test_a_fault_far_down_is_told_by_its_row(owner, package):
    with (package / "absences.csv").open("a") as opened:
        opened.write("sist;S1-P1;2025-10-14;lesson;1;1441;none\n")
    found = run(package, owner)
    assert found.state == "refused"
    faults = faults_of(found)["problems"]
    assert [(fault["code"], fault["row"]) for fault in faults] == [("number.out_of_range", ROWS + 2)]
    assert not TableVersion.objects.exists()


def test_a_file_where_every_row_is_wrong_is_counted_and_not_listed(owner, package):
    heading, rows = (package / "absences.csv").read_text().split("\n", 1)
    (package / "absences.csv").write_text(heading + "\n" + rows.replace(";lesson;", ";time;"))
    found = run(package, owner)
    assert (found.state, found.problem_count) == ("refused", ROWS)
    assert len(faults_of(found)["problems"]) == 1000


def test_a_file_where_every_row_has_the_same_id_is_counted_and_not_listed(owner, tmp_path):
    found = run(write_package(tmp_path / "pakke", "'0'"), owner)
    assert (found.state, found.problem_count) == ("refused", ROWS - PUPILS)
    faults = faults_of(found)["problems"]
    assert len(faults) == 1000
    assert (faults[0]["code"], faults[0]["row"]) == ("key.duplicate", PUPILS + 2)


def test_a_broken_row_in_the_middle_is_told_by_its_row(owner, package):
    lines = (package / "absences.csv").read_text().splitlines()
    lines[1_234_566] = "A1;S1-P1;2025-10-14"
    (package / "absences.csv").write_text("\n".join(lines) + "\n")
    before = peak()
    found = run(package, owner)
    faults = faults_of(found)["problems"]
    assert [(fault["code"], fault["row"]) for fault in faults] == [("csv.too_few_cells", 1_234_567)]
    # What other tests of the process, and this one's own editing of the file, took before is not the import's.
    assert peak() < max(before, 1_000_000) + 500_000
