"""Steps that several journeys about meetings share."""

from playwright.sync_api import Page, expect


def message(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def calls(page: Page, case: object, day: str, time: str = "10:00", kind: str = "Nettverksmøte") -> None:
    """From the case to a meeting that is planned; who is to come is asked next."""
    page.goto(f"/sak/{case}")
    page.get_by_role("link", name="Kall inn til møte").click()
    page.get_by_label(kind).check()
    page.get_by_label("Hva vil vi med møtet?").fill("Finne ut av mandagene")
    page.get_by_label("Dag", exact=True).fill(day)
    page.get_by_label("Klokkeslett").fill(time)
    page.get_by_label("Sted").fill("Rom 2")
    page.get_by_role("button", name="Planlegg møtet").click()


def invites(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Jeg har sjekket").check()
    page.get_by_role("button", name="Send innkalling").click()
    message(page, "Kalt inn. De som logger inn her, har fått beskjed.")


def answers(page: Page, words: str) -> None:
    """From 'Møter' to an answer to the one invitation that waits."""
    page.goto("/moter/")
    page.get_by_role("link", name="Svar på innkallingen").click()
    page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Send svaret").click()
    message(page, "Takk. Svaret er sendt")
