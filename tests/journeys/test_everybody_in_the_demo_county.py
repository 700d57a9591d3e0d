"""Everybody in the demo county opens the screens they have: good on a telephone and on a desk, on real imports.

The pictures of the manual are taken here (TETTPAA_SCREENSHOTS=1).
"""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.screen import assert_accessible, assert_good_screen, assert_no_sideways_scroll
from tettpaa.demo.county.cast import cast
from tettpaa.demo.steps import fill
from tettpaa.kit import clock
from tettpaa.pages.start.queries import characters
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import PRIVATE, STAFF
from tettpaa.trust.identity.strength import Strength

ONE_IMPORT = "main a[href^='/import/2']"
PUPIL = "main a[href*='/elev/']"
BOARD = "main a[href$='/tavle']"
RULE_SET = "main a[href^='/regelsett/']"
MENU = "#hovedmeny a[href]"
IN_PRIVATE = "Elever og foresatte"

# Who, and the screens in order: a name of the picture, and an address or what to follow from the screen before.
WALKS = {
    "ingrid": [("min-dag", "/min-dag"), ("elev", PUPIL), ("klasse", "/klasser/"), ("klassetavle", BOARD)],
    "torbjorn": [("faglaerer", "/")],
    "rolf": [("skole", "/skole/"), ("uforklart", "main a[href$='/uforklart']"), ("registrering", "/registrering/"),
             ("skole", "/skole/"), ("skoletavle", BOARD), ("gjester", "/gjester/")],
    "amir": [("skoler", "/skoler/")],
    "kari": [("regelsett", "/regelsett/"), ("regel", RULE_SET)],
    "wenche": [("import", "/import/"), ("en-import", ONE_IMPORT), ("maler", "/import/maler/"), ("koder", "/koder/")],
}  # fmt: skip
PRIVATE_WALKS = {"selma": [("min-oppfolging", "/min-oppfolging/"), ("mine-opplysninger", "/mine-opplysninger/")]}


@pytest.fixture
def county(transactional_db, tmp_path, settings, monkeypatch):
    """The demo county, imported and lived with until its today."""
    played = cast()
    monkeypatch.setenv("TETTPAA_TODAY", played.today.isoformat())
    monkeypatch.setattr(settings, "TETTPAA_HOME", tmp_path)
    fill(played, tmp_path / "files", lambda *_: None)
    return played


def follow(page: Page, way: str) -> None:
    """Go to an address, or to what the first such link on the screen leads to."""
    if way.startswith("/"):
        page.goto(way)
        return
    address = page.locator(way).first.get_attribute("href")
    assert address, way
    page.goto(address)


def test_every_screen_is_good_on_a_telephone_and_a_desk(county, new_context, be):
    """One test for all: the county takes its time to make."""
    walk_the_screens(new_context, be)
    open_every_menu(new_context, be)


def walk_the_screens(new_context, be) -> None:
    """The screens of the manual, on both widths."""
    for who, screens in (WALKS | PRIVATE_WALKS).items():
        page = new_context().new_page()
        be(page, User.objects.get(username=who), PRIVATE if who in PRIVATE_WALKS else STAFF, Strength.HIGH)
        for name, way in screens:
            follow(page, way)
            expect(page.get_by_role("heading", level=1)).not_to_have_text("Noe gikk galt hos oss")
            assert_good_screen(page, name)
        page.context.close()


def open_every_menu(new_context, be) -> None:
    """Everybody one can be gets each page in their menu, and what is their own; the browser looks at each address the
    first time somebody comes to it.
    """
    looked_at: set[str] = set()
    for character in characters(clock.now()):
        page = new_context().new_page()
        be(page, character.user, PRIVATE if character.group == IN_PRIVATE else STAFF, Strength.HIGH)
        page.goto("/")
        first = page.locator(MENU).first
        assert urlsplit(page.url).path.startswith(first.get_attribute("href") or "?"), character.name
        assert first.text_content() == character.begins_on
        own = ["/hvem-har-sett-meg/", *(["/mine-opplysninger/"] if character.group == IN_PRIVATE else [])]
        for address in [*page.locator(MENU).evaluate_all("all => all.map(a => a.getAttribute('href'))"), *own]:
            if address in looked_at:
                assert page.request.get(address).ok, f"{character.name}: {address}"
                continue
            looked_at.add(address)
            answer = page.goto(address)
            assert answer and answer.ok, f"{character.name}: {address}"
            assert_accessible(page)
            assert_no_sideways_scroll(page)
        page.context.close()
    assert len(looked_at) > 15
