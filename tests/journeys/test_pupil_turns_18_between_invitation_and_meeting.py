"""A mother is called to a meeting, and her son turns 18 before it: from midnight he decides whether she comes."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.families import a_family
from tests.journeys.meeting_steps import answers, calls, invites, message
from tests.journeys.screen import assert_good_screen
from tests.meetings import a_case
from tettpaa.follow_up.meetings.jobs import tell_lapsed
from tettpaa.kit import clock

BIRTHDAY = dt.date(2025, 10, 17)


def test_he_decides_from_midnight_and_lets_her_come(cast: Cast, page_of, it_is):
    family, case = a_family(cast, born=dt.date(2007, 10, 17)), a_case(cast)
    contact = page_of(cast.users["contact_a"])
    calls(contact, case.pk, "2025-10-21")
    invites(contact, "Elev A1", "Mor A1")
    answers(page_of(family.mor, "private"), "Jeg kommer")

    it_is(BIRTHDAY)
    tell_lapsed(cast.owner, by="worker", at=clock.now())
    she_is_told_that_it_no_longer_holds(page_of(family.mor, "private"))
    contact = page_of(cast.users["contact_a"])
    the_teacher_sees(contact, "Mor A1 Foresatt Gjelder ikke lenger")
    he_lets_her_come(page_of(family.elev, "private"))
    the_teacher_sees(contact, "Mor A1 Foresatt Kommer")
    it_holds_again_for_her(page_of(family.mor, "private"))


def she_is_told_that_it_no_longer_holds(page: Page) -> None:
    """Not whom it was about, nor when and where; and the way in does not speak of classes and roles."""
    page.goto("/")
    message(page, "Fra den unge er 18 år, bestemmer den unge selv hva foresatte ser.")
    assert_good_screen(page, "foresatt-uten-innsyn")
    page.goto("/moter/")
    page.get_by_role("link", name="En innkalling til deg gjelder ikke lenger").click()
    message(page, "Sier eleven ja, gjelder innkallingen igjen.")
    expect(page.get_by_text("Elev A1")).to_have_count(0)
    expect(page.get_by_text("21. oktober")).to_have_count(0)
    assert_good_screen(page, "innkallingen-gjelder-ikke-lenger")


def the_teacher_sees(page: Page, told: str) -> None:
    page.goto("/moter/")
    page.get_by_role("link", name="Elev A1").click()
    expect(page.get_by_role("listitem").filter(has_text="Mor A1")).to_have_text(told)


def he_lets_her_come(page: Page) -> None:
    page.goto("/moter/")
    assert_good_screen(page, "moter-for-den-som-er-18")
    page.get_by_role("link", name="Skal Mor A1 være med på møtet?").click()
    message(page, "Gjør du ingenting, er Mor A1 ikke med.")
    assert_good_screen(page, "skal-foresatt-vaere-med")
    page.get_by_role("link", name="La en foresatt se mer").click()
    page.get_by_label("Mor A1").check()
    page.get_by_label("Møtene: saksliste og referat").check()
    page.get_by_label("Hva er det godt for?").fill("Jeg vil ha med mamma på møtet")
    page.get_by_role("button", name="La foresatte se dette").click()
    message(page, "Et ja kan trekkes når som helst.")
    page.goto("/moter/")
    expect(page.get_by_role("link", name="Skal Mor A1 være med på møtet?")).to_have_count(0)


def it_holds_again_for_her(page: Page) -> None:
    page.goto("/moter/")
    page.get_by_role("link", name="Elev A1").click()
    message(page, "Finne ut av mandagene")
    page.get_by_role("link", name="Innkallingen min").click()
    expect(page.get_by_label("Jeg kommer", exact=True)).to_be_checked()
