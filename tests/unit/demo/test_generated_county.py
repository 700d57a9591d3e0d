"""A generated county holds together, is the same for the same seed, and is as much away as published."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

import pytest

from tests.unit.demo.profile_reading import member_days, rows, school_days, whole_days
from tettpaa.demo.volume.facts import counties
from tettpaa.demo.volume.generate import generate
from tettpaa.demo.volume.plan import plan_county
from tettpaa.schema import SOURCE_TABLES

PUPILS = 240


def generated(folder: Path, county: str = "31", *, seed: int = 1, pupils: int = PUPILS, until=None) -> Path:
    plan = plan_county(counties()[county], pupils=pupils, school_year=2025, seed=seed)
    generate(plan, folder, until=until, tell=lambda *_: None)
    return folder


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    return generated(tmp_path_factory.mktemp("county"))


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(county, tmp_path):
    assert digest(generated(tmp_path / "again")) == digest(county)
    other = digest(generated(tmp_path / "other", seed=2))
    differs = {name for name in other if other[name] != digest(county)[name]}
    assert {"people.csv", "memberships.csv", "lessons.csv", "absences.csv", "grades.csv"} <= differs


def test_every_file_has_exactly_the_columns_of_the_profile(county):
    for path in county.iterdir():
        header = path.read_text("utf-8").splitlines()[0].split(",")
        assert header == [column.name for column in SOURCE_TABLES[path.stem].columns]


def test_no_two_rows_have_the_same_key(county):
    for path in county.iterdir():
        key = SOURCE_TABLES[path.stem].key
        seen = Counter(tuple(row[column] for column in key) for row in rows(county, path.stem))
        assert max(seen.values()) == 1, path.name


def test_required_cells_are_filled_and_every_reference_leads_somewhere(county):
    known = {name: {row[SOURCE_TABLES[name].key[0]] for row in rows(county, name)} for name in ("people", "groups")}
    known["schools"] = {row["school_id"] for row in rows(county, "schools")}
    for path in county.iterdir():
        listed = rows(county, path.stem)
        for column in SOURCE_TABLES[path.stem].columns:
            values = {row[column.name] for row in listed}
            assert not (column.required and "" in values), (path.name, column.name)
            if column.refers_to:
                assert values - {""} <= known[column.refers_to], (path.name, column.name)


def test_each_absence_is_from_a_lesson_the_pupil_should_have_been_at(county):
    lessons = {(row["group_id"], row["on"], row["lesson"]): row for row in rows(county, "lessons")}
    spans, taught = member_days(county), set(school_days(county))
    by_lesson = [row for row in rows(county, "absences") if row["unit"] == "lesson"]
    assert len(by_lesson) > 50 * PUPILS
    for row in by_lesson:
        lesson = lessons[row["group_id"], row["on"], row["lesson"]]
        assert lesson["is_held"] == "true"
        assert lesson["registered_on"] >= row["on"]
        assert row["on"] in taught
        assert lesson["starts"] == row["starts"]
        assert any(since <= row["on"] <= until for since, until in spans[row["pupil_id"], row["group_id"]])


def test_nobody_is_in_two_rooms_at_once_and_the_days_are_full(county):
    lessons = defaultdict(list)
    for row in rows(county, "lessons"):
        if row["on"] == "2025-11-05":
            lessons[row["group_id"]].append(row["lesson"])
    met = defaultdict(list)
    for (person, group), spans in member_days(county).items():
        if any(since <= "2025-11-05" <= until for since, until in spans):
            met[person] += lessons[group]
    assert {tuple(sorted(held)) for held in met.values()} == {tuple("123456"), tuple("1234567")}


def test_planned_hours_are_met_by_the_timetable_within_a_lesson_a_fortnight(county):
    held = Counter(row["group_id"] for row in rows(county, "lessons"))
    subject = {row["group_id"]: (row["school_id"], row["subject_code"]) for row in rows(county, "groups")}
    hours = {(row["school_id"], row["subject_code"]): float(row["planned_hours"]) for row in rows(county, "subjects")}
    for group, lessons in held.items():
        assert abs(lessons * 45 / 60 - hours[subject[group]]) < 19 * 0.75


@pytest.mark.parametrize("number", ["31", "55", "11"])
def test_median_of_whole_days_lies_within_a_day_of_the_published_one(number, tmp_path):
    away = [len(days) for days in whole_days(generated(tmp_path, number)).values()]

    assert abs(median(away) - counties()[number].median_days) <= 1


def test_absence_has_a_long_tail_and_a_winter(county):
    away = sorted(len(days) for days in whole_days(county).values())
    assert away[0] == 0
    assert away[-PUPILS // 100] > 4 * median(away)
    months = Counter(row["on"][:7] for row in rows(county, "absences"))
    assert months["2026-01"] / 20 > months["2025-09"] / 21


def test_unregistered_lessons_are_concentrated_on_a_few_teachers(tmp_path):
    folder = generated(tmp_path, pupils=900)
    missing, all_of = Counter(), Counter()
    for row in rows(folder, "lessons"):
        if row["is_held"] == "true":
            all_of[row["teacher_id"]] += 1
            missing[row["teacher_id"]] += not row["registered_on"]
    assert 0 < sum(missing.values()) / sum(all_of.values()) < 0.06
    worst = sorted(missing.values(), reverse=True)
    assert sum(worst[: len(all_of) // 10]) > sum(worst) / 2


def test_codes_are_those_of_visma_and_a_few_that_nobody_has_mapped(county):
    codes = Counter(row["code"] for row in rows(county, "absences") if row["is_late"] == "false")
    assert set(codes) == {"X", "M", "D", "!", "R", "§", "T", "K"}
    assert 0 < (codes["T"] + codes["K"]) / sum(codes.values()) < 0.03


def test_pupils_who_leave_are_away_more_and_have_a_reason_from_the_national_list(county):
    left = {row["pupil_id"]: row for row in rows(county, "enrolments") if row["leaving_code"] not in ("", "AP")}
    assert left
    assert {row["leaving_code"] for row in left.values()} <= {"FR", "AR", "FV", "AS", "FL", "LA", "PM", "UV"}
    away = Counter(row["pupil_id"] for row in rows(county, "absences"))
    assert all(row["valid_to"] < "2026-06-01" for row in left.values())
    assert not [1 for row in rows(county, "absences") if row["on"] > left.get(row["pupil_id"], {}).get("valid_to", "9")]
    assert median(away[pupil] for pupil in left) > median(away.values())


def test_what_was_known_in_october_ends_in_october(tmp_path):
    until = dt.date(2025, 10, 14)
    folder = generated(tmp_path, until=until)
    assert max(row["on"] for row in rows(folder, "absences")) <= until.isoformat()
    lessons = rows(folder, "lessons")
    assert max(row["registered_on"] for row in lessons) <= until.isoformat()
    assert max(row["on"] for row in lessons) > "2026-05"
    assert not rows(folder, "grades")
    assert {row["valid_to"] for row in rows(folder, "enrolments") if not row["leaving_code"]} == {""}


def test_homes_differ(county):
    links = defaultdict(list)
    for row in rows(county, "guardian_links"):
        links[row["pupil_id"]].append(row["has_parental_responsibility"])
    shapes = Counter(tuple(sorted(link, reverse=True)) for link in links.values())
    assert shapes[("true", "true")] > PUPILS / 2
    assert shapes[("true", "true", "false", "false")] > 0
    assert shapes[("true",)] > 0
