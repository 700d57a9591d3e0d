"""A pupil who is not signed in finds out how much absence is left in Norwegian."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.screen import assert_good_screen


@pytest.fixture(autouse=True)
def today(db, monkeypatch):
    monkeypatch.setenv("TETTPAA_TODAY", "2025-12-01")


def fill(page: Page) -> None:
    page.goto("/fravarsgrensen/")
    page.get_by_label("Fag", exact=False).first.select_option("ENG1007")
    for row, (day, lessons, cause, documentation) in enumerate(
        [("2025-09-01", "6", "a", "self"), ("2025-09-08", "8", "", "none"), ("2025-09-15", "2", "a", "health")]
    ):
        page.locator(f"#id_form-{row}-on").fill(day)
        page.locator(f"#id_form-{row}-lessons").fill(lessons)
        page.locator(f"#id_form-{row}-cause").select_option(cause)
        page.locator(f"#id_form-{row}-documentation").select_option(documentation)
    page.get_by_role("button", name="Regn ut").click()


def test_the_answer_says_how_much_is_left_and_what_counted(page: Page):
    fill(page)
    expect(page.get_by_text("Innenfor grensen: 14 av 14 timer er brukt.")).to_be_visible()
    expect(page.get_by_text("grensen var nådd, og fraværet er dokumentert av helsepersonell")).to_be_visible()
    assert_good_screen(page, "absence-limit")


def test_the_same_without_javascript(new_context):
    page = new_context(java_script_enabled=False).new_page()
    fill(page)
    expect(page.get_by_text("Innenfor grensen: 14 av 14 timer er brukt.")).to_be_visible()
    page.get_by_role("button", name="Flere rader").click()
    expect(page.get_by_text("Fravær 8")).to_be_visible()
