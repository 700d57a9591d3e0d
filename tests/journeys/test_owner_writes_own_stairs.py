"""An administrator begins on a shipped set, makes it the county's own with a colleague in the same draft, and switches it on."""

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.screen import assert_good_screen


def test_an_owner_writes_stairs_of_its_own_and_a_school_follows_them(cast: Cast, be, new_context, faults):
    page, other, at_school = (new_context().new_page() for _ in range(3))
    be(page, cast.users["administrator"])
    begins_on_a_shipped_set(page)
    saves_what_cannot_hold_and_is_told_which_step(page)
    is_met_by_a_colleague_in_the_same_draft(page, other, cast, be)
    switches_it_on_with_a_reason(page)
    be(at_school, cast.users["leader"])
    at_school.goto(f"/skole/{cast.school.key}/trappa")
    expect(at_school.get_by_text("Vår trapp").first).to_be_visible()
    assert_good_screen(at_school, "skolens-trapper")


def begins_on_a_shipped_set(page: Page) -> None:
    page.goto("/egne-trapper/")
    assert_good_screen(page, "egne-trapper-ingen")
    page.get_by_role("link", name="Begynn på en trapp").click()
    page.get_by_label("Eleven svarer ikke").check()
    page.get_by_role("button", name="Lag kladd").click()


def saves_what_cannot_hold_and_is_told_which_step(page: Page) -> None:
    page.get_by_label("Hva heter trappa?").fill("Fylkets trapp")
    page.locator("#id_stair-0-told_before").fill("5")
    page.get_by_role("button", name="Legg til et trinn").click()
    assert_good_screen(page, "egen-trapp-skrives")
    page.get_by_role("button", name="Ta bort trinn 4").click()
    page.get_by_role("button", name="Lagre kladd").click()
    expect(page.get_by_text("Lagret som versjon 2")).to_be_visible()
    expect(page.get_by_text("Trinn 1:").first).to_be_visible()


def is_met_by_a_colleague_in_the_same_draft(page: Page, other: Page, cast: Cast, be) -> None:
    page.get_by_role("link", name="Endre trappa").click()
    be(other, cast.users["rule_editor"])
    other.goto(page.url)
    other.get_by_label("Hvor kommer trappa fra?").fill("Rektormøtet")
    other.locator("#id_stair-0-told_before").fill("2")
    other.get_by_role("button", name="Lagre kladd").click()
    page.get_by_label("Hva heter trappa?").fill("Vår trapp")
    page.get_by_role("button", name="Lagre kladd").click()
    expect(page.get_by_text("Rektormøtet").first).to_be_visible()
    assert_good_screen(page, "egen-trapp-to-i-kladden")
    page.locator("#id_stair-0-told_before").fill("2")
    page.get_by_label("Hvor kommer trappa fra?").fill("Rektormøtet")
    page.get_by_role("button", name="Lagre kladd").click()


def switches_it_on_with_a_reason(page: Page) -> None:
    page.get_by_role("link", name="Bestem om den gjelder").click()
    page.get_by_label("Hvorfor?").fill("Vedtatt i rektormøtet")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Trappa følges fra dagen du valgte")).to_be_visible()
    assert_good_screen(page, "egen-trapp")
