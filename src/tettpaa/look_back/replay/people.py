"""Who the pupils of a school year were: school, contact teacher, lawful groups, and what became of them. Read once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from tettpaa.identify.records.reading import connect, records_query
from tettpaa.knowledge.programmes.programmes import area_of
from tettpaa.look_back.replay.outcomes import Marks, Outcome, Stay, grades_told, outcome_of
from tettpaa.schools.people.models import Enrolment, Membership, Person
from tettpaa.schools.places.models import Group, Owner
from tettpaa.schools.places.school_year import day_number

NOBODY = 0  # no contact teacher
NO_DAY = -1

# In the order of the fold's pupils: keys, and a pupil's last programme area (two letters) and level of the year.
# `teacher` is a key; `outcome` a number of outcomes.py, `outcome_day` counted from 1 August.
PERSON = np.dtype([
    ("pupil", "i8"), ("school", "i8"), ("teacher", "i8"), ("sex", "U1"), ("area", "U2"), ("level", "U5"),
    ("outcome", "i1"), ("outcome_day", "i2"), ("failed_subjects", "i2"),
])  # fmt: skip


def people_of(owner: Owner, school_year: int, pupils: np.ndarray, schools: np.ndarray) -> np.ndarray:
    """A PERSON record for each pupil key, whose school is given."""
    people = np.zeros(len(pupils), PERSON)
    people["pupil"], people["school"] = pupils, schools
    stays, last = _enrolments(owner, school_year)
    marks, teachers, sexes = _marks(owner, school_year), _contact_teachers(owner, school_year), _sexes(owner)
    for place, pupil in enumerate(pupils.tolist()):
        person = people[place]
        area, level = last.get(pupil, ("", ""))
        person["teacher"], person["sex"] = teachers.get(pupil, NOBODY), sexes.get(pupil, "")
        person["area"], person["level"] = area, level
        found = outcome_of(stays[pupil], marks.get(pupil), school_year)
        person["outcome"], person["failed_subjects"] = found.kind, found.failed_subjects
        person["outcome_day"] = _day(found, school_year)
    return people


def _day(found: Outcome, school_year: int) -> int:
    return NO_DAY if found.on is None else max(0, day_number(found.on, school_year))


def _enrolments(owner: Owner, school_year: int) -> tuple[Mapping[int, list[Stay]], dict[int, tuple[str, str]]]:
    """Every enrolment of each pupil; and the programme area and level of the one begun last."""
    rows = Enrolment.objects.filter(school__owner=owner, school_year=school_year).order_by("valid_from", "key")
    stays: dict[int, list[Stay]] = defaultdict(list)
    last = {}
    names = ("pupil", "valid_from", "valid_to", "leaving_code", "programme_code", "year_level")
    for pupil, since, until, code, programme, level in rows.values_list(*names).iterator():
        stays[pupil].append(Stay(since, until, code))
        last[pupil] = area_of(programme), level
    return stays, last


def _sexes(owner: Owner) -> dict[int, str]:
    return dict(Person.objects.filter(owner=owner).exclude(sex="").values_list("key", "sex"))


def _contact_teachers(owner: Owner, school_year: int) -> dict[int, int]:
    """Pupil → the contact teacher of the class or group joined last; of several, the first by name."""
    groups = Group.objects.filter(
        school__owner=owner, school_year=school_year, kind__in=(Group.Kind.CLASS, Group.Kind.CONTACT)
    )
    teachers = Membership.objects.filter(group__in=groups, role=Membership.Role.CONTACT_TEACHER)
    of_group = dict(teachers.order_by("-person__sort_key", "-person").values_list("group", "person"))
    pupils = Membership.objects.filter(group__in=groups, role=Membership.Role.PUPIL).order_by("valid_from", "key")
    return {
        pupil: of_group[group] for pupil, group in pupils.values_list("person", "group").iterator() if group in of_group
    }  # fmt: skip


def _marks(owner: Owner, school_year: int) -> dict[int, Marks]:
    """Pupil → what the year's last grades say; a pupil without any is left out."""
    told = grades_told(school_year)
    if not told:
        return {}
    set_last = dt.date(school_year + 1, 6, 30)  # a grade without a date, as in the indicators
    with connect() as con:
        rows = con.execute(f"""
            WITH told AS (
                SELECT pupil, subject_code, value, term, coalesce(set_on, DATE '{set_last}') AS day,
                       bool_or(term = 'final') OVER (PARTITION BY pupil, subject_code) AS has_final
                FROM ({records_query(owner, "grades", school_years=[school_year])})
                WHERE coalesce(scale, 'grade') = 'grade' AND term IN (SELECT unnest(?)))
            SELECT pupil, count(DISTINCT subject_code) FILTER (value IN (SELECT unnest(?))),
                   min(day) FILTER (value IN (SELECT unnest(?)))
            FROM told WHERE term <> 'h2' OR NOT has_final GROUP BY pupil
            """, [told["terms"], told["not_passed"], told["not_passed"]]).fetchall()  # noqa: S608  # fmt: skip
    return {pupil: Marks(failed, day) for pupil, failed, day in rows}
