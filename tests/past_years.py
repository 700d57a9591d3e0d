"""School years that are over, at the cast's school: who was away, who broke off, who did not pass."""

import datetime as dt

from tests.builders import AT, a_group, a_person, belong, enrol
from tests.cast import Cast
from tests.records import put, school_days_between
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.look_back.replay.models import Yardstick
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.places.school_year import first_day

YEARS = (2023, 2024)
GROUP = 30  # pupils of each year


def past_years(cast: Cast, years: tuple[int, ...] = YEARS, group: int = GROUP) -> dict[tuple[int, int], Person]:
    """(year, number) → pupil. Of each six: one is away six days in October and breaks off in January; one is away
    three days and fails a subject; one breaks off without having been away; one leaves without a reason; two do well,
    the last after three days away. Girls have even numbers.
    """
    AbsenceCode.objects.get_or_create(
        owner=cast.owner, code="X", defaults={"documentation": "none", "counts_as_absence": True}
    )
    return {
        (year, number): pupil for year in years for number, pupil in enumerate(_year(cast, year, group))
    }  # fmt: skip


AWAY = (6, 3, 0, 0, 0, 3)


def _year(cast: Cast, year: int, group: int) -> list[Person]:
    begins, ends = dt.date(year, 8, 21), dt.date(year + 1, 6, 19)
    class_ = a_group(cast.school, f"1ST{year}", school_year=year)
    belong(cast.users["contact_a"].person, class_, Membership.Role.CONTACT_TEACHER, since=first_day(year))
    days = school_days_between(dt.date(year, 10, 2), dt.date(year, 10, 31))
    pupils, absences, grades = [], [], []
    for number in range(group):
        pupil = a_person(cast.owner, "Elev", f"{year}-{number:02}", sex="km"[number % 2])
        kind = number % 6
        until, code = {0: (dt.date(year + 1, 1, 15), "FV"), 2: (dt.date(year, 12, 1), "AF"), 3: (dt.date(year, 12, 1), "")}.get(
            kind, (ends, "")
        )  # fmt: skip
        enrolment = enrol(pupil, cast.school, begins, until, year)
        type(enrolment).objects.filter(pk=enrolment.pk).update(
            leaving_code=code, programme_code="STUSP1----", year_level="Vg1"
        )
        belong(pupil, class_, since=begins, until=until)
        absences += [
            {"pupil": pupil.key, "on": day, "unit": "day", "days": 1.0, "code": "X", "is_late": False}
            for day in days[: AWAY[kind]]
        ]  # fmt: skip
        if kind in (1, 4, 5):
            grades += [
                {"pupil": pupil.key, "subject_code": subject, "term": "final", "value": value, "set_on": dt.date(year + 1, 6, 10)}
                for subject, value in (("NOR1267", "IV" if kind == 1 else "4"), ("MAT1019", "3"))
            ]  # fmt: skip
        pupils.append(pupil)
    calendar = [{"on": day, "is_school_day": True} for day in school_days_between(begins, ends)]
    for table, rows in (("calendar", calendar), ("absences", absences), ("grades", grades)):
        put(cast.school, table, rows, year)
    return pupils


def a_yardstick(cast: Cast, tested_on: int = YEARS[-1]) -> Yardstick:
    """As `tettpaa yardstick` would have left it: two curves of a year, and nothing about a pupil."""
    points = [[step / 10, 0.95 - 0.06 * step] for step in range(1, 11)]
    return Yardstick.objects.create(
        owner=cast.owner, made_at=AT, made_by="command", fitted_on=[tested_on - 1], tested_on=tested_on,
        as_of=dt.date(tested_on, 11, 1), pupils=400, with_outcome=90,
        curves={
            "logistic": {"auc": [0.81, 0.76, 0.86], "points": points},
            "boosted": {"auc": [0.84, 0.79, 0.89], "points": [[found, min(1, right + 0.04)] for found, right in points]},
        },
    )  # fmt: skip
