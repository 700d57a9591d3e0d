"""The PIFU example files through the whole import: what is held afterwards, and what compact files leave alone."""

import datetime as dt
from decimal import Decimal

import pytest

from tests.builders import an_owner
from tests.real.test_pifu import ABSENCE_FILES, DOCUMENTED, FOLDER, GRADE_FILES, listed
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.running import import_package
from tettpaa.identify.records.reading import connect, records
from tettpaa.schools.places.models import Group, School

pytestmark = pytest.mark.django_db(transaction=True)
WISH = Wish(by="prøve", is_asked=True, reason="eksempelfil")


@pytest.fixture
def owner():
    return an_owner()


def imported(real_data, owner, file: str):
    path = real_data / FOLDER / "pifu-ims" / file
    held = import_package(
        path, owner=owner, kind="pifu", school_year=2012, wish=WISH, report_for=lambda _: lambda *_: None
    )
    assert held.state == "committed"


def held(owner, table: str, columns: str) -> list[tuple]:
    con = connect()
    return records(con, owner, table).select(columns).fetchall()


@pytest.mark.parametrize("file", ABSENCE_FILES)
def test_every_absence_is_held_as_it_was_sent(real_data, owner, file):
    imported(real_data, owner, ABSENCE_FILES[0])
    imported(real_data, owner, file)
    expected = listed(real_data, "absences.csv", file)
    sums = held(owner, "absence_sums", '"unit", is_documented, begins, ends, "value"')
    assert sorted(sums) == sorted(
        (row["unit"], row["classification"] == "valid", dt.date.fromisoformat(row["begin"]),
         dt.date.fromisoformat(row["end"]), float(row["value"]))
        for row in expected if row["mode"] == "aggregate"
    )  # fmt: skip
    events = held(owner, "absences", 'documentation, "on", "minutes"')
    occurrences = [row for row in expected if row["mode"] == "occurrence"]
    if occurrences:
        assert sorted((DOCUMENTED[kind], on.isoformat(), minutes) for kind, on, minutes in events) == sorted(
            (row["classification"], row["begin"], int(Decimal(row["value"]) * 60)) for row in occurrences
        )


@pytest.mark.parametrize("file", GRADE_FILES)
def test_every_grade_is_held_as_it_was_sent_under_the_groups_subject(real_data, owner, file):
    imported(real_data, owner, GRADE_FILES[0])
    imported(real_data, owner, file)
    grades = held(owner, "grades", '"value", scale, coalesce("comment", \'\'), subject_code')
    assert sorted(grades) == sorted(
        (row["result"], row["mode"].lower(), row["comment"], "NAT007")
        for row in listed(real_data, "grades.csv", file)
    )  # fmt: skip


def test_a_compact_file_takes_nothing_from_what_is_known_of_its_school_and_group(real_data, owner):
    imported(real_data, owner, ABSENCE_FILES[0])
    imported(real_data, owner, ABSENCE_FILES[1])
    school = School.objects.get(owner=owner)
    assert (school.org_number, school.vigo_number) == ("333000333", "05234")
    assert Group.objects.get(school=school).subject_code == "NAT007"
