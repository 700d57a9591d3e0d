"""School Data Sync packages with faults."""

import duckdb
import pytest

from tests.unit.sources.oneroster_files import staged, told
from tettpaa.identify.sources.delivery import Delivery
from tettpaa.identify.sources.sds import read

V1 = {
    "School.csv": "SIS ID,Name\na,Skole A\n",
    "Section.csv": "SIS ID,School SIS ID,Section Name,Course Number,Status\nnor,a,1STA norsk,NOR1267,Active\n"
                   "old,a,Gammel,,Inactive\n",
    "Student.csv": "SIS ID,School SIS ID,First Name,Last Name,Grade,Password,Birthdate\n"
                   "e1,a,Elev,A1,11,hemmelig,31/12/2008\n",
    "Teacher.csv": "SIS ID,School SIS ID,First Name,Last Name\nl1,a,Lærer,A\n",
    "StudentEnrollment.csv": "Section SIS ID,SIS ID\nnor,e1\nold,e1\n",
    "TeacherRoster.csv": "Section SIS ID,SIS ID\nnor,l1\n",
}  # fmt: skip


def delivered(tmp_path, files: dict[str, str]) -> Delivery:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    delivery = Delivery(duckdb.connect())
    read(tmp_path, delivery, school_year=2025)
    return delivery


def test_a_section_is_a_teaching_group_and_inactive_ones_are_left_out(tmp_path):
    delivery = delivered(tmp_path, V1)
    assert told(delivery.problems) == []
    assert staged(delivery, "groups", "group_id", "kind", "subject_code") == [("nor", "teaching", "NOR1267")]
    assert staged(delivery, "memberships", "group_id", "person_id", "role") == [
        ("nor", "e1", "pupil"), ("nor", "l1", "teacher"),
    ]  # fmt: skip
    assert staged(delivery, "enrolments", "pupil_id", "year_level", "valid_from") == [("e1", "Vg1", "2025-08-01")]


def test_dates_with_day_first_are_understood_where_no_month_is_13(tmp_path):
    assert staged(delivered(tmp_path, V1), "people", "person_id", "birth_date") == [("e1", "2008-12-31"), ("l1", None)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Student.csv", "SIS ID,School SIS ID\ne1,b\n",
         ("reference.missing_target_record", "Student.csv", 2, "School SIS ID")),
        ("School.csv", "SIS ID,Name\na,Skole A\na,Skole B\n",
         ("reference.duplicate_sourced_id", "School.csv", 3, "SIS ID")),
        ("School.csv", "SIS ID,Name\na,\n", ("row.missing_required_value", "School.csv", 2, "Name")),
        ("School.csv", "SIS ID\na\n", ("schema.missing_column", "School.csv", 1, "Name")),
        ("Student.csv", "SIS ID,School SIS ID,Birthdate\ne1,a,i går\n",
         ("row.invalid_date", "Student.csv", 2, "Birthdate")),
        ("Teacher.csv", "SIS ID,School SIS ID\nl1,a\ne1,a\n",
         ("sds.id_of_pupil_and_teacher", "Teacher.csv", 3, "SIS ID")),
        ("TeacherRoster.csv", "Section SIS ID,SIS ID\nnor,e1\n",
         ("reference.missing_target_record", "TeacherRoster.csv", 2, "SIS ID")),
        ("Annet.csv", "x\n1\n", ("package.unknown_file", "Annet.csv", 0, "")),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_its_place(tmp_path, name, text, expected):
    assert told(delivered(tmp_path, V1 | {name: text}).problems) == [expected]


def test_a_file_that_must_be_there_is_missed(tmp_path):
    files = {name: text for name, text in V1.items() if name != "Teacher.csv"}
    assert ("package.missing_file", "teacher.csv", 0, "") in told(delivered(tmp_path, files).problems)


def test_another_kind_of_package_is_refused(tmp_path):
    assert [problem.code for problem in delivered(tmp_path, {"karakterer.csv": "a\n1\n"}).problems] == [
        "package.unknown_format",
    ]  # fmt: skip
