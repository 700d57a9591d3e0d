"""Ed-Fi's 100 early-warning cases: those whose notion exists here, asked of our own stores and fold."""

import datetime as dt
import json

import numpy as np
import pytest

from tests.builders import an_owner
from tests.packages import run, write
from tests.real.early_warning import DAY_OFF, FOLDER, SCHOOL_YEAR, Source, day_of, reason_to_exclude
from tettpaa.identify.imports.queries import faults_of
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.fold.codes import DOC_NONE
from tettpaa.identify.indicators.gauges import Gauge, Window
from tettpaa.identify.records.reading import connect, records
from tettpaa.identify.records.school_days import school_days
from tettpaa.schools.people.models import Enrolment, Person
from tettpaa.schools.places.models import Group, Owner, School

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = {"School": ("class",), "Homeroom": ("contact",), "AnyClass": ("contact", "teaching")}


@pytest.fixture
def cases(real_data):
    return json.loads((real_data / FOLDER / "cases.json").read_text("utf-8"))["cases"]


@pytest.fixture
def source(real_data):
    return Source(real_data)


@pytest.fixture
def owner(source, tmp_path):
    owner = an_owner("edfi")
    held = run(write(source.tables(), tmp_path / "edfi"), owner, school_year=SCHOOL_YEAR)
    assert (held.state, held.problem_count) == ("committed", 0), faults_of(held)
    return owner


class Asked:
    """What we say of a pupil at a school on a day."""

    def __init__(self, owner: Owner) -> None:
        self.owner, self.columns = owner, load(owner, SCHOOL_YEAR)
        self.groups = {group.key: group for group in Group.objects.filter(school__owner=owner)}
        self.calendar = set(records(connect(), owner, "calendar").project('school, "on"').fetchall())

    def of(self, case: dict) -> dict[str, str]:
        """The fields the other system has, by its names; only the count where there is no such pupil and day."""
        on = day_of(case)
        if not case["where"]:
            return {"CountValue": str(sum(day == on for _, day in self.calendar))}
        pupil, school = self._named(case)
        if not (pupil and school and (school.key, on) in self.calendar and self._is_enrolled(pupil, school, on)):
            return {"CountValue": "0"}
        is_school_day = on in school_days(self.owner, school.key, SCHOOL_YEAR)
        known = {"CountValue": "1", "IsEnrolled": "1", "IsInstructionalDay": str(int(is_school_day)),
                 "StudentKey": pupil.source_id, "SchoolKey": school.source_id, "DateKey": f"{on:%Y%m%d}"}  # fmt: skip
        return known | self._absences(pupil, school, on)

    def _named(self, case: dict) -> tuple[Person | None, School | None]:
        pupil = Person.objects.filter(owner=self.owner, source_id=case["where"]["student"]).first()
        return pupil, School.objects.filter(owner=self.owner, source_id=case["where"]["school"]).first()

    def _is_enrolled(self, pupil: Person, school: School, on: dt.date) -> bool:
        stays = Enrolment.objects.filter(pupil=pupil, school=school, valid_from__lte=on)
        return any(stay.valid_to is None or on <= stay.valid_to for stay in stays)

    def _absences(self, pupil: Person, school: School, on: dt.date) -> dict[str, str]:
        """From the entries the fold counts that day, by the kind of group they were registered in."""
        entries = [entry for entry in self._entries(pupil, on) if self._group(entry).school_id == school.key]
        found = {}
        for place, kinds in PLACES.items():
            here = [entry for entry in entries if self._group(entry).kind in kinds]
            away = [entry["documentation"] != DOC_NONE for entry in here if not entry["is_late"]]
            found[f"IsAbsentFrom{place}Excused"] = str(int(True in away))
            found[f"IsAbsentFrom{place}Unexcused"] = str(int(False in away))
            found[f"IsTardyTo{place}"] = str(int(any(entry["is_late"] for entry in here)))
        return found

    def _entries(self, pupil: Person, on: dt.date) -> np.ndarray:
        row = self.columns.parts["pupils"][self.columns.number_of(pupil.key)]
        entries = self.columns.parts["entries"][row["entries"] : row["entries_end"]]
        return entries[entries["day"] == self.columns.day(on)]

    def _group(self, entry: np.void) -> Group:
        return self.groups[int(self.columns.groups["key"][entry["group"]])]


def test_every_case_is_asked_or_has_a_reason_not_to_be(cases):
    asked = [case for case in cases if reason_to_exclude(case) is None]
    reasons = [reason for case in cases if (reason := reason_to_exclude(case))]
    assert len(cases) == 100
    assert (len(asked), len(reasons)) == (70, 30)
    assert reasons.count(DAY_OFF) == 2


def test_what_we_say_is_what_the_other_system_expects(owner, cases):
    asked = Asked(owner)
    said, expected = {}, {}
    for case in cases:
        if reason_to_exclude(case) is None:
            (field,) = case["expected"]
            said[case["case"]] = asked.of(case).get(field)
            expected[case["case"]] = case["expected"][field]
    assert said == expected


def test_absence_on_a_day_off_is_held_and_counts_nowhere(owner, cases):
    asked = Asked(owner)
    for case in cases:
        if reason_to_exclude(case) == DAY_OFF:
            (field,) = case["expected"]
            assert (case["expected"][field], asked.of(case)[field]) == ("1", "0")
    pupil = Person.objects.get(owner=owner, source_id="193964")
    rows = records(connect(), owner, "absences").filter(f"pupil = {pupil.key} AND \"on\" = DATE '2012-05-20'")
    assert set(rows.filter("documentation = 'other'").project("unit").fetchall()) == {("day",), ("lesson",)}


def test_the_indicators_of_the_day(owner):
    columns = load(owner, SCHOOL_YEAR)

    def on_the_day(pupil: str, day: str) -> list[float]:
        on = dt.date.fromisoformat(day)
        number = columns.number_of(Person.objects.get(owner=owner, source_id=pupil).key)
        names = ("absence_days", "single_hours", "undocumented_hours", "late_count")
        return (
            fold(columns, on, [Gauge(name, Window(since=on)) for name in names], pupils=[number]).values[0, 0].tolist()
        )

    assert on_the_day("200099", "2011-11-03") == [1, 0, 0, 1], "excused and unexcused all day is one day; and late"
    assert on_the_day("189889", "2011-12-05") == [0, 4, 2, 2], (
        "two classes, each twice; an hour where no length is told"
    )
    assert on_the_day("193964", "2012-05-02") == [0, 4, 4, 0], (
        "four classes the pupil is no member of: at the source's word"
    )
    assert on_the_day("193964", "2012-05-20") == [0, 0, 0, 0], "a day off"


def test_a_day_of_the_next_century_is_taken_for_a_misprint(source, tmp_path):
    owner, tables = an_owner("edfi"), source.tables()
    future = {"school_id": "867530011", "on": "2121-01-01", "is_school_day": "ja"}
    tables["calendar"].append(future)
    held = run(write(tables, tmp_path / "refused"), owner, school_year=SCHOOL_YEAR)
    assert held.state == "refused"
    assert [fault["code"] for fault in faults_of(held)["problems"]] == ["date.out_of_range"]
    assert not School.objects.filter(owner=owner).exists(), "nothing of it is held"


def test_events_of_pupils_who_are_enrolled_nowhere_are_held_and_count_for_nobody(owner):
    stranger = Person.objects.get(owner=owner, source_id="235621")
    assert records(connect(), owner, "absences").filter(f"pupil = {stranger.key}").fetchall()
    assert stranger.key not in load(owner, SCHOOL_YEAR).pupils
