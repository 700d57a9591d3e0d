"""Ten hours of absence, a flag, a word with the pupil: at most three clicks and one line, and later the form."""

import datetime as dt
import uuid

from playwright.sync_api import Locator, Page, expect

from tests.builders import a_flag, a_user
from tests.cast import TODAY, Cast
from tests.journeys.screen import assert_good_screen
from tests.signed_in import SignedInClient
from tettpaa.assess.talks.models import Talk
from tettpaa.assess.talks.rhythms import agree_rhythm
from tettpaa.kit import clock
from tettpaa.trust.identity.persona import PRIVATE

TEN_HOURS = [{"indicator": "single_hours", "value": 10, "window": {"school_days": 20}, "threshold": 10,
              "comparison": "at_least", "from": "2025-09-29", "to": "2025-10-13", "unknown_days": 0}]  # fmt: skip
MOST_CLICKS = 3
SAID = "Bussen går for tidlig, og så blir jeg hjemme"


class Clicks:
    """Counts what the teacher presses."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, what: Locator) -> None:
        what.click()
        self.count += 1


def test_from_the_flag_to_the_form_with_the_pupils_words(cast: Cast, be, new_context, live_server, faults):
    pupil = cast.pupils["a1"]
    a_flag(pupil, cast.school, TODAY - dt.timedelta(days=1), rule="10-timer", facts=TEN_HOURS)
    agree_rhythm(
        pupil=pupil, party="home", every_days=14, channel="phone", line="Mor ringer eller blir ringt",
        begins_on=dt.date(2025, 9, 1), form_id=uuid.uuid4(), by="contact_a", at=clock.now(),
    )  # fmt: skip
    page = new_context().new_page()
    be(page, cast.users["contact_a"])
    who_is_missing(page, "3 av 3")
    page.goto("/min-dag")
    writes_one_line(page)
    writes_the_form(page)
    holds_the_half_year_talk(page)
    who_is_missing(page, "2 av 3")
    assert_good_screen(page, "halvaarssamtaler")
    page.goto(f"/elev/{pupil.key}")
    expect(page.get_by_text("På tide å snakkes")).to_be_visible()
    assert_good_screen(page, "elev-med-samtaler")
    page.get_by_role("link", name="Avtal en fast rytme").click()
    assert_good_screen(page, "avtal-rytme")
    the_pupil_answers(new_context, cast, live_server)
    page.goto(f"/samtale/{Talk.objects.get(kind='absence').pk}")
    expect(page.get_by_text("Eleven er uenig: «Jeg sa at bussen går for tidlig om vinteren»")).to_be_visible()
    assert_good_screen(page, "samtale")
    page.get_by_role("link", name="Merk samtalen som feilført").click()
    page.get_by_label("Hvorfor?").fill("Skrevet på feil elev")
    assert_good_screen(page, "samtale-feilfort")
    page.get_by_role("button", name="Merk som feilført").click()
    expect(page.get_by_text("Skrevet på feil elev")).to_be_visible()
    assert_good_screen(page, "samtale-som-er-feilfort")


def writes_one_line(page: Page) -> None:
    """Open, write, save: the flag is answered."""
    clicks = Clicks()
    clicks.on(page.get_by_text("Jeg har snakket med Elev A1"))
    page.get_by_label("Én linje").fill(SAID)
    clicks.on(page.get_by_role("button", name="Lagre"))
    expect(page.get_by_text("Takk. Eleven er tatt av lista.")).to_be_visible()
    assert clicks.count <= MOST_CLICKS


def writes_the_form(page: Page) -> None:
    """What the line said is filled in."""
    page.get_by_role("link", name="Skriv mer (skjema)").click()
    expect(page.get_by_label("Hva står bak fraværet")).to_have_value(SAID)
    page.get_by_text("Gruer seg til bestemte timer").click()
    page.get_by_label("Noen eleven er trygg på").fill("Miljøarbeideren")
    page.get_by_label("Var den personen med?").select_option(label="Ja")
    assert_good_screen(page, "samtaleskjema")
    page.get_by_role("button", name="Lagre samtalen").click()
    expect(page.get_by_text("Eleven kan lese den og kvittere.")).to_be_visible()
    expect(page.get_by_text("Miljøarbeideren (var med)")).to_be_visible()


def holds_the_half_year_talk(page: Page) -> None:
    """From the class's page; what hinders is a page of its own."""
    page.goto("/samtaler/")
    page.get_by_role("row", name="Elev A1").get_by_role("link", name="Skriv samtalen").click()
    page.get_by_role("link", name="Samtalen ble ikke holdt").click()
    assert_good_screen(page, "samtale-ikke-holdt")
    page.go_back()
    page.get_by_label("Hvordan går det, med elevens egne ord?").fill("Bedre nå")
    page.get_by_role("button", name="Lagre samtalen").click()
    expect(page.get_by_text("«Bedre nå»")).to_be_visible()


def who_is_missing(page: Page, told: str) -> None:
    page.goto("/samtaler/")
    expect(page.get_by_text(f"{told} elever mangler samtalen i høsthalvåret")).to_be_visible()


def the_pupil_answers(new_context, cast: Cast, live_server) -> None:
    """At home, privately: she reads what is written, and disagrees."""
    page = new_context().new_page()
    client = SignedInClient()
    client.force_login(a_user("elev", cast.pupils["a1"]), persona=PRIVATE)
    page.context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}
                              for name, morsel in client.cookies.items()])  # fmt: skip
    page.goto("/mine-samtaler/")
    assert_good_screen(page, "mine-samtaler")
    page.get_by_role("link", name="Samtale om fraværet").click()
    page.get_by_label("Jeg er uenig, fordi …").check()
    page.get_by_label("Hva er du uenig i?").fill("Jeg sa at bussen går for tidlig om vinteren")
    assert_good_screen(page, "min-samtale")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("De som følger deg opp, ser svaret ditt.")).to_be_visible()
