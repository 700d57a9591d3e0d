"""A contact teacher goes from a talk to a plan; the counsellor has written meanwhile; the day of evaluation comes."""

import datetime as dt
import re
import uuid

from playwright.sync_api import Page, expect

from tests.builders import a_flag
from tests.cast import TODAY, Cast
from tests.journeys.screen import assert_good_screen
from tests.journeys.test_askim_ten_hours import Clicks
from tests.journeys.test_concern_becomes_a_case import FACTS, message
from tettpaa.assess.talks.holding import record_talk
from tettpaa.assess.talks.models import Talk
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.assess.talks.talk_rules import Told
from tettpaa.follow_up.plans.models import Plan, PlanVersion

YESTERDAY = dt.datetime(2025, 10, 13, 12, tzinfo=dt.UTC)
SAID = {
    "absence": {"own_words": "Orker ikke mandager", "wish": "Begynne kl. 10"},
    "half_year": {"own_words": "Greit", "goal": "Bestå naturfag"},
    "home": {"own_words": "Vi får henne ikke opp"},
}
CLICKS_TO_A_DRAFT = 2


def test_from_a_talk_to_a_plan_that_is_evaluated(cast: Cast, be, new_context, faults):
    pupil = cast.pupils["a1"]
    a_flag(pupil, cast.school, YESTERDAY.date(), facts=FACTS)
    for kind, answers in SAID.items():
        days = {"absence": 0, "half_year": 20, "home": 1}[kind]
        told = Told(kind, YESTERDAY.date() - dt.timedelta(days=days), "in_person", is_held=True, was_reached=True,
                    guardians="Mor" if kind == "home" else "")  # fmt: skip
        record_talk(
            pupil=pupil, told=told, form=form_for(cast.owner, kind, TODAY), answers=answers, form_id=uuid.uuid4(),
            by="contact_a", at=YESTERDAY,
        )  # fmt: skip

    def page_of(name: str) -> Page:
        page = new_context().new_page()
        be(page, cast.users[name])
        return page

    contact, counsellor = page_of("contact_a"), page_of("counsellor")
    makes_a_draft(contact, f"/samtale/{Talk.objects.get(kind='absence').pk}")
    puts_it_in_force(contact)
    both_write(contact, counsellor)
    takes_it_out(contact)
    # The day of evaluation comes.
    PlanVersion.objects.filter(plan=Plan.objects.get()).update(evaluate_on=TODAY)
    evaluates(contact)
    chooses_no_plan(contact)


def makes_a_draft(page: Page, address: str) -> None:
    """From the talk to a draft in two clicks and not a word: all that is known is filled in."""
    clicks = Clicks()
    page.goto(address)
    clicks.on(page.get_by_role("link", name="Lag plan av det dere vet"))
    known = {
        "Hva skal planen løse?": re.compile("fravær|dager|timer", re.IGNORECASE), "Hva er målet?": "Bestå naturfag",
        "Hva er prøvd før, og hva hjalp?": re.compile("samtaler"),
        "Hva mener eleven?": "Orker ikke mandager\nØnsker: Begynne kl. 10",
        "Hva mener de foresatte?": "Vi får henne ikke opp", "Når skal planen evalueres?": "2025-11-25",
    }  # fmt: skip
    for label, said in known.items():
        expect(page.get_by_label(label)).to_have_value(said)
    expect(page.get_by_label("Hvem gjør det?").first).to_have_value("Lærer A")
    assert_good_screen(page, "lag-plan")
    clicks.on(page.get_by_role("button", name="Lagre kladd"))
    message(page, "Planen er lagret.")
    assert clicks.count <= CLICKS_TO_A_DRAFT
    assert_good_screen(page, "plan-kladd")


def puts_it_in_force(page: Page) -> None:
    page.get_by_role("link", name="Endre planen").click()
    page.get_by_label("Hva er målet?").fill("")
    page.get_by_role("button", name="Sett planen i kraft").click()
    message(page, "Dette må rettes før du kan gå videre")
    assert_good_screen(page, "plan-mangler")
    page.get_by_label("Hva er målet?").fill("Til stede tre av fire mandager før jul")
    page.get_by_label("Hva skal gjøres?").first.fill("Møtes i resepsjonen mandag kl. 8")
    page.get_by_role("button", name="Sett planen i kraft").click()
    message(page, "Lagret som versjon 2.")


def both_write(page: Page, other: Page) -> None:
    """The counsellor saves first; the teacher sees both texts, and saves on top."""
    page.get_by_role("link", name="Endre planen").click()
    other.goto(page.url)
    other.get_by_label("Hva er målet?").fill("Til stede alle mandager før jul")
    other.get_by_role("button", name="Lagre ny versjon").click()
    message(other, "Lagret som versjon 3.")
    page.get_by_label("Hva er målet?").fill("Til stede to av fire mandager før jul")
    page.get_by_role("button", name="Lagre ny versjon").click()
    message(page, "To har skrevet samtidig")
    message(page, "Rådgiver A lagret versjon 3 mens du skrev")
    expect(page.get_by_label("Hva er målet?")).to_have_value("Til stede to av fire mandager før jul")
    assert_good_screen(page, "plan-to-samtidig")
    page.get_by_role("button", name="Lagre ny versjon").click()
    message(page, "Lagret som versjon 4.")
    page.get_by_role("link", name="Versjonene side om side").click()
    assert_good_screen(page, "plan-versjoner")
    page.get_by_role("link", name="Planen").first.click()
    assert_good_screen(page, "plan")


def takes_it_out(page: Page) -> None:
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF på nynorsk").click()
    assert taken.value.suggested_filename == "plan-elev-a1-4.pdf"


def evaluates(page: Page) -> None:
    """What is due stands on the case; the plan is evaluated and ended."""
    page.get_by_role("link", name="Saken til Elev A1").click()
    message(page, "Skal evalueres")
    assert_good_screen(page, "sak-plan-forfalt")
    page.get_by_role("link", name="Evaluer planen").click()
    page.get_by_label("Hva har hjulpet?", exact=True).fill("Å bli møtt i resepsjonen")
    page.get_by_label("Hva har ikke hjulpet?").fill("Meldingene kvelden før")
    page.get_by_label("Planen avsluttes").check()
    assert_good_screen(page, "plan-evaluering")
    page.get_by_role("button", name="Lagre evalueringen").click()
    message(page, "Evalueringen er lagret.")
    message(page, "Å bli møtt i resepsjonen")


def chooses_no_plan(page: Page) -> None:
    page.get_by_role("link", name="Saken til Elev A1").click()
    page.get_by_role("link", name="Plan ikke nødvendig").click()
    page.get_by_label("Hvorfor trengs det ingen plan nå?").fill("Det går fint, og følges i det vanlige")
    assert_good_screen(page, "plan-ikke-nodvendig")
    page.get_by_role("button", name="Plan ikke nødvendig").click()
    message(page, "Det er registrert at plan ikke er nødvendig nå.")
    assert_good_screen(page, "sak-uten-plan")
