"""The owner's rule editor reads how others do it, tries a stricter rule, sees whom it would flag, and saves it."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.builders import AT
from tests.cast import TODAY, Cast
from tests.journeys.screen import assert_good_screen
from tests.records import a_calendar, put, school_days_between
from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.models import RuleSet
from tettpaa.knowledge.codes.models import AbsenceCode


@pytest.fixture
def an_autumn(cast: Cast) -> Cast:
    """Askim's rules are in use; one pupil was away three days, five were away two."""
    put(cast.school, "calendar", a_calendar())
    AbsenceCode.objects.create(owner=cast.owner, code="X", documentation="none", counts_as_absence=True)
    days = school_days_between(TODAY - dt.timedelta(days=4), TODAY)
    away = {"a1": days, **dict.fromkeys(("a2", "a3", "b1", "b2", "b3"), days[:2])}
    put(cast.school, "absences", [
        {"pupil": cast.pupils[name].key, "on": day, "unit": "day", "days": 1.0, "code": "X", "is_late": False}
        for name, missed in away.items() for day in missed
    ])  # fmt: skip
    adopt_shipped(owner=cast.owner, key="askim", valid_from=AT.date(), by="eier", at=AT)
    return cast


@pytest.fixture
def sign_in(an_autumn: Cast, be) -> Callable[[Page, str], None]:
    def signed_in(page: Page, username: str) -> None:
        be(page, an_autumn.users[username])
        page.goto("/regelsett/")

    return signed_in


def test_a_stricter_rule_is_tried_and_saved(page: Page, sign_in):
    sign_in(page, "rule_editor")
    expect(page.get_by_text("Kilde: Høgskolen i Østfold").first).to_be_visible()
    assert_good_screen(page, "rule-sets")
    page.get_by_role("link", name="Askim: tre dager eller ti timer").click()
    whom = page.locator("#forhandsvisning")
    expect(whom.get_by_text("under 5 elever", exact=True)).to_be_visible()

    # The figure is changed, and the picture beside it follows.
    page.get_by_label("Grense").first.fill("2")
    page.get_by_label("Grense").first.press("Tab")
    expect(whom.get_by_text("6 elever", exact=True)).to_be_visible()
    expect(page.get_by_label("Hva det gjelder").first).to_be_focused()
    assert_good_screen(page, "rule-set")

    page.get_by_label("Hvorfor?").first.fill("Tre dager er for sent")
    page.get_by_role("button", name="Lagre som ny versjon").click()
    expect(page.get_by_text("Lagret. Reglene gjelder fra tirsdag 14. oktober.")).to_be_visible()
    expect(page.get_by_text("Versjon 2")).to_be_visible()
    expect(page.get_by_label("Grense").first).to_have_value("2")


def test_a_condition_is_added_and_a_missing_reason_told_without_javascript(new_context, sign_in):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, "rule_editor")
    page.get_by_role("link", name="Askim: tre dager eller ti timer").click()
    page.get_by_role("button", name="+ og et vilkår til").first.click()
    page.locator("#r0-c0-k1-indicator").select_option(label="fag med IV eller 1")
    page.get_by_role("button", name="Lagre som ny versjon").click()
    expect(page.get_by_role("alert").get_by_text("Hvorfor?")).to_be_visible()
    page.get_by_label("Hvorfor?").first.fill("Bare når karakterene også er svake")
    page.get_by_role("button", name="Lagre som ny versjon").click()
    expect(page.get_by_text("Lagret.")).to_be_visible()
    condition = RuleSet.objects.get().versions.get(number=2).definition["rules"][0]["any"][0]["all"][1]
    assert condition == {"indicator": "iv_or_1_count", "at_least": 3}


def test_a_leader_reads_the_owners_rules_and_makes_the_schools_own(page: Page, sign_in):
    sign_in(page, "leader")
    page.get_by_role("link", name="Askim: tre dager eller ti timer").click()
    expect(page.get_by_text("Flagg når eleven i løpet av 20 skoledager")).to_be_visible()
    expect(page.get_by_label("Grense")).to_have_count(0)
    page.get_by_role("link", name="Alle regelsett").click()
    page.get_by_role("link", name="Lag et eget regelsett").click()
    assert_good_screen(page, "rule-set-new")
    page.get_by_label("Regelens navn").fill("Borte tre dager")
    page.get_by_label("Navn på regelsettet").fill("Skolens eget")
    page.get_by_label("Hvorfor?").fill("Avtalt i ledergruppa")
    page.get_by_role("button", name="Ta i bruk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skolens eget")
