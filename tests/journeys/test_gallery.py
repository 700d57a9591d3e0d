"""Somebody looks through the gallery, on a phone and on a desk, by day and by night."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE

SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_can_be_read_by_everybody(page: Page, live_server, looks_right, size, scheme):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/galleri/")
    looks_right(page)


def test_the_policy_refuses_nothing_that_the_pages_use(browser, live_server):
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/galleri/")
    page.wait_for_load_state("networkidle")
    assert said == []
    sami = page.evaluate("document.fonts.load('16px Inter', 'čđŋšŧž').then(faces => faces.map(face => face.status))")
    assert sami == ["loaded"]
    context.close()


@SIZES
def test_everything_works_without_script(browser, live_server, size):
    context = browser.new_context(java_script_enabled=False, viewport=size)
    page = context.new_page()
    page.goto(f"{live_server.url}/galleri/")
    if size is PHONE:
        expect(page.get_by_role("navigation", name="Hovedmeny")).not_to_be_visible()
        page.get_by_role("button", name="Meny").click()
    expect(page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Klassen")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Lærer A").click()
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("Jeg har snakket med Elev A").click()
    expect(page.get_by_role("button", name="Lagre samtalen")).to_be_visible()
    context.close()


def test_a_table_is_sorted_by_its_headings(page: Page, live_server):
    page.set_viewport_size(DESK)
    page.goto(f"{live_server.url}/galleri/")
    table = page.get_by_role("table", name="Elevene i klassen")
    table.get_by_role("link", name="Elev", exact=True).click()
    expect(page).to_have_url(re.compile("sorter=pupil"))
    first = page.get_by_role("table", name="Elevene i klassen").get_by_role("rowheader").first
    expect(first).to_have_text("Elev A")


def test_the_way_past_the_menu_is_the_first_stop(page: Page, live_server):
    page.goto(f"{live_server.url}/galleri/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_paper_shows_no_buttons_and_every_table(page: Page, live_server):
    page.goto(f"{live_server.url}/galleri/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Lagre utkast")).not_to_be_visible()
    expect(page.get_by_role("table", name="Fravær i hvert fag mot grensen")).to_be_visible()
