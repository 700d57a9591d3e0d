"""The counsellor opens the sheet of a class, goes through it with the others, opens a case from a line, and closes it."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.builders import a_flag
from tests.cast import Cast
from tests.journeys.screen import assert_good_screen

FACTS = [{"indicator": "absence_days", "value": 4, "window": None, "threshold": 3, "from": "2025-09-15",
          "to": "2025-10-13", "unknown_days": 0}]  # fmt: skip


def message(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def test_a_class_is_gone_through_on_one_sheet(cast: Cast, be, new_context, faults):
    a_flag(cast.pupils["a1"], cast.school, dt.date(2025, 10, 13), facts=FACTS)
    page = new_context().new_page()
    be(page, cast.users["counsellor"])
    opens_the_sheet(page, f"/klasse/{cast.class_a.key}")
    goes_through(page, cast)
    opens_a_case(page)
    maps(page)
    asks_the_teachers(page)
    closes(page, f"/klasse/{cast.class_a.key}/gjennomgang")

    teacher = new_context().new_page()
    be(teacher, cast.users["subject"])
    answers(teacher)


def opens_the_sheet(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Klassegjennomgang").click()
    assert_good_screen(page, "klassegjennomganger")
    page.get_by_role("button", name="Åpne arket").click()
    expect(page.get_by_role("heading", name="Er noen glemt i 1STA?")).to_be_visible()


def goes_through(page: Page, cast: Cast) -> None:
    """Each pupil is one row; a row's own button saves whatever is written so far."""

    def row(name: str):
        return page.locator(f"#elev-{cast.pupils[name].key}")

    row("a1").get_by_text("Opprette sak").click()
    row("a1").get_by_label("Hvorfor, i én linje").fill("Borte hver mandag siden september")
    row("a2").get_by_text("Det går bra").click()
    row("a2").get_by_role("button", name="Lagre").click()
    message(page, "Lagret for 2 elever.")
    assert_good_screen(page, "klassegjennomgang")
    row("a3").get_by_text("Kontaktlærer snakker med eleven").click()
    page.get_by_role("button", name="Lagre alt").click()
    message(page, "Lagret for 1 elev.")


def opens_a_case(page: Page) -> None:
    page.get_by_role("link", name="Opprett sak").click()
    expect(page.get_by_label("Hva skal vi finne ut av?")).to_have_value("Borte hver mandag siden september")
    expect(page.get_by_label("Klassegjennomgang")).to_be_checked()
    page.get_by_role("button", name="Opprett saken").click()
    message(page, "Ikke kartlagt ennå")


def maps(page: Page) -> None:
    """What is known is ticked, with a line; what is not, is said not to be."""
    page.get_by_role("link", name="Se kartleggingen").click()
    page.get_by_role("link", name="Skriv kartleggingen").click()
    line = page.get_by_label("Om «Hører ikke til i klassen»")
    expect(line).to_be_hidden()
    page.get_by_label("Hører ikke til i klassen", exact=True).check()
    line.fill("Spiser alene")
    parts = page.get_by_label("Vi vet ikke ennå")
    for number in (1, 2, 3):
        parts.nth(number).check()
    page.get_by_label("Elevens egne ord").fill("Jeg vet ikke hvem jeg skal sitte med.")
    page.get_by_text("Ja", exact=True).click()
    assert_good_screen(page, "skriv-kartlegging")
    page.get_by_role("button", name="Lagre ny versjon").click()
    message(page, "Kartleggingen er lagret")
    assert_good_screen(page, "kartlegging")


def asks_the_teachers(page: Page) -> None:
    page.get_by_role("link", name="Be faglærerne om innspill").click()
    assert_good_screen(page, "be-om-innspill")
    page.get_by_role("button", name="Spør lærerne").click()
    message(page, "0 av 1 har svart")
    assert_good_screen(page, "innspillsrunde")


def closes(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Første halvår").click()
    page.get_by_role("link", name="Avslutt gjennomgangen").click()
    page.get_by_label("Leder A").check()
    page.get_by_label("Lærer A").check()
    assert_good_screen(page, "avslutt-gjennomgang")
    page.get_by_role("button", name="Avslutt gjennomgangen").click()
    message(page, "Gjennomgangen er avsluttet.")
    page.get_by_role("link", name="Arket på papir").click()
    assert_good_screen(page, "gjennomgang-ark")


def answers(page: Page) -> None:
    """On a phone, in one sitting."""
    page.goto("/innspill/")
    assert_good_screen(page, "innspill")
    page.get_by_role("link", name="Elev A1").click()
    page.get_by_text("Noen hull").click()
    page.get_by_text("Stille, men med").click()
    page.get_by_text("Nei, ser ikke ut til det").click()
    page.get_by_label("Hva virker i dine timer?").fill("Oppgaver to og to")
    assert_good_screen(page, "gi-innspill")
    page.get_by_role("button", name="Send innspillet").click()
    message(page, "Takk. Innspillet er sendt")
