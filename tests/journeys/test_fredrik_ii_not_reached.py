"""Fredrik II: the pupil does not answer. Two attempts in two ways fail, those concerned are told, the counsellor takes over."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.builders import a_flag
from tests.cast import Cast
from tests.journeys.screen import assert_good_screen
from tests.records import a_calendar, put
from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.jobs import climb
from tettpaa.kit.clock import OSLO

FLAGGED = dt.date(2025, 10, 7)


def morning(cast: Cast, on: dt.date) -> None:
    climb(owner=cast.owner, on=on, by="worker", at=dt.datetime.combine(on, dt.time(5), OSLO))


def test_a_pupil_who_does_not_answer_goes_on_when_two_ways_are_tried(cast: Cast, be, new_context, faults, monkeypatch):
    put(cast.school, "calendar", a_calendar())
    a_flag(cast.pupils["a1"], cast.school, FLAGGED)
    choose_stairs(
        owner=cast.owner, school=cast.school, stairs="fredrik_ii", is_on=True, days=[5, 5, 5], valid_from=FLAGGED,
        reason="Vedtatt", by="leader", at=dt.datetime.combine(FLAGGED, dt.time(9), OSLO), today=FLAGGED,
    )  # fmt: skip
    contact, counsellor = new_context().new_page(), new_context().new_page()
    be(contact, cast.users["contact_a"])
    address = f"/elev/{cast.pupils['a1'].key}/trappa"

    tries(contact, "Telefon")
    reads(contact, address, "Mangler: 1 forsøk (ansikt til ansikt, melding, hjemmebesøk)", "trappa-mangler")
    morning(cast, dt.date(2025, 10, 14))
    tries(contact, "Melding")
    reads(contact, address, "Rådgiver tar over om 2 skoledager.", "trappa-sagt-fra")
    morning(cast, dt.date(2025, 10, 16))
    monkeypatch.setenv("TETTPAA_TODAY", "2025-10-16")
    be(counsellor, cast.users["counsellor"])
    reads(counsellor, address, "Trinn 2: rådgiver", "trappa-raadgiver")


def tries(page: Page, way: str) -> None:
    """On Min dag: tried, and not reached."""
    page.goto("/min-dag")
    page.get_by_text("Jeg har snakket med Elev A1").click()
    page.get_by_text(way, exact=True).click()
    page.get_by_text("Nei, prøvde", exact=True).click()
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Notert.")).to_be_visible()


def reads(page: Page, address: str, words: str, name: str) -> None:
    page.goto(address)
    expect(page.get_by_text(words)).to_be_visible()
    assert_good_screen(page, name)
