"""A contact teacher signs in between two lessons, talks with a pupil, and the list gets shorter."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.builders import AT, a_flag
from tests.cast import TODAY, Cast
from tests.journeys.screen import HEIGHTS, assert_good_screen
from tests.records import a_calendar, put
from tettpaa.assess.talks.actions import ask_explanation
from tettpaa.identify.flags.models import FlagUpdate
from tettpaa.identify.imports.models import Import
from tettpaa.trust.audit.models import AccessRecord

DAY = dt.timedelta(days=1)


@pytest.fixture(params=HEIGHTS)
def width(request) -> int:
    """Walked on a telephone and on a desk: the ways differ."""
    return request.param


@pytest.fixture
def a_morning(cast: Cast) -> Cast:
    """Two pupils of 1STA are flagged, one is unknown, and the leader has asked about one of them."""
    teacher = cast.users["contact_a"]
    put(cast.school, "calendar", a_calendar())
    found = [a_fact("absence_days", 3, 3), a_fact("single_hours", 11, 10)]
    a_flag(cast.pupils["a1"], cast.school, TODAY - DAY, facts=found)
    a_flag(cast.pupils["a2"], cast.school, TODAY - 8 * DAY, facts=found[:1])
    not_registered = [{**a_fact("absence_days", None, 3), "unknown_days": 4}]
    a_flag(cast.pupils["a3"], cast.school, dt.date(2025, 10, 7), kind="unknown", facts=not_registered)
    ask_explanation(
        pupil=cast.pupils["a2"], contact_teacher=teacher.person, facts={"flags": [found]}, due_on=TODAY + 2 * DAY, by="leader",
        at=AT + 55 * DAY,
    )  # fmt: skip
    night = dt.datetime(2025, 10, 14, 4, 10, tzinfo=dt.UTC)
    Import.objects.create(
        id="i1", owner=cast.owner, kind="csv", school_year=2025, file_name="uke42.zip", file_hash="0", file_size=1,
        state="committed", received_at=night, received_by="skoleadm", committed_at=night,
    )  # fmt: skip
    FlagUpdate.objects.create(owner=cast.owner, as_of=TODAY, at=night, by="natt", is_whole=True)
    return cast


def a_fact(indicator: str, value: float | None, threshold: int) -> dict:
    """What a rule over 20 school days found."""
    return {
        "indicator": indicator, "value": value, "window": {"school_days": 20}, "threshold": threshold,
        "comparison": "at_least", "from": "2025-09-29", "to": "2025-10-14", "unknown_days": 0,
    }  # fmt: skip


@pytest.fixture
def sign_in(a_morning: Cast, be) -> Callable[[Page], None]:
    def signed_in(page: Page) -> None:
        be(page, a_morning.users["contact_a"])
        page.goto("/min-dag")

    return signed_in


def test_a_talk_takes_the_pupil_off_the_list(a_morning: Cast, page: Page, sign_in):
    page.goto("/logg-inn")
    assert_good_screen(page, "sign-in")
    sign_in(page)
    the_list_answers_the_question(page)
    assert_good_screen(page, "my-day")
    page.reload()

    # Two acts and one line.
    cards = page.locator(".tp-pupil-card")
    page.get_by_text("Jeg har snakket med Elev A1").click()
    cards.first.get_by_label("Én linje").fill("Sover dårlig, vil prøve å komme til første time")
    cards.first.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Takk. Eleven er tatt av lista.")).to_be_visible()
    expect(cards).to_have_count(1)

    # The other one did not answer the telephone, and stays.
    page.get_by_text("Jeg har snakket med Elev A2").click()
    cards.first.get_by_text("Telefon").click()
    cards.first.get_by_text("Nei, prøvde").click()
    cards.first.get_by_role("button", name="Lagre").click()
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text("forsøkt i dag")
    assert set(AccessRecord.objects.values_list("by", flat=True)) == {"contact_a"}


def the_list_answers_the_question(page: Page) -> None:
    """The newest first, each with the reason, and what is not known is said."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem bør jeg snakke med i dag?")
    cards = page.locator(".tp-pupil-card")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("Elev A1")
    expect(cards.first).to_contain_text("ny siden i går")
    expect(cards.first).to_contain_text("3 dager og 11 timer siden 29. september.")
    expect(cards.nth(1)).to_contain_text("ventet i 6 skoledager")
    expect(page.get_by_text("1 elev mangler registrert fravær")).to_be_visible()
    expect(page.get_by_role("link", name="Hvem skulle ført?")).to_be_visible()


def test_the_leaders_question_is_answered(a_morning: Cast, page: Page, sign_in):
    sign_in(page)
    page.get_by_role("link", name="Svar på spørsmål om fraværet til Elev A2").click()
    expect(page.get_by_text("3 dager og 11 timer siden 29. september.")).to_be_visible()
    assert_good_screen(page, "answer-about-absence")
    page.get_by_label("Svaret ditt").fill("Innlagt på sykehus siden mandag")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Svaret er sendt")).to_be_visible()
    expect(page.get_by_role("link", name="Svar på spørsmål")).to_have_count(0)


def test_a_label_without_a_word_from_the_pupil_is_sent_back(a_morning: Cast, page: Page, sign_in):
    sign_in(page)
    page.get_by_text("Jeg har snakket med Elev A1").click()
    page.locator(".tp-pupil-card").first.get_by_role("button", name="Lagre").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv én linje")
    assert_good_screen(page, "contact-sent-back")
    page.get_by_label("Én linje").fill("Ville ikke si så mye")
    page.get_by_role("button", name="Lagre").click()
    expect(page.locator(".tp-pupil-card")).to_have_count(1)


def test_the_same_without_javascript(a_morning: Cast, new_context, sign_in):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page)
    page.get_by_text("Jeg har snakket med Elev A1").click()
    page.locator(".tp-pupil-card").first.get_by_label("Én linje").fill("Sover dårlig")
    page.locator(".tp-pupil-card").first.get_by_role("button", name="Lagre").click()
    expect(page.locator(".tp-pupil-card")).to_have_count(1)


def test_a_page_that_is_not_ones_own_is_not_there(a_morning: Cast, page: Page, sign_in):
    sign_in(page)
    page.goto(f"/min-dag/snakket/{a_morning.pupils['b1'].key}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Finner ikke siden")
    assert_good_screen(page, "not-found")
