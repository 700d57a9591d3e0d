"""A delivery of changes adds, corrects and withdraws the rows it has, whatever their age."""

import pytest

from tests.flows.imports.test_full_deliveries import rows
from tests.packages import a_county, changes, run, write
from tettpaa.identify.imports.queries import faults_of
from tettpaa.schools.people.models import Enrolment, Membership, Person
from tettpaa.schools.places.models import School


def absence(**given):
    return {"absence_id": "S1-P1-0", "pupil_id": "S1-P1", "on": "2025-09-01", "unit": "lesson", "minutes": 30, **given}


def test_only_the_rows_given_are_touched(owner, county, held, tmp_path):
    given = {"absences": [absence(), absence(absence_id="ny", on="2025-11-11")]}
    again = run(changes(given, tmp_path / "changes"), owner)
    assert again.mode == "changes"
    assert again.counts == {"absences": {"new": 1, "changed": 1, "same": 0, "gone": 0}}
    assert len(rows(owner, "absences")) == len(county["absences"]) + 1


def test_withdrawn_rows_go(owner, county, held, tmp_path):
    given = {
        "absences": [{"absence_id": "S1-P1-0", "pupil_id": "S1-P1", "on": "2025-09-01", "unit": "lesson",
                      "status": "deleted"}],
        "memberships": [{"group_id": "S1-NOR", "person_id": "S1-P1", "role": "pupil", "valid_from": "2025-08-18",
                         "status": "slettet"}],
        "people": [{"person_id": "S2-F2", "given_name": "", "family_name": "", "status": "deleted"}],
    }  # fmt: skip
    again = run(changes(given, tmp_path / "changes"), owner)
    assert {name: counts["gone"] for name, counts in again.counts.items()} == {
        "absences": 1, "memberships": 1, "people": 1,
    }  # fmt: skip
    assert len(rows(owner, "absences")) == len(county["absences"]) - 1
    assert Membership.objects.filter(person__source_id="S1-P1", role="pupil").count() == 1
    assert Person.objects.get(source_id="S2-F2").is_gone


def test_withdrawing_what_is_not_held_is_told_and_harmless(owner, held, tmp_path):
    given = {"absences": [absence(absence_id="finnes ikke", status="deleted"), absence(status="")]}
    again = run(changes(given, tmp_path / "changes"), owner)
    assert again.state == "committed"
    assert again.counts["absences"]["gone"] == 0
    assert "withdrawn.unknown" in [warning["code"] for warning in faults_of(again)["warnings"]]


def test_a_correction_of_last_year_lands_in_last_year(owner, county, held, tmp_path):
    last = {name: [dict(row) for row in given] for name, given in a_county(pupils=2).items()}
    for name in ("enrolments", "memberships"):
        for row in last[name]:
            if row.get("valid_from"):
                row["valid_from"] = "2024-08-19"
    keep = {name: last[name] for name in ("schools", "people", "enrolments", "groups", "memberships")}
    keep["absences"] = [absence(absence_id="i fjor", on="2024-11-05")]
    assert run(write(keep, tmp_path / "last"), owner, school_year=2024).state == "committed"
    given = {"absences": [absence(absence_id="i fjor", on="2024-11-05", minutes=10), absence(minutes=5)]}
    again = run(changes(given, tmp_path / "changes"), owner, school_year=2025)
    assert again.counts["absences"] == {"new": 0, "changed": 2, "same": 0, "gone": 0}
    found = {(year, minutes) for year, minutes in rows(owner, "absences", "school_year, minutes")}
    assert (2024, 10) in found and (2025, 5) in found and (2024, 45) not in found
    assert "date.other_school_year" in [warning["code"] for warning in faults_of(again)["warnings"]]


def test_an_earlier_year_adds_to_the_present_and_changes_nothing_in_it(owner, county, held, tmp_path):
    last = a_county(pupils=2)
    for row in last["people"]:
        row["family_name"] = "Gammelt navn"
    last["people"].append({"person_id": "sluttet", "given_name": "Elev", "family_name": "Sluttet"})
    last["enrolments"].append({"pupil_id": "sluttet", "school_id": "S1", "valid_from": "2024-08-19"})
    keep = {name: last[name] for name in ("schools", "people", "enrolments", "employments", "guardian_links")}
    again = run(write(keep, tmp_path / "last"), owner, school_year=2024)
    assert again.counts["people"] == {"new": 1, "changed": 0, "same": len(last["people"]) - 1, "gone": 0}
    assert again.counts["guardian_links"]["gone"] == 0
    assert Person.objects.get(source_id="S1-P1").family_name == "Øst"
    assert Enrolment.objects.filter(school_year=2024).count() == 5
    assert Enrolment.objects.filter(school_year=2025).count() == 24


def test_a_changed_enrolment_moves_the_rows_that_are_given(owner, held, tmp_path):
    given = {
        "enrolments": [
            {"pupil_id": "S1-P1", "school_id": "S1", "valid_from": "2025-08-18", "status": "deleted"},
            {"pupil_id": "S1-P1", "school_id": "S2", "valid_from": "2025-08-18", "status": "active"},
        ],
        "absences": [absence()],
    }
    again = run(changes(given, tmp_path / "changes"), owner)
    assert again.counts["absences"]["changed"] == 1
    key, school = Person.objects.get(source_id="S1-P1").key, School.objects.get(source_id="S2").key
    found = [row for row in rows(owner, "absences", 'pupil, "on"::VARCHAR, school') if row[0] == key]
    assert (key, "2025-09-01", school) in found
    assert len(found) == len(set(found)) == 2


@pytest.mark.parametrize("status", ["slett", "x"])
def test_a_status_that_is_no_status_is_refused(owner, held, tmp_path, status):
    again = run(changes({"absences": [absence(status=status)]}, tmp_path / "changes"), owner)
    assert again.state == "refused"
    fault = faults_of(again)["problems"][0]
    assert (fault["code"], fault["row"], fault["column"]) == ("value.not_allowed", 2, "status")
