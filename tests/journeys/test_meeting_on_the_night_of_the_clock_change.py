"""A class sleeps at school the night the clocks go back, and its teacher calls a meeting in the hour that comes twice: the
school is asked which, and everybody reads the same moment. In spring the hour that is left out is said to be.
"""

import datetime as dt
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.families import a_family
from tests.journeys.meeting_steps import calls, invites, message
from tests.journeys.screen import assert_good_screen
from tests.meetings import a_case

WHEN = "søndag 26. oktober kl. 02:30 (normaltid)–03:15 · Rom 2"


def test_the_hour_that_comes_twice_is_one_moment_to_everybody(cast: Cast, page_of, it_is):
    family, case = a_family(cast, born=dt.date(2008, 3, 1)), a_case(cast)
    contact = page_of(cast.users["contact_a"])
    calls(contact, case.pk, "2025-10-26", time="02:30")
    is_asked_which(contact)
    invites(contact, "Elev A1", "Mor A1", "Rådgiver A")
    expect(contact.get_by_text(WHEN)).to_be_visible()
    assert_good_screen(contact, "mote-i-timen-som-kommer-to-ganger")

    for reader in (
        page_of(family.elev, "private"), page_of(family.mor, "private"), page_of(cast.users["counsellor"]),
    ):  # fmt: skip
        reads_which(reader)
    it_is(dt.date(2025, 10, 25))
    is_reminded_of_which(page_of(family.elev, "private"))


def test_the_hour_that_is_left_out_is_refused_in_words(cast: Cast, page_of):
    contact = page_of(cast.users["contact_a"])
    calls(contact, a_case(cast).pk, "2026-03-29", time="02:30")
    message(contact, "Dette klokkeslettet finnes ikke denne natten: klokken stilles fram.")
    contact.get_by_label("Klokkeslett").fill("03:00")
    contact.get_by_role("button", name="Planlegg møtet").click()
    message(contact, "Møtet er planlagt. Velg hvem som kalles inn.")


def is_asked_which(page: Page) -> None:
    message(page, "Dette klokkeslettet kommer to ganger denne natten")
    assert_good_screen(page, "timen-som-kommer-to-ganger")
    page.get_by_label("Andre gang (normaltid)").check()
    page.get_by_role("button", name="Planlegg møtet").click()
    message(page, "Møtet er planlagt. Velg hvem som kalles inn.")


def reads_which(page: Page) -> None:
    """On the list, in the invitation, and in the file for one's own calendar, which speaks of one moment of the world."""
    page.goto("/moter/")
    message(page, "søndag 26. oktober kl. 02:30 (normaltid)")
    page.get_by_role("link", name="Svar på innkallingen").click()
    expect(page.get_by_text(WHEN)).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Legg i kalenderen min").click()
    told = Path(fetched.value.path()).read_text()
    assert "DTSTART:20251026T013000Z" in told and "DTEND:20251026T021500Z" in told


def is_reminded_of_which(page: Page) -> None:
    page.goto("/moter/")
    message(page, "i morgen kl. 02:30 (normaltid)")
