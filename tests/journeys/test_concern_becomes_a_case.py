"""A subject teacher is concerned; the contact teacher answers, opens a case, and hands it on; the counsellor closes it."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.builders import a_flag
from tests.cast import Cast
from tests.journeys.screen import assert_good_screen

FACTS = [{"indicator": "absence_days", "value": 4, "window": None, "threshold": 3, "from": "2025-09-15",
          "to": "2025-10-13", "unknown_days": 0}]  # fmt: skip


def message(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def test_from_a_concern_to_a_closed_case(cast: Cast, be, new_context, faults):
    pupil = cast.pupils["a1"]
    a_flag(pupil, cast.school, dt.date(2025, 10, 13), facts=FACTS)

    def page_of(name: str) -> Page:
        page = new_context().new_page()
        be(page, cast.users[name])
        return page

    teacher, contact, counsellor = page_of("subject"), page_of("contact_a"), page_of("counsellor")
    tells(teacher, f"/elev/{pupil.key}")
    answers(contact)
    reads_the_answer(teacher)
    opens_a_case(contact, f"/elev/{pupil.key}")
    offers_it(contact)
    takes_over(counsellor)
    closes(counsellor)


def tells(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Meld bekymring").click()
    assert_good_screen(page, "bekymring")
    page.get_by_text("Trivsel og miljø").click()
    page.get_by_label("Hva har du sett?").fill("Sitter alene i friminuttene")
    page.get_by_role("button", name="Meld", exact=True).click()
    message(page, "Takk. Kontaktlæreren ser den nå")


def answers(page: Page) -> None:
    page.goto("/min-dag")
    page.get_by_role("link", name="Svar på bekymring for Elev A1").click()
    assert_good_screen(page, "svar-paa-bekymring")
    page.get_by_label("Har snakket med eleven").check()
    page.get_by_label("Svaret ditt til den som meldte").fill("Vi snakket i dag, og møtes fredag")
    page.get_by_role("button", name="Send svaret").click()
    message(page, "Svaret er sendt")


def reads_the_answer(page: Page) -> None:
    page.goto("/bekymringer/")
    message(page, "Vi snakket i dag")
    assert_good_screen(page, "bekymringer")


def opens_a_case(page: Page, address: str) -> None:
    """From the flag: what is known is filled in."""
    page.goto(address)
    page.get_by_role("link", name="Opprett sak").click()
    expect(page.get_by_label("Hva skal vi finne ut av?")).not_to_have_value("")
    assert_good_screen(page, "opprett-sak")
    page.get_by_role("button", name="Opprett saken").click()
    message(page, "du har ansvaret til noen har tatt over")
    assert_good_screen(page, "sak")


def offers_it(page: Page) -> None:
    page.get_by_role("link", name="Gi stafettpinnen videre").click()
    page.get_by_label("Hvem?").select_option(label="Rådgiver A")
    page.get_by_label("Hvorfor?").fill("Trenger mer enn jeg kan gi")
    assert_good_screen(page, "gi-stafettpinnen")
    page.get_by_role("button", name="Gi stafettpinnen videre").click()
    message(page, "Saken er tilbudt Rådgiver A")


def takes_over(page: Page) -> None:
    page.goto("/saker/")
    assert_good_screen(page, "saker")
    page.get_by_role("link", name="Elev A1").first.click()
    assert_good_screen(page, "sak-tilbudt")
    page.get_by_role("button", name="Ja, jeg tar over").click()
    message(page, "Du har ansvaret nå.")


def closes(page: Page) -> None:
    page.get_by_role("link", name="Avslutt saken").click()
    page.get_by_label("Målet er nådd").check()
    page.get_by_label("Hva virket, og hva virket ikke?").fill("Fast samtale hver uke virket.")
    assert_good_screen(page, "avslutt-sak")
    page.get_by_role("button", name="Avslutt saken").click()
    message(page, "Saken er avsluttet.")
    message(page, "Fast samtale hver uke virket.")
