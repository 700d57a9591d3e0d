"""A real browser for the journeys: a telephone and a desk, each on SQLite: the flows meet both databases.

A journey asks for `page` and is walked on a telephone; each of its screens is looked at on a desk too. Addresses are short:
`page.goto("/min-dag/")`.
Without JavaScript: `new_context(java_script_enabled=False).new_page()`.
"""

import datetime as dt
import os

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests import browser as chromium
from tests.journeys.faults import Faults
from tests.journeys.screen import HEIGHTS
from tests.signed_in import SignedInClient
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.strength import Strength

# A busy machine is no fault of the page's; what never comes fails all the same.
expect.set_options(timeout=30_000)
# On a new machine the first page with indicators waits while the fold is compiled.
PATIENCE = 150_000


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args) -> dict:
    path = os.environ.get("TETTPAA_CHROMIUM") or chromium.find()
    if not path:
        pytest.fail("No Chromium on this machine: ./dev test tests/journeys fetches one", pytrace=False)
    return {**browser_type_launch_args, "executable_path": path}


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    return live_server.url


@pytest.fixture
def width() -> int:
    """How wide the screen is, in pixels; a journey whose ways differ on a desk is given both by its own parameters."""
    return 390


@pytest.fixture
def browser_context_args(browser_context_args, width, live_server) -> dict:
    """One person's browser: Norwegian, in Oslo, without movement on the screen."""
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "viewport": {"width": width, "height": HEIGHTS[width]},
        "locale": "nb-NO",
        "timezone_id": "Europe/Oslo",
        "reduced_motion": "reduce",
    }


@pytest.fixture
def be(live_server):
    """`be(page, user)`: that page's browser is signed in, by two factors shown elsewhere; at home with `persona="private"`."""

    def signed_in(page: Page, user: User, persona: str = STAFF, strength: Strength = Strength.TWO_FACTORS) -> None:
        client = SignedInClient()
        client.force_login(user, persona=persona, strength=strength)
        name = settings.SESSION_COOKIE_NAME
        page.context.set_default_timeout(PATIENCE)
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return signed_in


@pytest.fixture
def page_of(new_context, be, faults):
    """`page_of(user)`: a browser of that user's own, signed in as `be` does."""

    def opened(user: User, persona: str = STAFF, strength: Strength = Strength.TWO_FACTORS) -> Page:
        page = new_context().new_page()
        faults.watch(page)
        be(page, user, persona, strength)
        return page

    return opened


@pytest.fixture
def it_is(monkeypatch):
    """`it_is(day)`: the calendar moves there. Whoever was signed in, signs in anew."""

    def moved(day: dt.date) -> None:
        monkeypatch.setenv("TETTPAA_TODAY", day.isoformat())

    return moved


@pytest.fixture(autouse=True)
def faults(context):
    """Whatever any page of the journey complains of fails it when it ends."""
    found = Faults()
    context.set_default_timeout(PATIENCE)
    context.on("page", found.watch)
    yield found
    assert not found.lines, "The browser complained:\n" + "\n".join(found.lines)
