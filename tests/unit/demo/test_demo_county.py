"""The demo county's files say what its stories promise, counted again from the files."""

import datetime as dt
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.unit.demo.profile_reading import held_lessons, missed_lessons, rows, school_days, whole_days
from tettpaa.demo.county.build import write_county
from tettpaa.demo.county.cast import cast

TODAY = "2025-10-14"
STORY = {story["key"]: f"E{story['pupil']:06}" for story in cast().stories}


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[int, Path]:
    return write_county(cast(), tmp_path_factory.mktemp("county"), lambda *_: None)


@pytest.fixture(scope="module")
def year(folders) -> Path:
    return folders[2025]


@pytest.fixture(scope="module")
def last_20(year) -> list[str]:
    return [day for day in school_days(year) if day <= TODAY][-20:]


@pytest.fixture(scope="module")
def days_away(year) -> dict[str, set[str]]:
    return whole_days(year)


@pytest.fixture(scope="module")
def missed(year):
    return missed_lessons(year)


def single_hours(year, missed, days_away, pupil, days) -> float:
    return sum(len(missed[pupil, on]) for on in days if on not in days_away[pupil]) * 45 / 60


def hours_by_subject(year, missed, pupil) -> dict[str, float]:
    subject = {row["group_id"]: row["subject_code"] for row in rows(year, "groups")}
    hours: dict[str, float] = defaultdict(float)
    for (who, _), lessons in missed.items():
        for group, _ in lessons:
            hours[subject[group]] += 45 / 60 if who == pupil else 0
    return hours


def test_three_days(days_away):
    assert days_away[STORY["tre-dager"]] == {"2025-10-10", "2025-10-13", "2025-10-14"}


def test_ten_hours_scattered_and_no_whole_day(year, missed, days_away, last_20):
    pupil = STORY["ti-timer"]
    assert not days_away[pupil]
    assert single_hours(year, missed, days_away, pupil, last_20) >= 10
    assert len([on for on in last_20 if missed[pupil, on]]) == 14


def test_three_days_and_five_hours(year, missed, days_away):
    pupil = STORY["tre-dager-fem-timer"]
    assert len(days_away[pupil]) == 3
    assert 5 <= single_hours(year, missed, days_away, pupil, school_days(year)) < 10


def test_four_mondays_in_a_row(year, missed, days_away):
    pupil = STORY["fire-mandager"]
    mondays = [day for day in school_days(year) if day <= TODAY and dt.date.fromisoformat(day).weekday() == 0]
    assert [bool(missed[pupil, day]) for day in mondays[-5:]] == [False, True, True, True, True]
    assert not days_away[pupil]


def test_near_the_limit_but_within(year, missed):
    hours = hours_by_subject(year, missed, STORY["naer-grensen"])["NOR1260"]
    assert 0.08 <= hours / 113 <= 0.10


def test_over_the_limit_but_within_what_the_head_may_decide(year, missed):
    hours = hours_by_subject(year, missed, STORY["over-grensen"])["KRO1017"]
    assert 0.10 < hours / 56 <= 0.15


def test_health_documented_after_ten_per_cent(year):
    away = [row for row in rows(year, "absences") if row["pupil_id"] == STORY["helse-etter-ti-prosent"]]
    codes = [row["code"] for row in sorted(away, key=lambda row: row["on"])]
    assert codes == ["X"] * 7 + ["D"] * 3
    assert {row["documentation"] for row in away if row["code"] == "D"} == {"health"}
    assert 7 * 45 < 0.10 * 56 * 60 < 10 * 45, "the limit is reached by the first documented lesson"


def test_late_is_no_absence(year, missed, last_20):
    rows_late = [row for row in rows(year, "absences") if row["pupil_id"] == STORY["for-sent"]]
    assert {row["is_late"] for row in rows_late} == {"true"}
    assert len([row for row in rows_late if row["on"] in last_20]) == 9


def test_two_pupils_are_not_registered_since_7_october(year):
    pupils = {STORY["ikke-fort-1"], STORY["ikke-fort-2"]}
    registered = defaultdict(list)
    for row in rows(year, "lessons"):
        registered[row["group_id"], row["on"]].append(row["registered_on"])
    held = held_lessons(year)
    for pupil in pupils:
        known = {on for on in school_days(year) if on <= TODAY
                 and any(registered[group, on][0] for group, _ in held[pupil, on])}  # fmt: skip
        assert max(known) == "2025-10-06"


def test_nothing_else_is_unregistered_but_one_lesson(year):
    left = Counter(row["group_id"] for row in rows(year, "lessons")
                   if row["on"] <= TODAY and row["is_held"] == "true" and not row["registered_on"])  # fmt: skip
    assert left == {"FJV-25-1STA-TIL": 36, "FJV-25-1HSA-HSF1006": 1}


def test_who_is_back_has_no_absence_left_in_the_window(days_away, last_20):
    assert len(days_away[STORY["tilbake"]]) == 11
    assert not days_away[STORY["tilbake"]] & set(last_20)


def test_who_left_is_in_no_group_and_away_from_no_lesson_afterwards(year):
    pupil = STORY["sluttet"]
    (enrolment,) = [row for row in rows(year, "enrolments") if row["pupil_id"] == pupil]
    assert (enrolment["valid_to"], enrolment["leaving_code"]) == ("2025-09-26", "FR")
    assert {row["valid_to"] for row in rows(year, "memberships") if row["person_id"] == pupil} == {"2025-09-26"}
    assert max(row["on"] for row in rows(year, "absences") if row["pupil_id"] == pupil) <= "2025-09-26"


def test_who_changed_class_is_in_one_class_at_a_time(year):
    pupil = STORY["byttet-klasse"]
    enrolments = [row for row in rows(year, "enrolments") if row["pupil_id"] == pupil]
    assert [(row["programme_code"], row["leaving_code"]) for row in enrolments] == [
        ("HSHSF1----", "AP"), ("STUSP1----", ""),
    ]  # fmt: skip
    groups = {row["group_id"]: row["name"] for row in rows(year, "groups") if row["kind"] == "class"}
    classes = {groups[row["group_id"]]: (row["valid_from"], row["valid_to"]) for row in rows(year, "memberships")
               if row["person_id"] == pupil and row["group_id"] in groups}  # fmt: skip
    assert classes == {"1HSA": ("2025-08-18", "2025-09-21"), "1STA": ("2025-09-22", "")}


def test_who_has_no_contact_teacher_still_has_lessons(year):
    pupil = STORY["uten-kontaktlaerer"]
    kinds = {row["group_id"]: row["kind"] for row in rows(year, "groups")}
    mine = [kinds[row["group_id"]] for row in rows(year, "memberships") if row["person_id"] == pupil]
    assert mine
    assert set(mine) == {"teaching"}


def test_the_calm_class_has_nobody_else_to_talk_with(year, days_away, last_20):
    in_class = {f"E{number:06}" for number in range(1, 25)} - set(STORY.values())
    assert in_class
    assert all(len(days_away[pupil]) <= 1 for pupil in in_class)


def test_unknown_code_grades_notice_and_admission(year):
    of = {table: rows(year, table) for table in ("absences", "grades", "notices", "admissions")}
    assert {row["code"] for row in of["absences"] if row["pupil_id"] == STORY["ukjent-kode"]} == {"T"}
    fell = [row["value"] for row in of["grades"]
            if (row["pupil_id"], row["subject_code"]) == (STORY["karakterfall"], "MAT1023")]  # fmt: skip
    assert fell == ["5", "3"]
    assert [row["kind"] for row in of["notices"] if row["pupil_id"] == STORY["varsel-sendt"]] == ["basis"]
    (admitted,) = [row for row in of["admissions"] if row["pupil_id"] == STORY["lavt-inntak"]]
    assert (admitted["choice"], admitted["grunnskolepoeng"]) == ("2", "27.50")


def test_every_absence_is_from_a_lesson_that_was_held_and_registered(year):
    held = held_lessons(year)
    lessons = {(row["group_id"], row["on"], row["lesson"]): row for row in rows(year, "lessons")}
    for (pupil, on), missed in missed_lessons(year).items():
        assert missed <= held[pupil, on]
        assert all(lessons[group, on, lesson]["registered_on"] for group, lesson in missed)


def test_the_cast_is_in_the_roster_of_this_year(year):
    people = {(row["given_name"], row["family_name"]) for row in rows(year, "people")}
    assert {(staff.given_name, staff.family_name) for staff in cast().staff} <= people
    assert {tuple(story["name"][:2]) for story in cast().stories} <= people


def test_a_pupil_one_can_be_has_the_name_of_the_story(year):
    names = {row["person_id"]: (row["given_name"], row["family_name"]) for row in rows(year, "people")}
    stories = {story["pupil"]: tuple(story["name"][:2]) for story in cast().stories}
    pupils = {
        staff.post["pupil"]: (staff.given_name, staff.family_name) for staff in cast().staff if "pupil" in staff.post
    }
    assert len(pupils) == 2
    for number, name in pupils.items():
        assert name == stories[number] == names[f"E{number:06}"]


def test_one_pupil_one_can_be_is_a_minor_and_one_is_not(year):
    born = {
        row["person_id"]: dt.date.fromisoformat(row["birth_date"]) for row in rows(year, "people") if row["birth_date"]
    }
    ages = [(cast().today - born[f"E{number:06}"]).days / 365.25 for number in (14, 413)]
    assert 15 <= ages[0] < 18 <= ages[1] < 19


def test_who_left_work_teaches_nobody_afterwards_and_another_has_the_class(year):
    (left,) = [staff for staff in cast().staff if staff.left]
    person = next(row["person_id"] for row in rows(year, "people")
                  if (row["given_name"], row["family_name"]) == (left.given_name, left.family_name))  # fmt: skip
    last = left.left["on"].isoformat()
    assert {row["valid_to"] for row in rows(year, "employments") if row["person_id"] == person} == {last}
    assert {row["valid_to"] for row in rows(year, "memberships") if row["person_id"] == person} == {last}
    assert max(row["on"] for row in rows(year, "lessons") if row["teacher_id"] == person) <= last
    after = [row for row in rows(year, "memberships") if row["role"] == "contact_teacher" and row["valid_from"] > last]
    assert len(after) == 1


def test_a_pupil_is_the_same_person_in_both_years(folders):
    last, this = ({row["person_id"]: row for row in rows(folders[year], "people")} for year in (2024, 2025))
    both = [person for person in this if person in last and person.startswith("E0")]
    assert len(both) == 55
    assert all(last[person] == this[person] for person in both)


def test_people_are_listed_once(year):
    seen = Counter(row["person_id"] for row in rows(year, "people"))
    assert max(seen.values()) == 1


def test_a_leaders_question_tells_what_the_files_hold(year, days_away, missed):
    for story in cast().stories:
        if asked := story.get("asked"):
            pupil, until = f"E{story['pupil']:06}", asked["on"].isoformat()
            assert len([on for on in days_away[pupil] if on <= until]) == asked["days"]
            minutes = sum(len(lessons) for (who, on), lessons in missed.items() if who == pupil and on <= until) * 45
            assert minutes == asked["minutes"]


def test_everybody_has_a_first_grade_so_that_grade_rules_are_not_unknown(year):
    graded = {row["pupil_id"] for row in rows(year, "grades")}
    assert graded == {row["pupil_id"] for row in rows(year, "enrolments")}
