"""What the demo county's files tell of earlier years: nobody is named who has left, and both groups were away alike before."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from tests.unit.demo.profile_reading import missed_lessons, rows
from tettpaa.demo.county.build import write_county
from tettpaa.demo.county.cast import cast
from tettpaa.demo.county.history import earlier_without_names

MEASURES = cast().history["measure"]


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[int, Path]:
    return write_county(cast(), tmp_path_factory.mktemp("county"), lambda *_: None)


@pytest.fixture(scope="module")
def last_year(folders) -> Path:
    return folders[2024]


@pytest.fixture(scope="module")
def gone(folders) -> set[str]:
    last, this = ({row["pupil_id"] for row in rows(folders[year], "enrolments")} for year in (2024, 2025))
    return last - this


def pupils(bounds: list[int]) -> list[str]:
    return [f"E{number:06}" for number in range(bounds[0], bounds[1] + 1)]


def test_who_has_left_the_schools_has_a_number_and_no_guardians(last_year, gone):
    names = {row["person_id"]: (row["given_name"], row["family_name"]) for row in rows(last_year, "people")}
    assert len(gone) == 169
    assert {names[pupil] for pupil in gone} == {("Elev", str(int(pupil[1:]))) for pupil in gone}
    linked = {row["pupil_id"] for row in rows(last_year, "guardian_links")}
    assert not gone & linked and linked
    guardians = {row["guardian_id"] for row in rows(last_year, "guardian_links")}
    assert guardians == {person for person in names if person.startswith("F0")}


def test_pupils_of_six_earlier_autumns_are_told_without_names(folders):
    earlier = list(earlier_without_names(cast()))
    assert Counter(one.cohort for one in earlier) == dict.fromkeys(range(2014, 2020), 218)
    names = {row["person_id"]: (row["given_name"], row["family_name"]) for row in rows(folders[2025], "people")}
    assert all(names[one.id] == ("Elev", str(one.number)) for one in earlier)
    counted = {row["on"][:4] for row in rows(folders[2025], "pupil_years")}
    assert {*map(str, range(2014, 2026))} == counted
    assert {row["on"] for row in rows(folders[2024], "pupil_years")} == {"2024-10-01"}


def test_measures_were_of_pupils_who_have_left_and_of_classes_whose_teacher_gave_them(last_year, gone):
    classes = {row["group_id"]: row["name"] for row in rows(last_year, "groups") if row["kind"] == "class"}
    class_of = {row["person_id"]: row["group_id"] for row in rows(last_year, "memberships")
                if row["group_id"] in classes and row["role"] == "pupil"}  # fmt: skip
    teacher_of = {row["group_id"]: row["person_id"] for row in rows(last_year, "memberships")
                  if row["group_id"] in classes and row["role"] == "contact_teacher"}  # fmt: skip
    names = {row["person_id"]: row["given_name"] for row in rows(last_year, "people")}
    given = {staff.username: staff.given_name for staff in cast().staff}
    employed = {row["person_id"] for row in rows(last_year, "employments")}
    for group in (group for told in MEASURES for group in told["groups"]):
        of = {class_of[pupil] for pupil in (*pupils(group["with_it"]), *pupils(group["without"]))}
        (teacher,) = {teacher_of[each] for each in of}
        assert names[teacher] == given[group["by"]] and teacher in employed
        assert set(pupils(group["with_it"])) <= gone


@pytest.mark.parametrize("told", MEASURES, ids=lambda told: told["kind"])
def test_both_groups_were_away_alike_before_and_it_fell_for_both(last_year, told):
    missed = missed_lessons(last_year)

    def away(name: str, first: dt.date, last: dt.date) -> float:
        """Lessons a pupil missed on a school day, on average."""
        of = {pupil for group in told["groups"] for pupil in pupils(group[name])}
        inside = {at: lessons for at, lessons in missed.items() if first.isoformat() <= at[1] <= last.isoformat()}
        lost = sum(len(lessons) for (pupil, _on), lessons in inside.items() if pupil in of)
        return lost / len(of) / len({on for _pupil, on in inside})

    before, day = told["begins"] - dt.timedelta(days=1), told["begins"]
    was = {name: away(name, told["since"], before) for name in ("with_it", "without")}
    became = {name: away(name, day, told["until"]) for name in ("with_it", "without")}
    assert was["with_it"] == pytest.approx(was["without"], rel=0.2)
    assert became["with_it"] < became["without"] < was["without"]


def test_who_left_during_the_year_has_a_reason_and_is_away_from_nothing_afterwards(last_year):
    told = {f"E{int(number):06}": (day.isoformat(), each["code"])
            for each in cast().history["left"] for number, day in each["on"].items()}  # fmt: skip
    ends = {row["pupil_id"]: (row["valid_to"], row["leaving_code"])
            for row in rows(last_year, "enrolments") if row["leaving_code"]}  # fmt: skip
    assert ends == told and len(told) == 12
    assert all(row["on"] <= told[row["pupil_id"]][0] for row in rows(last_year, "absences") if row["pupil_id"] in told)


def test_pupils_of_this_years_stories_failed_only_what_is_told(last_year):
    of_stories = {f"E{story['pupil']:06}" for story in cast().stories}
    failed = [(row["pupil_id"], row["subject_code"], row["term"]) for row in rows(last_year, "grades")
              if row["pupil_id"] in of_stories and row["value"] in ("1", "IV")]  # fmt: skip
    assert failed == [("E000103", "MAT1019", "final")]
