"""A pupil dies while a case, a plan, two meetings and a flag wait: when the school's systems say that she is gone, no list
asks for her, nothing is sent home, and her mother meets no words that hurt.
"""

import datetime as dt
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.builders import a_flag
from tests.cast import TODAY, Cast
from tests.families import Family, a_family
from tests.flows.plans.made import a_plan
from tests.journeys.meeting_steps import message
from tests.journeys.screen import assert_good_screen
from tests.meetings import a_case, a_team, a_team_meeting, an_own_meeting, held, reported
from tests.packages import changes, run
from tettpaa.follow_up.meetings.inviting import invite_guardian
from tettpaa.follow_up.meetings.jobs import tell_lapsed
from tettpaa.kit import clock
from tettpaa.messages.outbox.models import Message


def test_nothing_asks_for_her_and_nothing_is_sent_home(cast: Cast, page_of, it_is, tmp_path: Path):
    family = everything_waits(cast)
    contact, leader = page_of(cast.users["contact_a"]), page_of(cast.users["leader"])
    the_days_work_names(contact, "Elev A1")
    waits_for_minutes(leader)

    dies(cast, family, tmp_path)
    the_days_work_does_not_name(contact, "Elev A1")
    is_not_there(contact, f"/elev/{family.pupil.pk}")
    waits_for_nothing(leader)
    is_met_with_care(page_of(family.mor, "private"))

    on_the_birthday_she_did_not_live_to(it_is, cast)
    is_met_with_care(page_of(family.mor, "private"))


def everything_waits(cast: Cast) -> Family:
    """She would be 18 in a week; a team has met about her and owes minutes; her mother is called to another meeting."""
    family = a_family(cast, born=dt.date(2007, 10, 20))
    a_flag(family.pupil, cast.school, TODAY)
    case, team = a_case(cast), a_team(cast)
    a_plan(case, evaluate_on=TODAY)
    item = reported(team, case)
    held(a_team_meeting(team), item)
    meeting = an_own_meeting(cast, at=clock.now())
    invite_guardian(meeting=meeting, guardian=family.mother, by="contact_a", at=clock.now())
    return family


def dies(cast: Cast, family: Family, folder: Path) -> None:
    """The school takes her out of its system, and the next delivery says so."""
    row = {"person_id": family.pupil.source_id, "given_name": "", "family_name": "", "status": "deleted"}
    assert run(changes({"people": [row]}, folder / "delivery"), cast.owner).state == "committed"


def the_days_work_names(page: Page, name: str) -> None:
    page.goto("/min-dag")
    expect(page.get_by_role("link", name=f"Evaluer planen for {name}")).to_be_visible()
    page.goto("/moter/")
    expect(page.get_by_role("link", name=name)).to_be_visible()


def the_days_work_does_not_name(page: Page, name: str) -> None:
    for address in ("/min-dag", "/saker/", "/moter/", "/klasser/"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_text(name)).to_have_count(0)
    page.goto("/min-dag")
    expect(page.get_by_role("link", name="Evaluer planen")).to_have_count(0)


def waits_for_minutes(page: Page) -> None:
    page.goto("/oppgaver/")
    expect(page.get_by_role("link", name="Skriv referat:")).to_be_visible()


def waits_for_nothing(page: Page) -> None:
    page.goto("/oppgaver/")
    message(page, "Ingenting venter på deg")
    page.goto("/moter/")
    expect(page.get_by_text("Mangler referat")).to_have_count(0)


def is_met_with_care(page: Page) -> None:
    """No invitation, no birthday, no word about what the young decide for themselves."""
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Det er ikke noe her til deg nå")
    message(page, "Lurer du på noe, kan du alltid ta kontakt med skolen.")
    expect(page.get_by_text("18 år")).to_have_count(0)
    assert_good_screen(page, "foresatt-uten-innsyn-lenger")
    page.goto("/moter/")
    message(page, "Du har ingen møter")


def on_the_birthday_she_did_not_live_to(it_is, cast: Cast) -> None:
    it_is(dt.date(2025, 10, 20))
    tell_lapsed(cast.owner, by="worker", at=clock.now())
    assert not Message.objects.filter(kind="invitation_lapsed").exists()


def is_not_there(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Finner ikke siden")
