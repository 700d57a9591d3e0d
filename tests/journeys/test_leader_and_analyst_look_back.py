"""A leader asks whether what was said is done and opens a number; an owner's analyst reads the year and prints it."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.builders import SCHOOL_YEAR, a_person, a_rule_set, belong, enrol
from tests.cast import TODAY, Cast
from tests.flows.plans.made import a_case, a_plan
from tests.journeys.screen import assert_good_screen
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.assess.talks.actions import record_contact
from tettpaa.identify.flags.models import FlagEvent
from tettpaa.look_back.quality.jobs import count_figures
from tettpaa.look_back.statistics.models import WeeklyTotal

FLAGGED, SPOKEN = dt.date(2025, 9, 29), dt.date(2025, 10, 1)


@pytest.fixture
def a_year(cast) -> Cast:
    """At both schools sixteen pupils were flagged; somebody spoke with ten of them in time. Weeks of both years."""
    version = a_rule_set(cast.owner)
    for school in (cast.school, cast.school_elsewhere):
        put(school, "calendar", a_calendar())
        for number in range(16):
            pupil = a_person(cast.owner, "Elev", f"{school.name[-1]}{number + 10}")
            enrol(pupil, school)
            if school == cast.school:
                belong(pupil, cast.class_b)
            FlagEvent.objects.create(
                pupil=pupil, school=school, school_year=SCHOOL_YEAR, rule_set=version.rule_set, version=version,
                rule="3-dager", kind="raised", on=FLAGGED,
            )  # fmt: skip
            if number < 10:
                at = dt.datetime.combine(SPOKEN, dt.time(10), dt.UTC)
                told = {"on": SPOKEN, "channel": "phone", "was_reached": True, "line": "Er trøtt"}
                record_contact(pupil=pupil, **told, by="contact_b", at=at)
        _weeks(school)
    _lessons(cast)
    a_plan(a_case(cast))
    a_case(cast, "a2")
    count_figures(cast.owner, TODAY)
    return cast


def _lessons(cast: Cast) -> None:
    """One a day in 1STA, registered; a1 is away a week in September, a2 two days."""
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    teacher = cast.users["subject"].person
    put(cast.school, "lessons", [a_lesson(cast.norwegian_a, day, teacher=teacher) for day in days])
    put(cast.school, "absences", [
        an_absence(cast.pupils[name], cast.norwegian_a, dt.date(2025, 9, day))
        for name, away in (("a1", range(8, 13)), ("a2", (22, 23))) for day in away
    ])  # fmt: skip


def _weeks(school) -> None:
    for week in range(8):
        for year, away in ((SCHOOL_YEAR, 30.0 + 3 * week), (SCHOOL_YEAR - 1, 34.0)):
            for programme, hours in (("ST", 500), ("HS", 400)):
                WeeklyTotal.objects.create(
                    school=school, school_year=year, programme=programme, level="Vg1", pupils=20, away_hours=away,
                    monday=dt.date(year, 8, 25) + dt.timedelta(weeks=week), registered_hours=hours, counted_on=TODAY,
                )  # fmt: skip


def test_a_leader_opens_a_number_to_those_it_counts(page: Page, be, a_year):
    be(page, a_year.users["leader"])
    page.goto("/skole/")
    page.get_by_role("link", name="Praksis: gjør vi det vi har sagt?").click()
    expect(page.get_by_text("10 av 16")).to_be_visible()
    assert_good_screen(page, "praksis")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Hent tabellen som CSV").click()
    assert '"10 av 16"' in taken.value.path().read_text("utf-8-sig")
    page.get_by_role("link", name="Snakket med innen en skoleuke").click()
    expect(page.get_by_text("Elev A10")).to_be_visible()
    assert_good_screen(page, "praksis-hvem")


def test_a_leader_reads_the_boards_of_school_and_class_and_opens_a_week(page: Page, be, a_year):
    be(page, a_year.users["leader"])
    page.goto("/skole/")
    page.get_by_role("link", name="Tavla: alle tallene").click()
    assert_good_screen(page, "skolens-tavle")
    page.get_by_label("På denne siden").get_by_role("link", name="Klassene").click()
    page.locator("#classes").get_by_role("link", name="1STA").click()
    page.get_by_role("link", name="Tavla").first.click()
    assert_good_screen(page, "klassens-tavle")
    # axe has unfolded the table of weeks.
    page.locator("#development").get_by_role("link", name="37", exact=True).click()
    expect(page.get_by_text("mandag 0,8 timer")).to_be_visible()
    assert_good_screen(page, "tavle-uke")


def test_an_analyst_reads_the_year_and_takes_it_out(page: Page, be, a_year):
    be(page, a_year.users["analyst"])
    page.goto("/skoler/")
    assert_good_screen(page, "skoler")
    page.get_by_role("link", name="Praksis: gjør skolene det vi har sagt?").click()
    assert_good_screen(page, "praksis-skoler")
    page.goto("/skoler/")
    page.get_by_role("link", name="Årsrapporten, med alt på ett sted").click()
    assert_good_screen(page, "arsrapport")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Som PDF på nynorsk").click()
    assert taken.value.suggested_filename.endswith("-nn.pdf")
