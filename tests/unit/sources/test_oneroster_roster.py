"""What a OneRoster district becomes: schools, people, groups and who belongs where."""

import pytest

from tests.unit.sources import oneroster_files as files
from tests.unit.sources.oneroster_files import DISTRICT, delivered, staged, told, write_package


@pytest.fixture
def district(tmp_path):
    return delivered(write_package(tmp_path / "d.zip", DISTRICT))


def test_the_district_is_accepted_and_says_what_it_left_out(district):
    assert district.problems == []
    assert sorted(warning.code for warning in district.warnings) == [
        "roster.membership_ignored", "roster.org_not_school", "roster.role_without_place", "semantic.org_type_mismatch",
    ]  # fmt: skip


def test_only_schools_become_schools_with_their_organisation_numbers(district):
    assert staged(district, "schools", "school_id", "name", "org_number") == [
        ("a", "Skole A", "999000111"), ("b", "Skole B", None),
    ]  # fmt: skip


def test_people_have_demographics_and_feide_names_but_no_more(district):
    assert staged(district, "people", "person_id", "birth_date", "sex", "email", "feide_name", "_row") == [
        ("e1", "2009-03-14", "k", None, "e1@skole-a.no", 2), ("f1", None, None, None, None, 6),
        ("l1", None, None, "l1@skole-a.no", None, 3), ("l2", None, None, None, None, 4),
        ("r1", None, None, None, None, 5),
    ]  # fmt: skip


def test_nothing_that_was_read_is_left_but_what_was_delivered(district):
    names = district.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert names and all(name.startswith("staged_") for (name,) in names)


def test_a_pupil_is_enrolled_from_the_role_to_the_end_of_the_school_year(district):
    columns = ("pupil_id", "school_id", "year_level", "valid_from", "valid_to")
    assert staged(district, "enrolments", *columns) == [("e1", "a", "Vg1", "2025-08-20", "2026-06-19")]


def test_staff_are_employed_at_the_school_above_their_department_once(district):
    assert staged(district, "employments", "person_id", "school_id", "role") == [
        ("l1", "a", "teacher"), ("l2", "a", "teacher"), ("r1", "a", "counsellor"),
    ]  # fmt: skip


def test_classes_become_groups_of_three_kinds(district):
    assert staged(district, "groups", "group_id", "school_id", "kind", "subject_code", "year_level") == [
        ("1sta", "a", "class", None, "Vg1"), ("1sta-k", "a", "contact", None, None),
        ("1sta-nor", "a", "teaching", "NOR1267", None),
    ]  # fmt: skip


def test_memberships_have_dates_and_the_contact_teacher_is_told_from_other_teachers(district):
    assert staged(district, "memberships", "group_id", "person_id", "role", "valid_from", "valid_to") == [
        ("1sta", "e1", "pupil", "2025-08-18", "2026-06-19"),
        ("1sta", "l1", "contact_teacher", "2025-08-18", "2026-06-19"),
        ("1sta", "l2", "teacher", "2025-08-18", "2026-06-19"),
        ("1sta-k", "e1", "pupil", "2025-08-18", "2026-06-19"),
        ("1sta-k", "l1", "contact_teacher", "2025-08-18", "2026-06-19"),
        ("1sta-nor", "e1", "pupil", "2025-09-01", "2026-01-16"),
        ("1sta-nor", "l2", "teacher", "2025-08-18", "2026-06-19"),
    ]


def test_an_agent_of_a_pupil_is_a_guardian_without_proof_of_parental_responsibility(district):
    assert staged(district, "guardian_links", "pupil_id", "guardian_id", "has_parental_responsibility") == [
        ("e1", "f1", "false"),
    ]  # fmt: skip


def test_version_1_1_keeps_roles_with_users_and_a_parents_agents_may_be_the_children(tmp_path):
    users = [
        files.user("e1", "Elev", "A1", role="student", orgSourcedIds="a, b", grades="10"),
        files.user("l1", "Lærer", "A", role="teacher", orgSourcedIds="a-st", status="active"),
        files.user("f1", "Foresatt", "A1", role="parent", orgSourcedIds="a", agentSourcedIds="e1"),
    ]
    kept = {name: DISTRICT[name] for name in ("academicSessions", "orgs", "courses", "classes")}
    district = delivered(write_package(tmp_path / "d.zip", kept | {"users": users}, version="1.1"))
    assert district.problems == []
    assert staged(district, "enrolments", "pupil_id", "school_id", "year_level", "valid_from") == [
        ("e1", "a", "10", "2025-08-18"), ("e1", "b", "10", "2025-08-18"),
    ]  # fmt: skip
    assert staged(district, "employments", "person_id", "school_id", "role") == [("l1", "a", "teacher")]
    assert staged(district, "guardian_links", "pupil_id", "guardian_id") == [("e1", "f1")]
    assert "memberships" not in district.delivered


def test_an_export_of_another_school_year_is_told_and_dated_from_the_first_of_august(tmp_path):
    roles = [files.role("e1", "student")]
    path = write_package(tmp_path / "d.zip", DISTRICT | {"roles": roles})
    district = delivered(path, school_year=2026)
    assert "roster.other_school_year" in {warning.code for warning in district.warnings}
    assert staged(district, "enrolments", "valid_from", "valid_to") == [("2026-08-01", None)]


def test_changes_withdraw_what_is_to_be_deleted(tmp_path):
    changes = {
        "academicSessions": files.SESSIONS, "classes": files.CLASSES,
        "users": [files.user("e1", "Elev", "A1"), {"sourcedId": "e2", "status": "tobedeleted"}],
        "enrollments": [files.enrolled("e1", "1sta", status="tobedeleted"), files.enrolled("e1", "1sta-nor")],
    }  # fmt: skip
    district = delivered(write_package(tmp_path / "d.zip", changes, mode="delta"))
    assert district.problems == [], "what is not in the package may have been sent before"
    assert district.mode == "changes"
    assert staged(district, "people", "person_id", "_is_withdrawn") == [("e1", False), ("e2", True)]
    assert staged(district, "memberships", "group_id", "valid_from", "_is_withdrawn") == [
        ("1sta", "2025-08-18", True), ("1sta-nor", "2025-08-18", False),
    ]  # fmt: skip
    assert staged(district, "groups", "group_id", "school_id")[0] == ("1sta", "a")


def test_a_change_that_cannot_be_placed_in_time_is_refused(tmp_path):
    changes = {
        "roles": [files.role("e1", "student"), files.role("e2", "student", beginDate="2025-08-18")],
        "enrollments": [files.enrolled("e1", "1sta"), files.enrolled("e2", "1sta", beginDate="2025-08-18")],
    }
    district = delivered(write_package(tmp_path / "d.zip", changes, mode="delta"))
    assert told(district.problems) == [
        ("roster.change_undated", "enrollments.csv", 2, "beginDate"),
        ("roster.change_undated", "roles.csv", 2, "beginDate"),
    ]


def test_a_group_that_lies_at_no_school_is_refused(tmp_path):
    classes = [files.CLASSES[0] | {"schoolSourcedId": "eier"}]
    district = delivered(write_package(tmp_path / "d.zip", DISTRICT | {"classes": classes, "enrollments": []}))
    assert told(district.problems) == [("roster.group_without_school", "classes.csv", 2, "")]


def test_a_package_without_manifest_is_read_when_no_row_has_a_status(tmp_path):
    district = delivered(write_package(tmp_path / "d.zip", DISTRICT, manifest=False))
    assert district.problems == []
    assert "manifest.guessed" in {warning.code for warning in district.warnings}
    assert len(staged(district, "people", "person_id")) == 5


def test_a_package_without_manifest_is_refused_when_it_could_be_changes(tmp_path):
    district = delivered(write_package(tmp_path / "d.zip", DISTRICT, mode="delta", manifest=False))
    assert told(district.problems) == [("package.missing_manifest", "manifest.csv", 0, "")]


def test_a_package_that_mixes_full_files_and_changes_takes_nothing_away(tmp_path):
    path = write_package(tmp_path / "d.zip", DISTRICT)
    with files.zipfile.ZipFile(path) as opened:
        kept = {name: opened.read(name).decode() for name in opened.namelist()}
    kept["manifest.csv"] = kept["manifest.csv"].replace("file.demographics,bulk", "file.demographics,delta")
    row = {"sourcedId": "e1", "birthDate": "2009-03-14", "status": "active", "dateLastModified": "2025-10-14T10:00:00Z"}
    kept["demographics.csv"] = files.text_of("demographics", [row])
    with files.zipfile.ZipFile(path, "w") as opened:
        for name, text in kept.items():
            opened.writestr(name, text)
    district = delivered(path)
    assert district.problems == []
    assert district.mode == "changes"
    assert "manifest.mixed_modes" in {warning.code for warning in district.warnings}
