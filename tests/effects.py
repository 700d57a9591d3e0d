"""A school in which some began a measure on 15 September, and others had been away just as much."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from tests.builders import a_person, belong, enrol
from tests.cast import Cast
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.assess.cases.actions import open_case
from tettpaa.follow_up.measures.actions import start_measure
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.look_back.effects.actions import update_comparisons
from tettpaa.schools.people.models import Person

BEGAN = dt.datetime(2025, 9, 15, 9, tzinfo=dt.UTC)
AT = dt.datetime(2025, 10, 14, 9, tzinfo=dt.UTC)
BEFORE = school_days_between(dt.date(2025, 8, 18), dt.date(2025, 9, 12))  # twenty school days
WITH_IT = 22
AFTER = school_days_between(dt.date(2025, 9, 15), dt.date(2025, 10, 10))  # and twenty


def begin(cast: Cast, pupil: Person, kind: str = "morning_meeting") -> Measure:
    """A measure planned and begun on 15 September."""
    case = open_case(
        pupil=pupil, school=cast.school, because="flag", reason="Mye borte", responsible=cast.users["contact_a"],
        by="contact_a", at=BEGAN,
    )  # fmt: skip
    wish = Wish(kind, "Møter Lærer A kl. 8", BEGAN.date(), dt.date(2025, 12, 1), "Lærer A")
    measure = plan_measure(
        case=case, wish=wish, school=cast.school, responsible=cast.users["contact_a"], form_id=uuid.uuid4(),
        by="contact_a", at=BEGAN,
    )  # fmt: skip
    start_measure(measure=measure, by="contact_a", at=BEGAN)
    return measure


def make_county(cast: Cast, away: Callable[[int], Iterable[dt.date]]) -> None:
    """52 pupils m0, m1 … with one lesson a day, away on the days told by number; the first 22 begin a measure."""
    group, absences = cast.norwegian_a, []
    put(cast.school, "calendar", a_calendar())
    put(cast.school, "lessons", [a_lesson(group, day) for day in school_days_between(BEFORE[0], AT.date())])
    for number in range(52):
        pupil = cast.pupils[f"m{number}"] = a_person(cast.owner, "Elev", f"M{number:02}")
        enrol(pupil, cast.school)
        belong(pupil, group)
        belong(pupil, cast.class_a)
        absences += [an_absence(pupil, group, day) for day in away(number)]
    put(cast.school, "absences", absences)
    for number in range(WITH_IT):
        begin(cast, cast.pupils[f"m{number}"])


def compare_all(cast: Cast) -> int:
    """As the morning's job does."""
    return update_comparisons(owner=cast.owner, school_year=2025, as_of=AT.date(), by="worker", at=AT)
