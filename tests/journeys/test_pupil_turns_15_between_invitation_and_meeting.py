"""A mother and her daughter are called to a meeting, and the daughter turns 15 before it: from then on it is hers to say
what her mother sees and what the school may share, and the mother still comes.
"""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.families import a_family
from tests.journeys.meeting_steps import answers, message
from tests.journeys.screen import assert_good_screen
from tests.meetings import an_own_meeting
from tettpaa.follow_up.meetings.inviting import invite_guardian, invite_pupil
from tettpaa.kit import clock
from tettpaa.trust.sharing.actions import ask_consent
from tettpaa.trust.sharing.rules import Matter


def test_what_was_her_mothers_to_answer_becomes_hers(cast: Cast, page_of, it_is):
    family = a_family(cast, born=dt.date(2010, 10, 17))
    asked = {"by": "contact_a", "at": clock.now()}
    meeting = an_own_meeting(cast, at=asked["at"])
    invite_pupil(meeting=meeting, **asked)
    invite_guardian(meeting=meeting, guardian=family.mother, **asked)
    ask_consent(
        pupil=family.pupil, matter=Matter.EDUCATION, things=["plan"], purpose="Råd", receivers="PP-rådgiveren", **asked
    )
    at_14_the_mother_sees_and_decides(page_of(family.mor, "private"), f"/mote/{meeting.pk}")
    at_14_she_is_asked_for_nothing_but_to_come(page_of(family.elev, "private"))

    it_is(dt.date(2025, 10, 17))
    at_15_the_mother_knows_when_and_where(page_of(family.mor, "private"), f"/mote/{meeting.pk}")
    at_15_she_decides(page_of(family.elev, "private"))
    the_school_has_her_answer(page_of(cast.users["counsellor"]), family.pupil.key)
    the_mother_sees_what_she_was_let_see(page_of(family.mor, "private"))


def at_14_the_mother_sees_and_decides(page: Page, address: str) -> None:
    answers(page, "Jeg kommer")
    page.get_by_role("link", name="Se møtet").click()
    expect(page).to_have_url(address)
    message(page, "Finne ut av mandagene")
    page.goto("/mine-samtykker/")
    expect(page.get_by_role("button", name="Ja", exact=True)).to_be_visible()


def at_14_she_is_asked_for_nothing_but_to_come(page: Page) -> None:
    page.goto("/mine-samtykker/")
    message(page, "En foresatt med foreldreansvar avgjør.")
    expect(page.get_by_role("button", name="Ja", exact=True)).to_have_count(0)
    answers(page, "Jeg kommer")


def at_15_the_mother_knows_when_and_where(page: Page, address: str) -> None:
    page.goto("/moter/")
    assert_good_screen(page, "moter-for-foresatt")
    page.get_by_role("link", name="Se innkallingen").click()
    expect(page.get_by_label("Jeg kommer", exact=True)).to_be_checked()
    message(page, "bestemmer eleven om du ser sakslisten og referatet.")
    assert_good_screen(page, "innkalling-til-foresatt")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Finner ikke siden")
    page.goto("/mine-samtykker/")
    message(page, "Eleven avgjør selv.")
    expect(page.get_by_role("button", name="Ja", exact=True)).to_have_count(0)


def at_15_she_decides(page: Page) -> None:
    page.goto("/mine-samtykker/")
    page.get_by_role("button", name="Nei", exact=True).click()
    message(page, "Takk, svaret er lagret.")
    page.get_by_role("link", name="La en foresatt se mer").click()
    page.get_by_label("Mor A1").check()
    page.get_by_label("Møtene: saksliste og referat").check()
    page.get_by_label("Hva er det godt for?").fill("Mamma kan forberede seg")
    assert_good_screen(page, "la-en-foresatt-se-mer")
    page.get_by_role("button", name="La foresatte se dette").click()
    message(page, "Takk, svaret er lagret.")


def the_school_has_her_answer(page: Page, pupil: int) -> None:
    page.goto(f"/elev/{pupil}")
    page.get_by_role("link", name="Samtykker og delinger").click()
    page.get_by_text("Tidligere", exact=True).click()
    message(page, "Sagt nei")


def the_mother_sees_what_she_was_let_see(page: Page) -> None:
    page.goto("/moter/")
    page.get_by_role("link", name="Elev A1").click()
    message(page, "Finne ut av mandagene")
