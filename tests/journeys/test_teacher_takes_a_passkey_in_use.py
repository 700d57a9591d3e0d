"""A teacher adds a passkey, a code app and one-use codes, and signs in by each of them; another comes by Feide."""

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests.builders import AT
from tests.cast import Cast
from tests.journeys.screen import assert_good_screen
from tests.openid_provider import MFA, Provider, running
from tettpaa.kit import clock
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.actions import change_password
from tettpaa.trust.identity.codes import totp
from tettpaa.trust.identity.outside import documents
from tettpaa.trust.identity.outside.actions import link_name

PASSWORD = "hestehov i grøfta"


@pytest.fixture
def teacher(cast: Cast):
    user = cast.users["contact_a"]
    change_password(user=user, password=PASSWORD, by="tests", at=AT)
    return user


@pytest.fixture
def provider(settings):
    documents.forget()
    with running() as provider:
        provider.is_asking = True
        settings.TETTPAA_ISSUERS = {"feide": provider.as_issuer()}
        yield provider
    documents.forget()


@pytest.fixture
def telephone(page: Page):
    """An authenticator in the browser that checks its holder and keeps keys, as a telephone does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def give_password(page: Page) -> None:
    page.goto("/logg-inn")
    page.get_by_label("Brukernavn").fill("contact_a")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def sign_out(page: Page) -> None:
    page.locator(".tp-user-button").click()
    page.get_by_role("button", name="Logg ut", exact=True).click()
    expect(page).to_have_url(re.compile("/logg-inn"))


def is_on_my_day(page: Page) -> None:
    """Not on the way there: the sign-in page has the address to go on to in its own."""
    expect(page).to_have_url(re.compile(r":\d+/min-dag$"))


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_passkey_is_added_and_signs_in(teacher, page: Page, telephone):
    give_password(page)
    page.locator(".tp-user-button").click()
    page.get_by_role("link", name="Min innlogging").click()
    heading(page, "Hva logger du inn med?")
    assert_good_screen(page, "own-sign-in")
    page.get_by_role("link", name="Legg til passnøkkel").click()
    page.get_by_label("Hva skal nøkkelen hete?").fill("mobil")
    assert_good_screen(page, "add-passkey")
    page.get_by_role("button", name="Lag nøkkelen").click()
    expect(page.get_by_text("Passnøkkelen er lagt til.")).to_be_visible()
    expect(page.get_by_role("button", name="Fjern mobil")).to_be_visible()
    sign_out(page)

    # By the key alone.
    page.goto("/min-dag")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    is_on_my_day(page)
    assert AuditEvent.objects.filter(action="user_signed_in").latest("pk").details["strength"] == "TWO_FACTORS"
    sign_out(page)

    # By password, and then the key.
    give_password(page)
    heading(page, "Ett steg til")
    assert_good_screen(page, "second-factor")
    page.get_by_role("button", name="Bruk passnøkkelen").click()
    is_on_my_day(page)


def test_the_key_shows_once_more_who_one_is(teacher, page: Page, telephone):
    give_password(page)
    page.goto("/min-innlogging/passnokler/ny")
    page.get_by_label("Hva skal nøkkelen hete?").fill("mobil")
    page.get_by_role("button", name="Lag nøkkelen").click()
    expect(page.get_by_text("Passnøkkelen er lagt til.")).to_be_visible()
    page.goto("/bekreft?next=/min-innlogging&needs=two_factors")
    heading(page, "Vis at det er deg")
    assert_good_screen(page, "step-up")
    page.get_by_role("button", name="Bruk passnøkkelen").click()
    heading(page, "Hva logger du inn med?")
    page.get_by_role("button", name="Fjern mobil").click()
    expect(page.get_by_text("Du har ingen passnøkkel.")).to_be_visible()


def test_a_key_that_does_not_answer_is_told_in_words(teacher, page: Page, telephone):
    session, authenticator = telephone
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    page.goto("/logg-inn")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_role("alert")).to_contain_text("fikk ikke noen passnøkkel")
    assert_good_screen(page, "passkey-not-given")


def test_a_code_app_and_one_use_codes_without_javascript(teacher, new_context, faults):
    page = new_context(java_script_enabled=False).new_page()
    give_password(page)
    page.goto("/min-innlogging/kodeapp")
    secret = base64.b32decode(page.locator("code").inner_text().replace(" ", ""))
    page.get_by_label("Kode fra appen").fill("000000")
    page.get_by_role("button", name="Ta i bruk").click()
    expect(page.get_by_role("alert")).to_contain_text("Koden passer ikke")
    page.get_by_label("Kode fra appen").fill(code_of(secret))
    page.get_by_role("button", name="Ta i bruk").click()
    expect(page.get_by_text("Kodeappen er tatt i bruk.")).to_be_visible()
    page.goto("/bekreft?next=/min-innlogging&needs=two_factors")
    page.get_by_label("Kode").fill(code_of(secret, later=1))
    page.get_by_role("button", name="Fortsett", exact=True).click()
    page.get_by_role("button", name="Lag ti nye engangskoder").click()
    heading(page, "Nye engangskoder")
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    page.get_by_role("link", name="Jeg har tatt vare på dem").click()
    page.context.clear_cookies()

    give_password(page)
    page.get_by_label("Kode").fill(codes[3].lower())
    page.get_by_role("button", name="Logg inn", exact=True).click()
    is_on_my_day(page)
    page.goto("/min-innlogging")
    expect(page.get_by_text("Du har 9 igjen.")).to_be_visible()


def code_of(secret: bytes, later: int = 0) -> str:
    return totp.code_at(secret, totp.step_of(clock.instant().timestamp()) + later)


def test_the_code_apps_screens(teacher, page: Page):
    give_password(page)
    page.goto("/min-innlogging/kodeapp")
    secret = base64.b32decode(page.locator("code").inner_text().replace(" ", ""))
    # The secret is another each time, and so would the picture in the manual be.
    page.locator("main img").evaluate("element => element.complete || element.decode()")
    assert page.locator("main img").evaluate("element => element.naturalWidth") > 100
    assert_good_screen(page, "add-code-app")
    page.get_by_label("Kode fra appen").fill(code_of(secret))
    page.get_by_role("button", name="Ta i bruk").click()
    page.goto("/bekreft?next=/min-innlogging&needs=two_factors")
    page.get_by_label("Kode").fill("000000")
    page.get_by_role("button", name="Fortsett", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Koden passer ikke")
    assert_good_screen(page, "step-up-refused")


def test_by_feide_and_the_one_feide_does_not_know(teacher, provider: Provider, page: Page):
    link_name(user=teacher, issuer="feide", name="kari@skole.example", by="tests", at=AT)
    page.goto("/min-dag")
    assert_good_screen(page, "sign-in-feide")
    page.get_by_role("link", name="Logg inn med Feide").click()
    page.get_by_role("link", name="Ja, det er meg").click()

    # Whom to talk with is followed-up pupils: more is asked for, and Feide asks for a second factor.
    heading(page, "Vis at det er deg")
    provider.acr = MFA
    page.get_by_role("link", name="Fortsett med Feide").click()
    page.get_by_role("link", name="Ja, det er meg").click()
    is_on_my_day(page)
    assert provider.asked["authorize"]["acr_values"] == MFA
    sign_out(page)

    provider.person = "ukjent@skole.example"
    page.get_by_role("link", name="Logg inn med Feide").click()
    page.get_by_role("link", name="Ja, det er meg").click()
    heading(page, "Vi kjenner deg ikke igjen")
    assert_good_screen(page, "unknown-person")

    provider.is_declining = True
    page.goto("/logg-inn")
    page.get_by_role("link", name="Logg inn med Feide").click()
    page.get_by_role("link", name="Ja, det er meg").click()
    heading(page, "Innloggingen ble ikke fullført")
    assert_good_screen(page, "sign-in-not-finished")


def test_who_has_nothing_strong_enough_is_told_whom_to_ask(teacher, page: Page):
    give_password(page)
    page.goto("/bekreft?next=/min-innlogging&needs=high")
    expect(page.get_by_text("Du har ikke noe som er sikkert nok ennå")).to_be_visible()
    assert_good_screen(page, "step-up-nothing")
