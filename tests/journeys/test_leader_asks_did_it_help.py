"""A leader asks whether a kind of measure helped, and opens the pupils behind; the owner's analyst sees the same, without."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.effects import AFTER, AT, BEFORE, WITH_IT, begin, compare_all, make_county
from tests.journeys.screen import assert_good_screen
from tettpaa.assess.talks.actions import record_contact


def away(number: int) -> list[dt.date]:
    """More and more in the weeks before, less and less in those after; a little less again with the measure."""
    kind, without_it = number % 4, 0 if number < WITH_IT else 3
    before = [day for at, day in enumerate(BEFORE) if (7 * at + 3 * kind) % 20 < 3 + at // 3 + kind]
    most = 3 + without_it + number % 3
    return before + [day for at, day in enumerate(AFTER) if (3 * at + 7 * number) % 20 < most - at // 6]


def test_a_leader_asks_whether_it_helped(cast: Cast, be, new_context, faults):
    make_county(cast, away)
    for number in range(30, 36):
        begin(cast, cast.pupils[f"m{number}"], "home_visit")
    pupil = cast.pupils["m0"]
    for on, was_reached, line in ((AFTER[1], True, "Bussen gikk ikke"), (AFTER[-1], False, "")):
        record_contact(pupil=pupil, on=on, channel="phone", was_reached=was_reached, line=line, by="contact_a", at=AT)
    compare_all(cast)

    def page_of(name: str) -> Page:
        page = new_context().new_page()
        be(page, cast.users[name])
        return page

    leader = page_of("leader")
    asks(leader)
    opens_the_pupils(leader)
    looks_at_one(leader, f"/elev/{pupil.key}")
    analyst_sees_no_pupil(page_of("analyst"))


def asks(page: Page) -> None:
    page.goto("/skole/")
    page.get_by_role("link", name="Hjalp det? Tiltakene").click()
    expect(page.get_by_role("heading", name="Hjalp det?", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Noen tar imot om morgenen")).to_be_visible()
    expect(page.get_by_text("Lignende elever uten tiltaket gikk fra").first).to_be_visible()
    expect(page.get_by_text("For få elever").first).to_be_visible()
    assert_good_screen(page, "hjalp-det-skolen")


def opens_the_pupils(page: Page) -> None:
    page.get_by_role("link", name="22 elever, med fraværet før og etter").click()
    expect(page.get_by_role("link", name="Elev M00")).to_be_visible()
    assert_good_screen(page, "hjalp-det-elevene")


def looks_at_one(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Hjalp det? Fraværet").click()
    expect(page.get_by_text("for tidlig å si").first).to_be_visible()
    assert_good_screen(page, "hjalp-det-eleven")


def analyst_sees_no_pupil(page: Page) -> None:
    page.goto("/skoler/")
    page.get_by_role("link", name="Hjalp det? Tiltakene").click()
    expect(page.get_by_role("heading", name="Hjalp det?", level=1)).to_be_visible()
    expect(page.get_by_text("Fraværet falt mer").first).to_be_visible()
    expect(page.get_by_text("Elev M00")).to_have_count(0)
    assert_good_screen(page, "hjalp-det-skoleeier")
