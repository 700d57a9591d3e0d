"""A pupil with a plan changes school: the new contact teacher begins anew, and the pupil still reads what was written."""

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.flows.seals.life import WORDS, follow_up
from tests.flows.seals.moved import closed, moves, new_staff
from tests.journeys.screen import assert_good_screen
from tests.journeys.test_pupil_decides_who_gets_to_see import privately
from tettpaa.assess.cases.models import Case


def test_the_new_school_begins_anew_and_the_pupil_keeps_hers(cast: Cast, be, new_context, faults, live_server):
    new_staff(cast)
    things = follow_up(cast)
    pupil = cast.pupils["a1"]

    def page_of(name: str) -> Page:
        page = new_context().new_page()
        be(page, cast.users[name])
        return page

    old, new = page_of("contact_a"), page_of("contact_new")
    old.goto(f"/plan/{things['plan_id']}")
    expect(old.get_by_text(WORDS["plan"]).first).to_be_visible()
    moves(cast)
    between(new, f"/elev/{pupil.key}")
    closed(cast)
    begins_anew(new, f"/elev/{pupil.key}")
    is_out(old, f"/elev/{pupil.key}")
    assert Case.everything.count() == 2 and Case.objects.count() == 1

    at_home = new_context().new_page()
    privately(at_home, cast.users["pupil"], live_server)
    keeps_hers(at_home)


def between(page: Page, address: str) -> None:
    """The import has been, and the old file is not closed yet: absence and grades, and nothing else."""
    page.goto(address)
    expect(page.get_by_role("heading", name="Elev A1")).to_be_visible()
    assert_good_screen(page, "flyttet-elev-foer-forsegling")
    nothing_of_it(page)


def begins_anew(page: Page, address: str) -> None:
    page.goto(address)
    assert_good_screen(page, "flyttet-elev-paa-ny-skole")
    nothing_of_it(page)
    page.get_by_role("link", name="Opprett sak").click()
    page.get_by_label("Hva skal vi finne ut av?").fill("Ny hos oss: hva trenger hun?")
    page.get_by_role("button", name="Opprett saken").click()
    expect(page.get_by_text("du har ansvaret til noen har tatt over")).to_be_visible()
    assert_good_screen(page, "ny-sak-etter-flytting")
    nothing_of_it(page)


def is_out(page: Page, address: str) -> None:
    assert page.goto(address).status == 404
    page.goto("/saker/")
    nothing_of_it(page)


def keeps_hers(page: Page) -> None:
    page.goto("/mine-samtaler/")
    expect(page.get_by_text("nå er det bare du som ser dette").first).to_be_visible()
    assert_good_screen(page, "samtaler-fra-forrige-skole")
    page.get_by_role("link", name="Samtale om fraværet").first.click()
    expect(page.get_by_text(WORDS["talk"]).first).to_be_visible()
    assert_good_screen(page, "samtale-fra-forrige-skole")
    page.goto("/mine-samtykker/")
    expect(page.get_by_text("Over: byttet skole").first).to_be_attached()
    assert_good_screen(page, "samtykker-etter-flytting")


def nothing_of_it(page: Page) -> None:
    text = page.content()
    assert not [word for word in WORDS.values() if word in text]
