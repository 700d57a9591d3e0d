"""Somebody looks through the gallery, on a phone and on a desk, by day and by night."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.screen import HEIGHTS, assert_accessible, assert_no_sideways_scroll


@pytest.fixture(params=HEIGHTS)
def width(request) -> int:
    """Walked on a telephone and on a desk: the ways differ."""
    return request.param


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_component_can_be_read_by_everybody(page: Page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("/galleri/")
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_the_policy_refuses_nothing_that_the_pages_use(page: Page, faults):
    page.goto("/galleri/")
    page.wait_for_load_state("networkidle")
    assert faults.lines == []
    sami = page.evaluate("document.fonts.load('16px Inter', 'čđŋšŧž').then(faces => faces.map(face => face.status))")
    assert sami == ["loaded"]


def test_everything_works_without_script(new_context, width):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/galleri/")
    if width == 390:
        expect(page.get_by_role("navigation", name="Hovedmeny")).not_to_be_visible()
        page.get_by_role("button", name="Meny").click()
    expect(page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Klassen")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Lærer A").click()
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("Jeg har snakket med Elev A").click()
    expect(page.get_by_role("button", name="Lagre samtalen")).to_be_visible()


def test_a_table_is_sorted_by_its_headings(page: Page):
    page.goto("/galleri/")
    table = page.get_by_role("table", name="Elevene i klassen")
    table.get_by_role("link", name="Elev", exact=True).click()
    expect(page).to_have_url(re.compile("sorter=pupil"))
    first = page.get_by_role("table", name="Elevene i klassen").get_by_role("rowheader").first
    expect(first).to_have_text("Elev A")


def test_the_way_past_the_menu_is_the_first_stop(page: Page):
    page.goto("/galleri/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_paper_shows_no_buttons_and_every_table(page: Page):
    page.goto("/galleri/")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Lagre utkast")).not_to_be_visible()
    expect(page.get_by_role("table", name="Fravær i hvert fag mot grensen")).to_be_visible()
