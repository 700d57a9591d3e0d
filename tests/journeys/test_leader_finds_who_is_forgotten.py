"""A leader asks whether anybody is forgotten: a teacher explains an absence, another registers, a third has a talk.

The county is the demo's, imported as any county; its flags are those of today alone.
"""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import HEIGHTS
from tests.journeys.screen import assert_good_screen
from tettpaa.demo import steps
from tettpaa.demo.county.cast import Cast, cast
from tettpaa.demo.decisions import BY, at_noon
from tettpaa.identify.flags.update import update_flags
from tettpaa.trust.audit.models import AccessRecord, AuditEvent


@pytest.fixture
def width() -> int:
    """One story on a telephone, its last part on a desk: the county takes its time."""
    return 390


@pytest.fixture
def county(transactional_db, tmp_path, settings, monkeypatch) -> Cast:
    if os.environ.get("TETTPAA_DATABASE_URL"):
        pytest.skip("the county is built on SQLite; its parts run on PostgreSQL in tests/flows")
    played = cast()
    monkeypatch.setenv("TETTPAA_TODAY", played.today.isoformat())
    monkeypatch.setattr(settings, "TETTPAA_HOME", tmp_path)
    monkeypatch.setattr(steps, "_raise_flags", _flags_of_today)
    steps.fill(played, tmp_path / "files", lambda *_: None)
    return played


def _flags_of_today(played: Cast, owner, _tell) -> None:
    update_flags(owner=owner, as_of=played.today, by=BY, at=at_noon(played.today))


@pytest.fixture
def sign_in(county, new_context):
    """A browser of their own for somebody in the cast, on a telephone or at a desk."""

    def signed_in(who: str, wide: int = 390, **options) -> Page:
        page = new_context(**options).new_page()
        page.set_viewport_size({"width": wide, "height": HEIGHTS[wide]})
        page.goto("/logg-inn")
        page.get_by_label("Brukernavn").fill(who)
        page.get_by_label("Passord").fill(county.password)
        page.get_by_role("button", name="Logg inn").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Logg inn")
        return page

    return signed_in


def test_nobody_is_forgotten(sign_in):
    # The leader sees four numbers and no name, and goes to the names behind the third.
    rolf = sign_in("rolf")
    expect(rolf.get_by_role("heading", level=1)).to_have_text("Er noen glemt?")
    expect(rolf.get_by_text("Vilde Haugerud")).to_have_count(0)
    rolf.get_by_role("link", name="Stort uforklart fravær").click()

    # Nobody has asked about Vilde. One tap, and her contact teacher has a week.
    vilde = rolf.locator(".tp-pupil-card").filter(has_text="Vilde Haugerud")
    expect(vilde).to_contain_text("Ikke spurt om")
    vilde.get_by_role("button", name="Be Ingrid Solvoll forklare").click()
    expect(rolf.get_by_text("Ingrid Solvoll er spurt om fraværet til Vilde Haugerud")).to_be_visible()
    expect(vilde).to_contain_text("Venter på svar")

    # He looks at the other lists on the way back, and at the pupil nobody has.
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

    # Lessons are not registered: he reminds the teacher, who finds it where the groups are.
    rolf.goto("/registrering/")
    rolf.get_by_role("button", name="Minn Torbjørn Lie").click()
    expect(rolf.get_by_text("1 lærer er minnet.")).to_be_visible()
    torbjorn = sign_in("torbjorn")
    expect(torbjorn.get_by_text(re.compile(r"Før fravær for \d+ timer i 1STA"))).to_be_visible()

    # The contact teacher answers what she was asked, and opens Vilde from the class.
    ingrid = sign_in("ingrid")
    ingrid.get_by_role("link", name="Svar på spørsmål om fraværet til Vilde Haugerud").click()
    ingrid.get_by_label("Svaret ditt til den som spurte").fill("Er hos bestemor, kommer mandag")
    ingrid.get_by_role("button", name="Send svaret").click()
    ingrid.goto("/klasser/")
    ingrid.get_by_role("link", name="Vilde Haugerud").click()
    expect(ingrid.get_by_text("«Er hos bestemor, kommer mandag»")).to_be_visible()

    # She has spoken with her. The page itself takes it down.
    ingrid.get_by_text("Jeg har snakket med Vilde Haugerud").click()
    ingrid.get_by_label("Én linje").fill("Vil ha hjelp med norsk")
    ingrid.get_by_role("button", name="Lagre").click()
    expect(ingrid.get_by_text("Takk. Samtalen er skrevet.")).to_be_visible()
    expect(ingrid.get_by_text("«Vil ha hjelp med norsk»")).to_be_visible()
    ingrid.get_by_role("link", name="1STA").first.click()
    expect(ingrid.get_by_role("row", name=re.compile("Vilde Haugerud"))).to_contain_text("Snakket med")

    # The leader reads the answer, and Vilde waits no longer.
    rolf.goto("/skole/")
    rolf.get_by_role("link", name="Stort uforklart fravær").click()
    expect(vilde).to_contain_text("«Er hos bestemor, kommer mandag»")
    rolf.goto("/skole/")
    rolf.get_by_role("link", name="Venter på samtale").first.click()
    expect(rolf.get_by_text("Vilde Haugerud")).to_have_count(0)

    assert AuditEvent.objects.filter(by="rolf", action="explanation_asked").exists()
    assert AuditEvent.objects.filter(by="rolf", action="registration_reminded").exists()
    assert {"school_waiting", "school_unexplained"} <= set(
        AccessRecord.objects.filter(by="rolf", kind="listed").values_list("page", flat=True)
    )

    # At a desk, without script: numbers open to what they count, tables sort by their headings.
    desk = sign_in("ingrid", wide=1280, java_script_enabled=False)
    desk.goto("/klasser/")
    desk.get_by_role("link", name="Dager i år").click()
    desk.get_by_role("link", name="Dager i år").click()
    expect(desk.get_by_role("table", name="Elevene i klassen").get_by_role("rowheader").first).to_be_visible()
    expect(desk).to_have_url(re.compile("sorter=-days"))
    desk.get_by_role("link", name="Amina Yusuf").click()
    desk.locator("summary", has_text="Hva teller vi i Norsk?").click()
    expect(desk.get_by_role("table", name="Hva teller vi i Norsk?").get_by_role("row")).to_have_count(14)
    # Torbjørn teaches neither Norwegian nor the other subjects she is away from: they are not there.
    torbjorn.goto(desk.url)
    expect(torbjorn.get_by_role("heading", level=1)).to_have_text("Amina Yusuf")
    expect(torbjorn.get_by_role("main").get_by_text("Norsk")).to_have_count(0)
    expect(torbjorn.get_by_role("heading", name="Flagg")).to_have_count(0)
