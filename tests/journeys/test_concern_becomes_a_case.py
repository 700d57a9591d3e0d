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

    teacher = new_context().new_page()
    be(teacher, cast.users["subject"])
    teacher.goto(f"/elev/{pupil.key}")
    teacher.get_by_role("link", name="Meld bekymring").click()
    assert_good_screen(teacher, "bekymring")
    teacher.get_by_text("Trivsel og miljø").click()
    teacher.get_by_label("Hva har du sett?").fill("Sitter alene i friminuttene")
    teacher.get_by_role("button", name="Meld", exact=True).click()
    message(teacher, "Takk. Kontaktlæreren ser den nå")

    contact = new_context().new_page()
    be(contact, cast.users["contact_a"])
    contact.goto("/min-dag")
    contact.get_by_role("link", name="Svar på bekymring for Elev A1").click()
    assert_good_screen(contact, "svar-paa-bekymring")
    contact.get_by_label("Har snakket med eleven").check()
    contact.get_by_label("Svaret ditt til den som meldte").fill("Vi snakket i dag, og møtes fredag")
    contact.get_by_role("button", name="Send svaret").click()
    message(contact, "Svaret er sendt")
    teacher.goto("/bekymringer/")
    message(teacher, "Vi snakket i dag")
    assert_good_screen(teacher, "bekymringer")

    # From the flag to a case: what is known is filled in.
    contact.goto(f"/elev/{pupil.key}")
    contact.get_by_role("link", name="Opprett sak").click()
    expect(contact.get_by_label("Hva skal vi finne ut av?")).not_to_have_value("")
    assert_good_screen(contact, "opprett-sak")
    contact.get_by_role("button", name="Opprett saken").click()
    message(contact, "du har ansvaret til noen har tatt over")
    assert_good_screen(contact, "sak")
    contact.get_by_role("link", name="Gi stafettpinnen videre").click()
    contact.get_by_label("Hvem?").select_option(label="Rådgiver A")
    contact.get_by_label("Hvorfor?").fill("Trenger mer enn jeg kan gi")
    assert_good_screen(contact, "gi-stafettpinnen")
    contact.get_by_role("button", name="Gi stafettpinnen videre").click()
    message(contact, "Saken er tilbudt Rådgiver A")

    counsellor = new_context().new_page()
    be(counsellor, cast.users["counsellor"])
    counsellor.goto("/saker/")
    assert_good_screen(counsellor, "saker")
    counsellor.get_by_role("link", name="Elev A1").first.click()
    assert_good_screen(counsellor, "sak-tilbudt")
    counsellor.get_by_role("button", name="Ja, jeg tar over").click()
    message(counsellor, "Du har ansvaret nå.")
    counsellor.get_by_role("link", name="Avslutt saken").click()
    counsellor.get_by_label("Målet er nådd").check()
    counsellor.get_by_label("Hva virket, og hva virket ikke?").fill("Fast samtale hver uke virket.")
    assert_good_screen(counsellor, "avslutt-sak")
    counsellor.get_by_role("button", name="Avslutt saken").click()
    message(counsellor, "Saken er avsluttet.")
    message(counsellor, "Fast samtale hver uke virket.")
