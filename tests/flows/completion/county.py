"""A county of two schools whose cohort of 2019 is over, and whose last school year is held, put straight into place."""

import datetime as dt

from tests.cast import Cast
from tests.records import put_all
from tettpaa.kit.ids import key_of
from tettpaa.schools.people.models import Enrolment, Person
from tettpaa.schools.places.models import School

ENDS = {"in_time": 30, "later": 8, "left": 7, "unknown": 5}
PROGRAMMES = ("STUSP1----", "BABAT1----")


def fill(cast: Cast) -> None:
    """50 pupils in each of two programmes at each of two schools, with the ends of ENDS; and last year's enrolments."""
    schools = (cast.school, cast.school_elsewhere)
    School.objects.filter(pk__in=[school.pk for school in schools]).update(vigo_number="31001")
    years, ends = [], []
    for school in schools:
        people = iter(_people(cast, school, "Kull", 100))
        for programme in PROGRAMMES:
            for end, count in ENDS.items():
                for number in range(count):
                    _live(next(people), school, programme, end, 30 + 5 * (number % 4), years, ends)
        _last_year(cast, school)
    put_all(cast.owner, "pupil_years", years)
    put_all(cast.owner, "completions", ends)


def _people(cast: Cast, school: School, given: str, count: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(key=key_of(b"kull", given, school.name, str(n)), owner=cast.owner, source_id=f"{given} {school.name} {n}",
               given_name=given, family_name=str(n), sex="km"[n % 2], birth_date=dt.date(2006, 5, 1))
        for n in range(count)
    )  # fmt: skip


def _live(
    person: Person, school: School, programme: str, end: str, points: int, years: list[dict], ends: list[dict]
) -> None:  # fmt: skip
    levels = ("Vg1",) if end == "left" else ("Vg1", "Vg2") if end == "unknown" else ("Vg1", "Vg2", "Vg3")
    for after, level in enumerate(levels):
        first = {"is_first_start": True, "sex": person.sex, "grunnskolepoeng": points} if after == 0 else {}
        years.append({
            "pupil": person.key, "school": school.key, "school_year": 2019 + after, "on": dt.date(2019 + after, 10, 1),
            "programme_code": programme, "year_level": level, "pupil_status": "E", **first,
        })  # fmt: skip
    last = {"in_time": (2021, dt.date(2022, 6, 20), "Vg3", "B"), "later": (2022, dt.date(2023, 1, 20), "Vg3", "B"),
            "left": (2019, dt.date(2020, 2, 3), "Vg1", "S")}.get(end)  # fmt: skip
    if last:
        told = dict(zip(("school_year", "on", "step", "code"), last, strict=True))
        ends.append({"pupil": person.key, "school": school.key, **told})


def _last_year(cast: Cast, school: School) -> None:
    """60 pupils in 2024–25: 6 left in the autumn, 5 after Christmas; nobody has a pupil year."""
    Enrolment.objects.bulk_create(
        Enrolment(
            key=key_of(b"sist", school.name, str(number)), pupil=pupil, school=school, school_year=2024, year_level="Vg1",
            valid_from=dt.date(2024, 8, 19), valid_to=ends, leaving_code=code,
        )
        for number, pupil in enumerate(_people(cast, school, "Sist", 60))
        for ends, code in [_end_of(number)]
    )  # fmt: skip


def _end_of(number: int) -> tuple[dt.date | None, str]:
    if number > 10:
        return None, ""
    return (dt.date(2024, 11, 3), "FR") if number < 6 else (dt.date(2025, 2, 3), "AR")
