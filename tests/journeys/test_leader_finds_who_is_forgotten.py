"""A leader asks whether anybody is forgotten: a teacher explains an absence, another registers, a third has a talk.

The county is the demo's, imported as any county; its flags are those of today alone.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.screen import HEIGHTS, assert_good_screen
from tettpaa.demo import steps
from tettpaa.demo.county.cast import Cast, cast
from tettpaa.demo.decisions import BY, at_noon
from tettpaa.identify.flags.update import update_flags
from tettpaa.trust.audit.models import AccessRecord, AuditEvent
from tettpaa.trust.identity.models import User


@pytest.fixture
def county(transactional_db, tmp_path, settings, monkeypatch) -> Cast:
    played = cast()
    monkeypatch.setenv("TETTPAA_TODAY", played.today.isoformat())
    monkeypatch.setattr(settings, "TETTPAA_HOME", tmp_path)
    monkeypatch.setattr(steps, "_live", _flags_of_today)
    steps.fill(played, tmp_path / "files", lambda *_: None)
    return played


def _flags_of_today(played: Cast, owner, _tell) -> None:
    update_flags(owner=owner, as_of=played.today, by=BY, at=at_noon(played.today))


@pytest.fixture
def sign_in(county, new_context, be):
    """A browser of their own for somebody in the cast, on a telephone or at a desk."""

    def signed_in(who: str, wide: int = 390, **options) -> Page:
        page = new_context(**options).new_page()
        page.set_viewport_size({"width": wide, "height": HEIGHTS[wide]})
        be(page, User.objects.get(username=who))
        page.goto("/")
        return page

    return signed_in


def test_nobody_is_forgotten(sign_in):
    rolf, ingrid, torbjorn = sign_in("rolf"), sign_in("ingrid"), sign_in("torbjorn")
    the_leader_asks_about_vilde(rolf)
    he_looks_through_the_other_lists(rolf)
    he_reminds_a_teacher_who_finds_it(rolf, torbjorn)
    the_contact_teacher_answers(ingrid)
    she_writes_the_talk_on_the_pupils_page(ingrid)
    the_leader_reads_the_answer(rolf)

    desk = sign_in("ingrid", wide=1280, java_script_enabled=False)
    without_script_tables_sort_and_numbers_open(desk)
    a_subject_teacher_sees_nothing_of_it(torbjorn, desk.url)


def the_leader_asks_about_vilde(rolf: Page) -> None:
    """Four numbers and no name; behind the third, one tap, and her contact teacher has a week."""
    expect(rolf.get_by_role("heading", level=1)).to_have_text("Er noen glemt?")
    expect(rolf.get_by_text("Vilde Haugerud")).to_have_count(0)
    rolf.get_by_role("link", name="Stort uforklart fravær").click()
    expect(vilde_in(rolf)).to_contain_text("Ikke spurt om")
    vilde_in(rolf).get_by_role("button", name="Be Ingrid Solvoll forklare").click()
    expect(rolf.get_by_text("Ingrid Solvoll er spurt om fraværet til Vilde Haugerud")).to_be_visible()
    expect(vilde_in(rolf)).to_contain_text("Venter på svar")


def vilde_in(page: Page) -> Locator:
    return page.locator(".tp-pupil-card").filter(has_text="Vilde Haugerud")


def he_looks_through_the_other_lists(rolf: Page) -> None:
    rolf.get_by_role("link", name="Fjordvik videregående skole").click()
    rolf.get_by_role("link", name="Venter på samtale").first.click()
    expect(rolf.get_by_role("row", name=re.compile("Vilde Haugerud"))).to_be_visible()
    assert_good_screen(rolf, "venter")
    rolf.goto("/skole/")
    rolf.get_by_role("link", name="Flagg reist siste uke").click()
    assert_good_screen(rolf, "nye-flagg")
    rolf.goto("/skole/")
    rolf.get_by_role("link", name="Uten klasse").click()
    expect(rolf.get_by_role("row", name=re.compile("Hiba Osman"))).to_be_visible()
    assert_good_screen(rolf, "uten-klasse")
    logged = AccessRecord.objects.filter(by="rolf", kind="listed").values_list("page", flat=True)
    assert {"school_waiting", "school_unexplained", "school_without_class"} <= set(logged)


def he_reminds_a_teacher_who_finds_it(rolf: Page, torbjorn: Page) -> None:
    rolf.goto("/registrering/")
    rolf.get_by_role("button", name="Minn Torbjørn Lie").click()
    expect(rolf.get_by_text("1 lærer er minnet.")).to_be_visible()
    torbjorn.goto("/")
    expect(torbjorn.get_by_text(re.compile(r"Før fravær for \d+ timer i 1STA"))).to_be_visible()
    assert AuditEvent.objects.filter(by="rolf", action="registration_reminded").count() == 1


def the_contact_teacher_answers(ingrid: Page) -> None:
    """What she was asked stands on Min dag; the answer stands in the pupil's history."""
    ingrid.goto("/min-dag")
    ingrid.get_by_role("link", name="Svar på spørsmål om fraværet til Vilde Haugerud").click()
    ingrid.get_by_label("Svaret ditt til den som spurte").fill("Er hos bestemor, kommer mandag")
    ingrid.get_by_role("button", name="Send svaret").click()
    ingrid.goto("/klasser/")
    ingrid.get_by_role("link", name="Vilde Haugerud").click()
    expect(ingrid.get_by_text("«Er hos bestemor, kommer mandag»")).to_be_visible()


def she_writes_the_talk_on_the_pupils_page(ingrid: Page) -> None:
    ingrid.get_by_text("Jeg har snakket med Vilde Haugerud").click()
    ingrid.get_by_label("Én linje").fill("Vil ha hjelp med norsk")
    ingrid.get_by_role("button", name="Lagre").click()
    expect(ingrid.get_by_text("Takk. Samtalen er skrevet.")).to_be_visible()
    expect(ingrid.get_by_text("«Vil ha hjelp med norsk»")).to_be_visible()
    ingrid.get_by_role("link", name="1STA").first.click()
    expect(ingrid.get_by_role("row", name=re.compile("Vilde Haugerud"))).to_contain_text("Snakket med")


def the_leader_reads_the_answer(rolf: Page) -> None:
    """And Vilde waits no longer."""
    rolf.goto("/skole/")
    rolf.get_by_role("link", name="Stort uforklart fravær").click()
    expect(vilde_in(rolf)).to_contain_text("«Er hos bestemor, kommer mandag»")
    rolf.goto("/skole/")
    rolf.get_by_role("link", name="Venter på samtale").first.click()
    expect(rolf.get_by_text("Vilde Haugerud")).to_have_count(0)


def without_script_tables_sort_and_numbers_open(desk: Page) -> None:
    desk.goto("/klasser/")
    desk.get_by_role("link", name="Fravær i år").click()
    desk.get_by_role("link", name="Fravær i år").click()
    expect(desk).to_have_url(re.compile("sorter=-absence"))
    desk.get_by_role("link", name="Amina Yusuf").click()
    desk.locator("summary", has_text="Hva teller vi i hvert fag?").click()
    expect(desk.get_by_role("table", name="Fravær i Norsk").get_by_role("row")).to_have_count(14)


def a_subject_teacher_sees_nothing_of_it(torbjorn: Page, amina: str) -> None:
    """He teaches her, but none of the subjects she is away from: they are not there."""
    torbjorn.goto(amina)
    expect(torbjorn.get_by_role("heading", level=1)).to_have_text("Amina Yusuf")
    expect(torbjorn.get_by_role("main").get_by_text("Norsk")).to_have_count(0)
    expect(torbjorn.get_by_role("heading", name="Flagg")).to_have_count(0)
