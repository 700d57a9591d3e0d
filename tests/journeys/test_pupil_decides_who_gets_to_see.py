"""A counsellor asks for a consent, the pupil says yes at home, and something is shared with one person for a time."""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.builders import a_person, a_user
from tests.cast import Cast
from tests.journeys.screen import assert_good_screen
from tests.signed_in import SignedInClient
from tettpaa.kit import clock
from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.identity.models import User


def test_a_consent_is_asked_given_and_shared_on(cast: Cast, page: Page, new_context, be, live_server):
    pupil, elev = who_is_16(cast)
    be(page, cast.users["counsellor"])
    page.goto(f"/elev/{pupil.key}")
    page.get_by_role("link", name="Samtykker og delinger").click()
    page.get_by_role("link", name="Be om samtykke til å dele").click()
    page.get_by_label("Planen", exact=True).check()
    page.get_by_label("Hvem skal få se det?").fill("PP-rådgiveren ved skolen")
    page.get_by_label("Hva skal det brukes til?").fill("Råd om tiltakene")
    assert_good_screen(page, "be-om-samtykke")
    page.get_by_role("button", name="Be om samtykke").click()
    expect(page.get_by_text("Venter på svar")).to_be_visible()

    at_home = new_context().new_page()
    privately(at_home, elev, live_server)
    at_home.goto("/mine-samtykker/")
    assert_good_screen(at_home, "mine-samtykker")
    at_home.get_by_role("button", name="Ja", exact=True).click()
    expect(at_home.get_by_text("Sagt ja", exact=True)).to_be_visible()

    page.get_by_role("link", name="Del noe med en person").click()
    page.get_by_label("Hvem skal få se det?").fill("Lærer B")
    page.get_by_label("Planen", exact=True).check()
    page.get_by_label("Hva skal det brukes til?").fill("Råd om tiltakene")
    page.get_by_label("Hvorfor er det nødvendig?").fill("Lærer B skal gi råd om tiltakene i planen")
    page.get_by_label("Samtykke: Planen, til PP-rådgiveren ved skolen").check()
    assert_good_screen(page, "del-med-en-person")
    page.get_by_role("button", name="Del", exact=True).click()
    expect(page.get_by_role("button", name="Avslutt delingen")).to_be_visible()
    assert_good_screen(page, "samtykker-og-delinger")
    assert Rights(cast.users["contact_b"], clock.now()).pupils("pupil_open").filter(pk=pupil.pk).exists()


def who_is_16(cast: Cast) -> tuple[Person, User]:
    """A pupil of 1STA with a mother, and the pupil's own user."""
    pupil = cast.pupils["a1"]
    pupil.birth_date = dt.date(2009, 5, 1)
    pupil.save()
    mother = a_person(cast.owner, "Foresatt", "A1")
    GuardianLink.objects.create(key=1, pupil=pupil, guardian=mother, has_parental_responsibility=True)
    return pupil, a_user("elev", pupil)


def privately(page: Page, user: User, live_server) -> None:
    """That page's browser is signed in as a pupil at home."""
    client = SignedInClient()
    client.force_login(user, persona="private")
    name = next(name for name in client.cookies if "session" in name)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
