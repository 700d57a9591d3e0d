"""How many complete, where pupils go on the way, and how many leave: read by the owner's analyst and by a school's leader."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import TODAY, Cast
from tests.flows.completion.county import fill
from tests.journeys.screen import assert_good_screen
from tettpaa.look_back.completion.jobs import count_completion


@pytest.fixture
def a_county(cast: Cast) -> Cast:
    """200 who began in 2019, and 120 last year, on the morning after they were counted."""
    fill(cast)
    count_completion(cast.owner, TODAY)
    return cast


def test_four_views_that_are_never_mixed(page: Page, a_county: Cast, be):
    be(page, a_county.users["analyst"])
    page.goto("/")
    page.goto("/gjennomforing/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvor mange fullfører?")
    cohort = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="2019", exact=True)).first
    expect(cohort.get_by_text("76,0 %")).to_be_visible()
    expect(cohort.get_by_text("152 elever")).to_be_visible()
    page.get_by_role("link", name="Kjønn", exact=True).click()
    expect(page.get_by_role("rowheader", name="Kvinner")).to_be_visible()
    assert_good_screen(page, "completion")

    page.get_by_role("link", name="Overganger").click()
    expect(page.get_by_role("img", name="Elevene som begynte høsten 2019")).to_be_visible()
    assert_good_screen(page, "completion-passages")

    page.get_by_role("link", name="Sluttet (Udir)").click()
    year = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="2024–25")).first
    expect(year.get_by_text("18,3 %")).to_be_visible()
    assert_good_screen(page, "completion-leaving")

    page.get_by_role("link", name="Fylkene (Udir)").click()
    expect(page.get_by_role("rowheader", name="Østfold")).to_be_visible()
    assert_good_screen(page, "completion-counties")


def test_a_leader_reads_the_own_schools_part(page: Page, a_county: Cast, be):
    be(page, a_county.users["leader"])
    page.goto(f"/skole/{a_county.school.key}")
    page.get_by_role("link", name="Gjennomføring: hvor mange fullfører").click()
    cohort = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="2019", exact=True)).first
    expect(cohort.get_by_text("76 elever, 67–83 %")).to_be_visible()
    year = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="2024–25")).first
    expect(year.get_by_text("18,3 %")).to_be_visible()
    assert_good_screen(page, "completion-of-school")
