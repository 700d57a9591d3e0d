"""The owner slides a threshold over two past years, sees what is gained and what it costs, and is shown no pupil.

The leader does the same at the own school, and opens the list of who would have been flagged.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.builders import AT, belong, enrol
from tests.cast import Cast
from tests.journeys.screen import assert_good_screen
from tests.past_years import a_yardstick, past_years
from tettpaa.identify.flags.actions import adopt_shipped


@pytest.fixture
def two_years(cast: Cast) -> Cast:
    """Two school years are over; two of last year's pupils still go here."""
    pupils = past_years(cast)
    for number in (1, 5):
        enrol(pupils[2024, number], cast.school)
        belong(pupils[2024, number], cast.class_a)
    adopt_shipped(owner=cast.owner, key="askim", valid_from=AT.date(), by="eier", at=AT)
    a_yardstick(cast)
    return cast


def test_a_slider_is_moved_and_the_figures_follow(page: Page, two_years, be):
    be(page, two_years.users["rule_editor"])
    page.goto("/regelsett/")
    page.get_by_role("link", name="Askim: tre dager eller ti timer").click()
    page.get_by_role("link", name="Prøv på tidligere skoleår").click()
    answer = page.locator("#svar")
    caught = answer.get_by_role("row").filter(has_text="Av dem som ikke besto et fag")
    expect(caught.get_by_text("10 av 10").first).to_be_visible()
    assert_good_screen(page, "replay")

    # Five days instead of three: fewer are flagged, and those who failed are no longer seen.
    page.get_by_label("Grense").first.fill("5")
    expect(answer.get_by_text("minst 5 fraværsdager")).to_be_visible()
    expect(answer.get_by_text("minst 3 fraværsdager")).to_be_visible()
    expect(caught.get_by_text("0 av 10, mellom 0")).to_be_visible()
    expect(page.locator("output").first).to_have_text("5")
    expect(page.get_by_label("Grense").first).to_be_focused()
    assert_good_screen(page, "replay-changed")
    expect(page.get_by_text("Elev 2024-01")).to_have_count(0)
    expect(page.get_by_role("button", name="Vis hvilke elever")).to_have_count(0)


def test_without_javascript_a_button_does_it(new_context, two_years, be):
    page = new_context(java_script_enabled=False).new_page()
    be(page, two_years.users["rule_editor"])
    page.goto("/tilbakeblikk/")
    page.get_by_label("Grense").first.press("ArrowRight")
    page.get_by_role("button", name="Regn ut på nytt").click()
    expect(page.locator("#svar").get_by_text("minst 4 fraværsdager")).to_be_visible()
    page.get_by_label("Sammenlign grupper etter").select_option("Utdanningsprogram")
    page.get_by_role("button", name="Regn ut på nytt").click()
    expect(page.locator("#svar").get_by_text("Studiespesialisering", exact=True).first).to_be_visible()


def test_the_leader_opens_the_list_of_the_own_school(page: Page, two_years, be):
    be(page, two_years.users["leader"])
    page.goto("/tilbakeblikk/")
    page.get_by_role("button", name="Vis hvilke elever").click()
    expect(page.get_by_role("link", name="Elev 2024-01")).to_be_visible()
    expect(page.get_by_text("Og 28 elever som ikke lenger er her.")).to_be_visible()
    assert_good_screen(page, "replay-pupils")
