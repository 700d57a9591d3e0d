"""A pupil is offered a word every fortnight: it is agreed, it is told when it is late, and one talk sets it right."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.cast import TODAY, Cast
from tests.journeys.screen import assert_good_screen

THREE_WEEKS = dt.timedelta(days=21)


def test_a_rhythm_is_agreed_runs_late_and_is_kept(cast: Cast, page: Page, be, monkeypatch):
    be(page, cast.users["contact_a"])
    page.goto(f"/elev/{cast.pupils['a1'].key}")
    page.get_by_role("link", name="Avtal en fast rytme").click()
    page.get_by_label("Hva dere er enige om").fill("Ti minutter etter norsktimen")
    page.get_by_role("button", name="Avtal").click()
    expect(page.get_by_text("Hver 14. dag med eleven")).to_be_visible()
    expect(page.get_by_text("Følges", exact=True)).to_be_visible()

    monkeypatch.setenv("TETTPAA_TODAY", (TODAY + THREE_WEEKS).isoformat())
    be(page, cast.users["contact_a"])  # the session is over by then
    page.goto(f"/elev/{cast.pupils['a1'].key}")
    expect(page.get_by_text("På tide å snakkes")).to_be_visible()
    page.get_by_role("link", name="Skriv en samtale").click()
    assert_good_screen(page, "hva-slags-samtale")
    page.get_by_role("link", name="Samtale etter fravær").click()
    page.get_by_label("Hvordan er det å være tilbake").fill("Fint å se de andre")
    page.get_by_role("button", name="Lagre samtalen").click()
    page.get_by_role("link", name="Elev A1").first.click()
    expect(page.get_by_text("Følges", exact=True)).to_be_visible()

    page.get_by_role("link", name="Avslutt", exact=True).click()
    page.get_by_label("Hvorfor?").fill("Har kommet hver dag siden høstferien")
    assert_good_screen(page, "avslutt-rytme")
    page.get_by_role("button", name="Avslutt").click()
    expect(page.get_by_text("Rytmen er avsluttet.")).to_be_visible()
    expect(page.get_by_text("Hver 14. dag med eleven")).to_have_count(0)


def test_the_owner_changes_what_is_asked(cast: Cast, page: Page, be):
    be(page, cast.users["administrator"])
    page.goto("/samtaleskjema/")
    assert_good_screen(page, "samtaleskjemaer")
    page.get_by_role("link", name="Endre: Samtale om fraværet").click()
    assert_good_screen(page, "endre-samtaleskjema")
    page.get_by_label("Bokmål").last.fill("Går bussen når du skal på skolen?")
    page.get_by_label("Slags svar").last.select_option(label="Ja, nei eller vet ikke")
    page.get_by_role("button", name="Lagre som nytt skjema").click()
    expect(page.get_by_text("Skoleeierens eget skjema, versjon 1")).to_be_visible()
    expect(page.get_by_text("Går bussen når du skal på skolen?")).to_be_visible()
