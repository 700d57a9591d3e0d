"""A contact teacher reports a case to the team; it meets, writes what each does, prints the sheet, and sets a mistake right."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.screen import assert_good_screen
from tests.meetings import AT, a_case, a_team
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.meetings.models import Meeting, Team
from tettpaa.follow_up.meetings.teams import set_rhythm


def message(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


@pytest.fixture
def case(cast) -> Case:
    return a_case(cast)


@pytest.fixture
def team(cast) -> Team:
    team = a_team(cast, "TT påbygg")
    set_rhythm(
        team=team, rhythm_from=dt.date(2025, 9, 30), every_weeks=3, time=dt.time(10, 15), minutes=45, place="Rom 101",
        by="leader", at=AT,
    )  # fmt: skip
    return team


def test_from_a_reported_case_to_a_corrected_sheet(cast: Cast, be, new_context, faults, case, team):
    def page_of(name: str) -> Page:
        page = new_context().new_page()
        be(page, cast.users[name])
        return page

    contact, counsellor = page_of("contact_a"), page_of("counsellor")
    reports(contact, f"/sak/{case.pk}")
    calls_the_team(counsellor)
    answers(contact)
    # The week passes.
    began = dt.datetime(2025, 10, 13, 8, tzinfo=dt.UTC)
    Meeting.objects.update(starts_at=began, ends_at=began + dt.timedelta(minutes=45))
    holds(counsellor)
    writes(contact)
    reads_the_sheet(counsellor)
    corrects(contact)
    is_told_and_reads(counsellor)


def reports(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Meld til et team").click()
    page.get_by_label("Hvilket team?").select_option(label="TT påbygg")
    page.get_by_label("Hva vil vi at teamet skal gjøre?").fill("Trenger råd om mandagene")
    assert_good_screen(page, "meld-til-team")
    page.get_by_role("button", name="Meld saken").click()
    message(page, "Meldt til TT påbygg, venter på neste møte.")


def calls_the_team(page: Page) -> None:
    page.goto("/moter/")
    page.get_by_role("link", name="TT påbygg").click()
    assert_good_screen(page, "team")
    page.get_by_role("link", name="Kall inn teamet").click()
    expect(page.get_by_label("Dag", exact=True)).to_have_value("2025-10-21")
    assert_good_screen(page, "kall-inn-team")
    page.get_by_role("button", name="Kall inn teamet").click()
    message(page, "Trenger råd om mandagene")
    assert_good_screen(page, "mote")


def answers(page: Page) -> None:
    page.goto("/moter/")
    assert_good_screen(page, "moter")
    page.get_by_role("link", name="Svar på innkallingen").click()
    page.get_by_label("Jeg kommer", exact=True).check()
    assert_good_screen(page, "innkalling")
    page.get_by_role("button", name="Send svaret").click()
    message(page, "Takk. Svaret er sendt")


def holds(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Møtet er holdt").click()
    assert_good_screen(page, "motet-er-holdt")
    page.get_by_role("button", name="Lagre").click()
    message(page, "Møtet er ført som holdt")


def writes(page: Page) -> None:
    page.goto("/moter/")
    page.get_by_role("link", name="TT påbygg").first.click()
    page.get_by_role("link", name="Elev A1").click()
    assert_good_screen(page, "sak-paa-mote")
    page.get_by_role("link", name="Skriv referat").click()
    page.get_by_label("Situasjonen").fill("Sover dårlig søndager. Bussen går for tidlig.")
    page.get_by_label("Konklusjonen").fill("Senere start mandager i tre uker.")
    page.get_by_label("Hvem ved skolen?").select_option(label="Rådgiver A")
    for place, what in enumerate(["Avtale med faglærerne", "Ta buss 2", "Legge telefonen bort kl. 22"]):
        page.get_by_label("Hva skal gjøres?").nth(place).fill(what)
        page.get_by_label("Innen").nth(place).fill("2025-10-24")
    assert_good_screen(page, "skriv-referat")
    page.get_by_role("button", name="Lagre referatet").click()
    message(page, "Referatet er skrevet")
    assert_good_screen(page, "mote-med-referat")


def reads_the_sheet(page: Page) -> None:
    page.reload()
    page.get_by_role("link", name="Arket etter møtet").click()
    message(page, "Avtale med faglærerne")
    assert_good_screen(page, "arket-etter-motet")


def corrects(page: Page) -> None:
    page.get_by_role("link", name="Elev A1").click()
    page.get_by_role("link", name="Rett referatet").click()
    page.get_by_label("Situasjonen").fill("Bussen går for tidlig.")
    page.get_by_label("Hvorfor rettes referatet?").fill("Søvn ble ikke nevnt i møtet")
    assert_good_screen(page, "rett-referat")
    page.get_by_role("button", name="Rett referatet").click()
    message(page, "de som hadde lest det, har fått beskjed")
    assert_good_screen(page, "rettet-referat")


def is_told_and_reads(page: Page) -> None:
    """The counsellor had read the first text: the sheet's meeting page showed it."""
    page.goto("/moter/")
    page.get_by_role("link", name="Avtale med faglærerne").click()
    assert_good_screen(page, "oppgave-fra-mote")
    page.get_by_role("link", name="Se referatet").click()
    message(page, "Søvn ble ikke nevnt i møtet")
    page.goto("/moter/")
    page.get_by_role("link", name="Avtale med faglærerne").click()
    page.get_by_role("button", name="Det er gjort").click()
    message(page, "Gjort.")
