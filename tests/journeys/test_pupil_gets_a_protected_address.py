"""A meeting is called, and then the pupil's address is protected: nobody learns from here where she will be, and those who
must know her go on.
"""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.builders import a_flag, grant
from tests.cast import TODAY, Cast
from tests.families import Family, a_family
from tests.journeys.meeting_steps import message
from tests.journeys.screen import assert_good_screen
from tests.meetings import a_case, an_own_meeting
from tettpaa.follow_up.meetings.inviting import answer_invitation, invite_guardian, invite_pupil
from tettpaa.follow_up.meetings.models import Meeting
from tettpaa.kit import clock
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.strength import Strength


def test_the_address_is_protected_while_a_meeting_waits(cast: Cast, page_of):
    family, meeting = a_meeting_with_her_mother(cast)
    grant(cast.users["nobody"], RoleGrant.Role.CUSTODIAN, cast.owner, cast.school)
    custodian = page_of(cast.users["nobody"], strength=Strength.HIGH)
    contact, mother, pupil = (
        page_of(cast.users["contact_a"]), page_of(family.mor, "private"), page_of(family.elev, "private"),
    )  # fmt: skip
    sees_when_and_where(mother)

    protects(custodian, "Fortrolig adresse")
    assert_good_screen(custodian, "skjermet-elev")
    finds_nothing(mother, meeting)
    works_on_without_relatives(contact, meeting, family.pupil.pk)
    still_has_her_own(pupil)

    protects(custodian, "Strengt fortrolig adresse")
    meets_nobody_of_that_name(contact, meeting, family.pupil.pk)
    names(custodian, "Rådgiver A")
    goes_on(page_of(cast.users["counsellor"]), meeting)
    finds_nothing(mother, meeting)
    still_has_her_own(pupil)


def a_meeting_with_her_mother(cast: Cast) -> tuple[Family, Meeting]:
    """The pupil is flagged, followed up, and called with her mother, who has said that she comes."""
    family, asked = a_family(cast, born=dt.date(2009, 3, 1)), {"by": "contact_a", "at": clock.now()}
    a_flag(family.pupil, cast.school, TODAY)
    a_case(cast)
    meeting = an_own_meeting(cast, at=asked["at"])
    invite_pupil(meeting=meeting, **asked)
    of_mother = invite_guardian(meeting=meeting, guardian=family.mother, **asked)
    answer_invitation(invitation=of_mother, answer="coming", by="mor", at=asked["at"])
    return family, meeting


def sees_when_and_where(page: Page) -> None:
    page.goto("/moter/")
    page.get_by_role("link", name="Se innkallingen").click()
    message(page, "Rom 2")


def protects(page: Page, grade: str) -> None:
    """Named in full, for there is no list to find her in; from the next request on."""
    page.goto("/skjerming/")
    page.get_by_label("Fornavn").fill("Elev")
    page.get_by_label("Etternavn").fill("A1")
    page.get_by_label(grade, exact=True).check()
    page.get_by_label("Hvor er det meldt fra?").fill("Folkeregisteret")
    page.get_by_role("button", name="Beskytt fra nå").click()
    message(page, "Snakk med dem som har sett eleven før")
    recalled = page.get_by_role("table").filter(has_text="Mor A1")
    expect(recalled).to_be_visible()


def finds_nothing(page: Page, meeting: Meeting) -> None:
    """Whoever of the family it is kept from: no page tells when and where the daughter will be."""
    page.goto("/moter/")
    message(page, "Du har ingen møter")
    of_mother = meeting.invitations.get(party="guardian")
    for address in (f"/innkalling/{of_mother.pk}", f"/mote/{meeting.pk}"):
        is_not_there(page, address)


def works_on_without_relatives(page: Page, meeting: Meeting, pupil: int) -> None:
    page.goto(f"/mote/{meeting.pk}")
    message(page, "Elev A1 Eleven")
    expect(page.get_by_text("Mor A1")).to_have_count(0)
    assert_good_screen(page, "mote-uten-foresatte")
    page.get_by_role("link", name="Kall inn", exact=True).click()
    expect(page.get_by_label("Leder A")).to_be_visible()
    expect(page.get_by_label("Mor A1")).to_have_count(0)
    page.goto(f"/elev/{pupil}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Elev A1")


def still_has_her_own(page: Page) -> None:
    page.goto("/moter/")
    page.get_by_role("link", name="Elev A1").click()
    message(page, "Finne ut av mandagene")


def meets_nobody_of_that_name(page: Page, meeting: Meeting, pupil: int) -> None:
    for address in ("/min-dag", "/saker/", "/moter/"):
        page.goto(address)
        expect(page.get_by_text("Elev A1")).to_have_count(0)
    for address in (f"/elev/{pupil}", f"/mote/{meeting.pk}"):
        is_not_there(page, address)


def names(page: Page, who: str) -> None:
    page.get_by_text("Navngi en som må kjenne eleven").click()
    page.get_by_label("Hvem må kjenne eleven?").fill(who)
    page.get_by_label("Hvorfor?").fill("Følger eleven opp")
    page.get_by_role("button", name="Navngi", exact=True).click()
    message(page, "Personen ser eleven fra nå.")


def goes_on(page: Page, meeting: Meeting) -> None:
    """Named for the pupil: the counsellor sees also that the mother was called, and can speak with her."""
    page.goto(f"/mote/{meeting.pk}")
    message(page, "Finne ut av mandagene")
    message(page, "Mor A1")


def is_not_there(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Finner ikke siden")
