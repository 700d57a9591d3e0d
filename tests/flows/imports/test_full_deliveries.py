"""A full delivery replaces what is held for its schools, its school year and its tables, and nothing else."""

import pytest
from django.db import OperationalError, connection

from tests.packages import a_county, run, write, zipped
from tettpaa.identify.imports.queries import faults_of
from tettpaa.identify.imports.workspace import folder_of
from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.reading import connect, records_query
from tettpaa.proofs.contents import contents
from tettpaa.schools.people.models import Enrolment, GuardianLink, Membership, Person
from tettpaa.schools.places.models import Group, School


def rows(owner, table, columns="*"):
    with connect() as con:
        found = con.execute(f"SELECT {columns} FROM ({records_query(owner, table)})").fetchall()
    return sorted(found, key=repr)


def stored():
    found = contents()
    return {name: lines for name, lines in found.items() if name not in ("imports", "events")}


def test_everything_delivered_is_held(owner, county, held):
    assert held.counts == {
        name: {"new": len(given), "changed": 0, "same": 0, "gone": 0} for name, given in county.items()
    }
    pupil = Person.objects.get(source_id="S1-P3")
    assert (pupil.given_name, pupil.family_name, str(pupil.birth_date)) == ("Elev 3", "Øst", "2008-05-17")
    assert pupil.sort_key == Person.objects.get(source_id="S2-P3").sort_key != ""
    assert Enrolment.objects.get(pupil=pupil).school == School.objects.get(source_id="S1")
    assert Membership.objects.filter(person=pupil, role="pupil").count() == 2
    assert GuardianLink.objects.get(pupil=pupil).has_parental_responsibility
    assert Group.objects.get(source_id="S1-NOR").school_year == 2025
    assert len(rows(owner, "absences")) == len(county["absences"])
    assert rows(owner, "absence_sums", "DISTINCT value, unit, is_documented") == [(1.5, "days", None)]
    assert rows(owner, "lessons", "DISTINCT starts, minutes") == [(495, 45)]


def test_the_database_has_counted_and_looks_from_the_few_to_the_many(owner, held):
    on_sqlite, on_postgres = "SELECT DISTINCT tbl FROM sqlite_stat1", "SELECT DISTINCT tablename FROM pg_stats"
    with connection.cursor() as cursor:
        cursor.execute(on_sqlite if connection.vendor == "sqlite" else on_postgres)
        assert {"people_person", "people_enrolment", "people_membership"} <= {table for (table,) in cursor.fetchall()}


def test_what_was_imported_stands_though_the_database_was_too_busy_to_count(owner, county, tmp_path):
    asked = []

    def busy(execute, sql, params, many, context):
        if not sql.startswith("ANALYZE"):
            return execute(sql, params, many, context)
        asked.append(sql)
        raise OperationalError("database is locked")

    with connection.execute_wrapper(busy):
        assert run(write(county, tmp_path / "first"), owner).state == "committed"
    assert len(asked) == 1


def test_absences_lie_with_the_pupils_school(owner, held):
    schools = dict(School.objects.values_list("key", "source_id"))
    people = dict(Person.objects.values_list("key", "source_id"))
    for pupil, school, school_year in rows(owner, "absences", "pupil, school, school_year"):
        assert people[pupil].startswith(schools[school])
        assert school_year == 2025


@pytest.mark.parametrize("how", ["the same folder", "a zip", "rows and columns in another order", "with commas"])
def test_the_same_content_again_changes_nothing(owner, county, held, tmp_path, how):
    before, versions = stored(), dict(TableVersion.objects.values_list("table", "version"))
    path = tmp_path / "first"
    if how == "a zip":
        path = zipped(path)
    elif how == "rows and columns in another order":
        turned = {name: [dict(reversed(row.items())) for row in reversed(given)] for name, given in county.items()}
        path = write(turned, tmp_path / "again")
    elif how == "with commas":
        path = write(county, tmp_path / "again", delimiter=",")
    again = run(path, owner)
    assert again.state == "committed"
    assert {name: counts["same"] for name, counts in again.counts.items()} == {n: len(g) for n, g in county.items()}
    assert not any(counts[status] for counts in again.counts.values() for status in ("new", "changed", "gone"))
    assert stored() == before
    assert dict(TableVersion.objects.values_list("table", "version")) == versions


def test_the_very_same_package_is_recognised(owner, held, tmp_path):
    again = run(tmp_path / "first", owner)
    assert [warning["code"] for warning in faults_of(again)["warnings"]] == ["package.seen_before"]


def test_what_is_changed_and_what_is_missing(owner, county, held, tmp_path):
    county["people"][1]["family_name"] = "Vest"
    gone = county["absences"].pop()
    county["absences"][0]["minutes"] = 20
    county["memberships"] = [row for row in county["memberships"] if row["person_id"] != "S2-P7"]
    again = run(write(county, tmp_path / "second"), owner)
    assert again.counts["people"] == {"new": 0, "changed": 1, "same": len(county["people"]) - 1, "gone": 0}
    assert again.counts["absences"] == {"new": 0, "changed": 1, "same": len(county["absences"]) - 1, "gone": 1}
    assert again.counts["memberships"]["gone"] == 2
    assert Person.objects.get(source_id=county["people"][1]["person_id"]).family_name == "Vest"
    assert not Membership.objects.filter(person__source_id="S2-P7").exists()
    minutes = [minutes for (minutes,) in rows(owner, "absences", "minutes")]
    assert len(minutes) == len(county["absences"]) and sorted(minutes)[0] == 20
    assert gone["pupil_id"] in set(Person.objects.values_list("source_id", flat=True))


def test_a_table_that_is_not_in_the_package_is_left_alone(owner, county, held, tmp_path):
    before = stored()
    again = run(write({"schools": county["schools"], "people": county["people"]}, tmp_path / "part"), owner)
    assert set(again.counts) == {"schools", "people"}
    assert stored() == before


def test_an_empty_file_empties_the_table_and_only_in_its_schools(owner, county, held, tmp_path):
    folder = write({"schools": county["schools"][:1]}, tmp_path / "empty")
    (folder / "grades.csv").write_text("pupil_id;subject_code;term;value\n")
    again = run(folder, owner)
    assert again.counts["grades"] == {"new": 0, "changed": 0, "same": 0, "gone": 12}
    other = School.objects.get(source_id="S2").key
    assert {school for (school,) in rows(owner, "grades", "school")} == {other}


def test_a_school_that_is_not_in_the_package_keeps_everything(owner, county, held, tmp_path):
    one = a_county(pupils=2)
    only = {name: [row for row in given if "S1" in str(row)] for name, given in one.items()}
    run(write(only, tmp_path / "one"), owner, reason="Skolen er delt")
    assert Enrolment.objects.filter(school__source_id="S1").count() == 2
    assert Enrolment.objects.filter(school__source_id="S2").count() == 12
    by_school = [school for (school,) in rows(owner, "absences", "school")]
    other = School.objects.get(source_id="S2").key
    assert by_school.count(other) == len([row for row in county["absences"] if "S2" in row["pupil_id"]])


def test_a_pupil_who_is_no_longer_there_is_kept_but_marked(owner, county, held, tmp_path):
    left = "S1-P5"
    for name, given in county.items():
        county[name] = [row for row in given if left not in row.values() and "S1-F5" not in row.values()]
    again = run(write(county, tmp_path / "second"), owner)
    assert again.counts["people"]["gone"] == 2
    assert again.counts["enrolments"]["gone"] == again.counts["guardian_links"]["gone"] == 1
    assert set(Person.objects.filter(is_gone=True).values_list("source_id", flat=True)) == {left, "S1-F5"}
    assert not Enrolment.objects.filter(pupil__source_id=left).exists()


def test_a_pupil_who_comes_back_is_the_same_pupil(owner, county, held, tmp_path):
    key = Person.objects.get(source_id="S1-P5").key
    without = {n: [r for r in g if "S1-P5" not in r.values() and "S1-F5" not in r.values()] for n, g in county.items()}
    run(write(without, tmp_path / "second"), owner)
    again = run(write(county, tmp_path / "third"), owner)
    assert again.counts["people"]["changed"] == 2
    back = Person.objects.get(source_id="S1-P5")
    assert back.key == key and not back.is_gone


def test_a_pupil_who_moves_takes_the_rows_along_from_that_day(owner, county, held, tmp_path):
    moving = "S1-P4"
    enrolment = next(row for row in county["enrolments"] if row["pupil_id"] == moving)
    enrolment["valid_to"] = "2025-12-31"
    county["enrolments"].append({"pupil_id": moving, "school_id": "S2", "valid_from": "2026-01-05"})
    county["absences"].append({"absence_id": "ny", "pupil_id": moving, "on": "2026-02-02", "unit": "day", "days": 1})
    again = run(write(county, tmp_path / "second"), owner)
    assert again.counts["absences"]["new"] == 1
    key = Person.objects.get(source_id=moving).key
    schools = dict(School.objects.values_list("key", "source_id"))
    found = [
        (str(on), schools[school])
        for pupil, on, school in rows(owner, "absences", 'pupil, "on", school')
        if pupil == key
    ]
    # The lesson of 12 January is in the old school's group, but the pupil was enrolled at the new one.
    assert sorted(found)[-1] == ("2026-02-02", "S2")
    assert {school for on, school in found if on < "2025-12-31"} == {"S1"}


def test_rows_of_a_closed_period_are_replaced_and_the_rest_stay(owner, county, held, tmp_path):
    folder = write({"schools": county["schools"]}, tmp_path / "october")
    (folder / "absences.csv").write_text("absence_id;pupil_id;on;unit;days\nx1;S1-P1;2025-10-14;day;1\n")
    (folder / "profile.csv").write_text("property,value\nmode,full\nfrom,2025-10-01\nto,2025-10-31\n")
    again = run(folder, owner)
    in_october = [row for row in county["absences"] if row["on"].startswith("2025-10")]
    assert again.counts["absences"] == {"new": 1, "changed": 0, "same": 0, "gone": len(in_october)}
    assert len(rows(owner, "absences")) == len(county["absences"]) - len(in_october) + 1


def test_two_equal_absences_without_ids_are_two(owner, county, held, tmp_path):
    folder = write({"schools": county["schools"]}, tmp_path / "equal")
    text = "pupil_id;on;unit;minutes\n" + "S1-P1;2025-10-14;lesson;45\n" * 3
    (folder / "absences.csv").write_text(text)
    run(folder, owner, reason="ja")
    keys = rows(owner, "absences", "row_key")
    assert len(keys) == len(set(keys)) == 3
    assert run(folder, owner).counts["absences"] == {"new": 0, "changed": 0, "same": 3, "gone": 0}


def test_the_package_is_removed_and_the_faults_kept(held):
    assert [file.name for file in folder_of(held.pk).iterdir()] == ["faults.json"]
