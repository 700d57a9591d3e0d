"""Weeks counted by hand: hours nobody registered are in neither number; small groups are not told."""

import datetime as dt

import pytest
from django.urls import reverse

from tests.builders import SCHOOL_YEAR, a_person, belong, enrol
from tests.cast import TODAY
from tests.records import a_calendar, a_lesson, an_absence, put
from tettpaa.look_back.statistics.jobs import count_schools
from tettpaa.look_back.statistics.models import WeeklyTotal
from tettpaa.look_back.statistics.queries import development_of
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.disclosure import HIDDEN

MONDAY, TUESDAY = dt.date(2025, 10, 6), dt.date(2025, 10, 7)


@pytest.fixture
def two_lessons(cast):
    """1STA has Norwegian on Monday and Tuesday; nobody has registered Tuesday's. a1 is away on Monday."""
    put(cast.school, "calendar", a_calendar())
    put(cast.school, "lessons", [
        a_lesson(cast.norwegian_a, MONDAY), a_lesson(cast.norwegian_a, TUESDAY, registered=False)
    ])  # fmt: skip
    put(cast.school, "absences", [an_absence(cast.pupils["a1"], cast.norwegian_a, MONDAY)])
    Enrolment.objects.filter(pupil__in=[cast.pupils[f"a{n}"] for n in (1, 2, 3)]).update(
        programme_code="STUSP1----", year_level="Vg1"
    )
    return cast


def in_week(cast, **about) -> WeeklyTotal:
    return WeeklyTotal.objects.get(school=cast.school, monday=MONDAY, **about)


def test_a_week_is_hours_away_of_hours_registered(two_lessons):
    count_schools(two_lessons.owner, TODAY)
    found = in_week(two_lessons, programme="ST", level="Vg1")
    assert (found.pupils, found.away_hours, found.registered_hours) == (3, 0.75, 2.25)
    assert (in_week(two_lessons, programme="").pupils, in_week(two_lessons, programme="").registered_hours) == (3, 0)


def test_counting_again_changes_nothing(two_lessons):
    count_schools(two_lessons.owner, TODAY)
    before = list(WeeklyTotal.objects.order_by("monday", "programme").values_list("monday", "programme", "away_hours"))
    count_schools(two_lessons.owner, TODAY)
    again = list(WeeklyTotal.objects.order_by("monday", "programme").values_list("monday", "programme", "away_hours"))
    assert again == before


def test_a_programme_with_three_pupils_is_hidden_and_its_share_with_it(two_lessons):
    count_schools(two_lessons.owner, TODAY)
    lines = {line.key: line for line in development_of(two_lessons.owner, SCHOOL_YEAR, 1).lines["programme"]}
    assert lines["ST"].pupils is HIDDEN and lines["ST"].percent is None


def test_an_owner_sees_programmes_large_enough_and_a_week_as_a_share(two_lessons, client):
    for number in range(20):
        pupil = a_person(two_lessons.owner, "Elev", f"HO {number}")
        enrol(pupil, two_lessons.school)
        belong(pupil, two_lessons.norwegian_a if number < 9 else two_lessons.class_b)
    Enrolment.objects.filter(pupil__family_name__startswith="HO").update(programme_code="HSHSF1----", year_level="Vg1")
    Enrolment.objects.filter(pupil__family_name__in=[f"HO {n}" for n in range(9)]).update(programme_code="STUSP1----")
    count_schools(two_lessons.owner, TODAY)
    found = development_of(two_lessons.owner, SCHOOL_YEAR, 1)
    lines = {line.key: line for line in found.lines["programme"]}
    assert lines["ST"].pupils == 12 and lines["ST"].percent == pytest.approx(100 * 0.75 / 9)
    assert found.weeks[41] == pytest.approx(100 * 0.75 / 9)
    client.force_login(two_lessons.users["analyst"])
    assert "8,3" in client.get(reverse("owner")).content.decode()
