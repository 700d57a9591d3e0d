"""Absence goes on after the talk. The counsellor writes the choice letter, reads it through, sends it and follows it home."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.builders import a_person
from tests.cast import TODAY, Cast
from tests.journeys.screen import assert_good_screen
from tests.records import a_calendar, a_lesson, an_absence, put, school_days_between
from tettpaa.assess.cases.actions import open_case
from tettpaa.kit.clock import OSLO
from tettpaa.kit.ids import key_of
from tettpaa.schools.people.models import GuardianLink

AT = dt.datetime(2025, 10, 13, 9, tzinfo=OSLO)


@pytest.fixture
def absent(cast) -> Cast:
    """a1 is 16 and lives with one guardian; away nine lessons of Norwegian, the last one yesterday; and has a case."""
    pupil = cast.pupils["a1"]
    put(cast.school, "calendar", a_calendar())
    put(cast.school, "subjects", [
        {"subject_code": "NOR1267", "name": "Norsk", "planned_hours": 84.0, "lesson_minutes": 45},
    ])  # fmt: skip
    days = school_days_between(dt.date(2025, 8, 18), TODAY)
    put(cast.school, "lessons", [a_lesson(cast.norwegian_a, day) for day in days])
    put(cast.school, "absences", [an_absence(pupil, cast.norwegian_a, day) for day in days[-10:-1]])
    pupil.birth_date = dt.date(2009, 5, 1)
    pupil.save()
    guardian = a_person(cast.owner, "Foresatt", "En")
    GuardianLink.objects.create(
        key=key_of(b"x", "guardian", "En"), pupil=pupil, guardian=guardian, has_parental_responsibility=True
    )
    open_case(
        pupil=pupil, school=cast.school, because="flag", reason="Fraværet fortsetter etter samtalen",
        responsible=cast.users["counsellor"], by="counsellor", at=AT,
    )  # fmt: skip
    return cast


def test_the_choice_letter_from_draft_to_received(absent, page, be, faults):
    be(page, absent.users["counsellor"])
    begins(page, f"/elev/{absent.pupils['a1'].key}")
    writes(page)
    reads_it_through(page)
    chooses_nynorsk_for_the_home(page)
    sends(page)
    prints(page)
    says_it_is_received(page)
    finds_it_in_the_case(page)


def begins(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Brev og varsler").click()
    assert_good_screen(page, "brev-ingen")
    page.get_by_role("link", name="Valgbrev").click()


def writes(page: Page) -> None:
    assert_good_screen(page, "valgbrev-skriv")
    page.get_by_label("Eleven velger innen").fill("2025-10-24")
    page.get_by_label("Egen tekst i brevet").fill("Jeg har satt av torsdag kl. 10 til oss.")
    page.get_by_role("button", name="Les gjennom brevet").click()


def reads_it_through(page: Page) -> None:
    """The facts of today, and to whom."""
    expect(page.get_by_role("heading", name="Stemmer brevet til Elev A1?")).to_be_visible()
    expect(page.get_by_text("fravær dette skoleåret").first).to_be_visible()
    expect(page.get_by_text("Norsk: 6,8 av 8,4 timer brukt").first).to_be_visible()
    expect(page.get_by_text("fordi Elev A1 er under 18 år")).to_be_visible()
    assert_good_screen(page, "valgbrev-les-gjennom")


def chooses_nynorsk_for_the_home(page: Page) -> None:
    # The check of the screen has opened what folds.
    page.get_by_label("Språk til Foresatt En").select_option(label="Nynorsk")
    page.get_by_role("button", name="Vis brevet slik").click()
    expect(page.get_by_text("De får dette brevet fordi Elev A1 er under 18 år")).to_be_visible()


def sends(page: Page) -> None:
    page.get_by_role("button", name="Send brevet").click()
    expect(page.get_by_text("Brevet er sendt.")).to_be_visible()
    assert_good_screen(page, "valgbrev-sendt")


def prints(page: Page) -> None:
    page.get_by_role("link", name="Vis og skriv ut").first.click()
    expect(page.get_by_text("Jeg har satt av torsdag kl. 10 til oss.")).to_be_visible()
    assert_good_screen(page, "valgbrev-papir")
    page.go_back()


def says_it_is_received(page: Page) -> None:
    for _reader in ("Elev A1", "Foresatt En"):
        page.get_by_role("button", name="Skriv at det er mottatt").first.click()
        expect(page.get_by_text("Det er skrevet at brevet er mottatt.")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv at det er mottatt")).to_have_count(0)


def finds_it_in_the_case(page: Page) -> None:
    page.goto("/saker/")
    page.get_by_role("link", name="Elev A1").first.click()
    letter = page.get_by_role("listitem").filter(has_text="Brev: valgbrev")
    expect(letter).to_contain_text("Mottatt")
    assert_good_screen(page, "sak-med-valgbrev")
    letter.get_by_role("link", name="Brev: valgbrev").click()
    assert_good_screen(page, "valgbrev-mottatt")
