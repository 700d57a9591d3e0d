"""Glemmen: whoever still has a flag in week 40 and no case, goes to the leader, who chose it so and sees it coming."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.builders import a_flag
from tests.cast import Cast
from tests.journeys.screen import assert_good_screen
from tests.records import a_calendar, put
from tettpaa.follow_up.stairs.jobs import climb
from tettpaa.kit.clock import OSLO


def morning(cast: Cast, on: dt.date) -> None:
    climb(owner=cast.owner, on=on, by="worker", at=dt.datetime.combine(on, dt.time(5), OSLO))


def test_nobody_is_without_measures_after_week_40(cast: Cast, be, new_context, faults, monkeypatch):
    put(cast.school, "calendar", a_calendar())
    a_flag(cast.pupils["a1"], cast.school, dt.date(2025, 9, 15))
    a_flag(cast.pupils["b1"], cast.school, dt.date(2025, 9, 16))
    page, contact = new_context().new_page(), new_context().new_page()

    # A session does not live through the days between: each signs in anew.
    monkeypatch.setenv("TETTPAA_TODAY", "2025-09-22")
    be(page, cast.users["leader"])
    chooses_week_40(page, cast)
    morning(cast, dt.date(2025, 10, 1))
    monkeypatch.setenv("TETTPAA_TODAY", "2025-10-01")
    be(contact, cast.users["contact_a"])
    reads_what_is_coming(contact)
    morning(cast, dt.date(2025, 10, 6))
    monkeypatch.setenv("TETTPAA_TODAY", "2025-10-06")
    be(page, cast.users["leader"])
    has_them_now(page, cast)


def chooses_week_40(page: Page, cast: Cast) -> None:
    page.goto(f"/skole/{cast.school.key}/trappa")
    expect(page.get_by_text("Skolen har ikke valgt noen trapp")).to_be_visible()
    page.get_by_role("link", name="Velg hvilke trapper som gjelder").click()
    assert_good_screen(page, "trapper")
    page.get_by_role("link", name="Uke 40: ingen uten tiltak").click()
    page.get_by_label("Ja").check()
    page.get_by_label("Hvorfor?").fill("Vedtatt i ledergruppa")
    assert_good_screen(page, "velg-trapp")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Trappa følges fra dagen du valgte")).to_be_visible()


def reads_what_is_coming(page: Page) -> None:
    """The contact teacher, on Min dag, three school days before."""
    page.goto("/min-dag")
    expect(page.get_by_text("Leder tar over om 3 skoledager.")).to_be_visible()
    assert_good_screen(page, "min-dag-trappa")


def has_them_now(page: Page, cast: Cast) -> None:
    page.goto(f"/skole/{cast.school.key}")
    page.get_by_role("link", name="Trappa: hvem står på hvilket trinn?").click()
    expect(page.get_by_text("Trinn 2: leder")).to_have_count(2)
    assert_good_screen(page, "trappa")
    page.get_by_role("link", name="Elev A1").click()
    expect(page.get_by_text("Sørge for at tiltak settes inn")).to_be_visible()
    expect(page.get_by_text("Trappa: leder tok over")).to_be_visible()
    assert_good_screen(page, "eleven-paa-trappa")
