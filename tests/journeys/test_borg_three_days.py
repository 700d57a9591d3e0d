"""Borg: three days away. The contact teacher telephones the home before anybody else takes over, and a talk is written."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.builders import a_flag
from tests.cast import TODAY, Cast
from tests.journeys.screen import assert_good_screen
from tests.records import a_calendar, put
from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.kit.clock import OSLO

FLAGGED = TODAY - dt.timedelta(days=1)
THREE_DAYS = [{"indicator": "absence_days", "value": 3, "window": {"school_days": 20}, "threshold": 3,
               "comparison": "at_least", "from": "2025-10-08", "to": "2025-10-10", "unknown_days": 0}]  # fmt: skip


def test_the_home_is_telephoned_and_what_it_told_is_written(cast: Cast, be, new_context, faults):
    put(cast.school, "calendar", a_calendar())
    a_flag(cast.pupils["a1"], cast.school, FLAGGED, rule="3-dager", facts=THREE_DAYS)
    choose_stairs(
        owner=cast.owner, school=cast.school, stairs="borg", is_on=True,
        days=[stair.school_days for stair in shipped_stairs()["borg"].stairs], valid_from=FLAGGED, reason="Vedtatt",
        by="leader", at=dt.datetime.combine(FLAGGED, dt.time(9), OSLO), today=FLAGGED,
    )  # fmt: skip
    page = new_context().new_page()
    be(page, cast.users["contact_a"])
    sees_what_is_asked(page, cast)
    writes_the_talk_with_the_home(page, cast)
    is_off_the_stairs(page, cast)


def sees_what_is_asked(page: Page, cast: Cast) -> None:
    page.goto(f"/elev/{cast.pupils['a1'].key}/trappa")
    expect(page.get_by_text("Ringe hjem og avtale samtale")).to_be_visible()
    expect(page.get_by_text("Mangler: 1 forsøk (telefon)")).to_be_visible()


def writes_the_talk_with_the_home(page: Page, cast: Cast) -> None:
    page.goto(f"/elev/{cast.pupils['a1'].key}/samtale")
    page.get_by_role("link", name="Samtale med hjemmet").click()
    page.get_by_label("Hva forteller hjemmet").fill("Hun har sovet dårlig siden ferien")
    page.get_by_label("Foresatte som var med").fill("Mor")
    page.get_by_text("Telefon", exact=True).click()
    page.get_by_label("Hva blir vi enige om?").fill("Mor ringer hvis hun ikke kommer mandag")
    assert_good_screen(page, "samtale-med-hjemmet")
    page.get_by_role("button", name="Lagre samtalen").click()
    expect(page.get_by_text("Hun har sovet dårlig siden ferien")).to_be_visible()


def is_off_the_stairs(page: Page, cast: Cast) -> None:
    """Then the teacher reaches the pupil too, and the list is empty."""
    page.goto("/min-dag")
    page.get_by_text("Jeg har snakket med Elev A1").click()
    page.get_by_label("Én linje").fill("Hun kommer i morgen")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Takk. Eleven er tatt av lista.")).to_be_visible()
    page.goto(f"/elev/{cast.pupils['a1'].key}/trappa")
    expect(page.get_by_text("Ringe hjem og avtale samtale")).to_have_count(0)
