"""A contact teacher leaves on a Friday with a case, a plan, a meeting on Tuesday and a task from the team: on Monday the
school is told, somebody takes each over, and nothing is forgotten.
"""

import datetime as dt

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.flows.plans.made import a_plan
from tests.journeys.meeting_steps import message
from tests.journeys.screen import assert_good_screen
from tests.meetings import a_case, a_team, a_team_meeting, an_own_meeting, held, minuted, reported
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.meetings.inviting import invite_pupil
from tettpaa.follow_up.meetings.models import Team
from tettpaa.follow_up.meetings.rules import Asked
from tettpaa.kit import clock
from tettpaa.schools.people.models import Employment, Membership

FRIDAY, MONDAY, WEDNESDAY = dt.date(2025, 10, 17), dt.date(2025, 10, 20), dt.date(2025, 10, 22)
LEFT_BEHIND = "Saken til Elev A1 har ingen: den ansvarlige arbeider ikke her lenger"


def test_on_monday_each_task_finds_somebody(cast: Cast, page_of, it_is):
    case, team = open_tasks(cast)
    leaves(cast)
    it_is(FRIDAY)
    still_works(page_of(cast.users["contact_a"]))

    it_is(MONDAY)
    sees_nothing_more(page_of(cast.users["contact_a"]), case)
    leader, counsellor = page_of(cast.users["leader"]), page_of(cast.users["counsellor"])
    is_told_and_hands_on_the_case(leader)
    gives_the_task(leader, cast.school.key)
    takes_over(counsellor)
    has_it_all(counsellor)
    has_nothing_left_to_hand_on(leader)
    calls_the_team_without_who_left(counsellor, team)

    it_is(WEDNESDAY)
    writes_the_minutes(page_of(cast.users["counsellor"]))


def open_tasks(cast: Cast) -> tuple[Case, Team]:
    case, team = a_case(cast), a_team(cast)
    a_plan(case, evaluate_on=WEDNESDAY)
    item = reported(team, case)
    held(a_team_meeting(team), item)
    minuted(item, Asked("staff", "Ringe hjem om bussen", WEDNESDAY, cast.users["contact_a"].person.pk))
    meeting = an_own_meeting(cast, at=clock.now(), case=case)
    invite_pupil(meeting=meeting, by="contact_a", at=clock.now())
    return case, team


def leaves(cast: Cast) -> None:
    """The schools' systems end every tie on Friday."""
    teacher = cast.users["contact_a"].person
    for ties in (Membership, Employment):
        ties.objects.filter(person=teacher).update(valid_to=FRIDAY)


def still_works(page: Page) -> None:
    page.goto("/min-dag")
    expect(page.get_by_role("link", name="Ringe hjem om bussen")).to_be_visible()


def sees_nothing_more(page: Page, case: Case) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingen tilgang ennå")
    page.goto(f"/sak/{case.pk}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Finner ikke siden")


def is_told_and_hands_on_the_case(page: Page) -> None:
    page.goto("/moter/")
    expect(page.get_by_role("link", name="Elev A1")).to_be_visible()
    page.goto("/oppgaver/")
    assert_good_screen(page, "oppgaver-naar-noen-har-sluttet")
    page.get_by_role("link", name=LEFT_BEHIND).click()
    page.get_by_role("link", name="Gi stafettpinnen videre").click()
    page.get_by_label("Hvem?").select_option(label="Rådgiver A")
    page.get_by_label("Hvorfor?").fill("Lærer A har sluttet")
    page.get_by_role("button", name="Gi stafettpinnen videre").click()
    message(page, "Saken er tilbudt Rådgiver A")


def gives_the_task(page: Page, school: int) -> None:
    page.goto(f"/skole/{school}/oppgaver-uten-eier")
    message(page, "Lærer A er ikke ansatt lenger")
    assert_good_screen(page, "oppgaver-uten-eier")
    page.goto("/oppgaver/")
    page.get_by_role("link", name="Oppgaven «Ringe hjem om bussen» har ingen: Lærer A arbeider ikke her lenger").click()
    page.get_by_label("Hvem?").select_option(label="Rådgiver A")
    page.get_by_label("Hvorfor?").fill("Lærer A har sluttet")
    page.get_by_role("button", name="Gi videre").click()
    message(page, "Oppgaven har fått en ny eier, som har fått beskjed.")


def takes_over(page: Page) -> None:
    page.goto("/min-dag")
    page.get_by_role("link", name="Vil du ta over saken til Elev A1?").click()
    page.get_by_role("button", name="Ja, jeg tar over").click()
    message(page, "Du har ansvaret nå.")


def has_it_all(page: Page) -> None:
    """The plan and the task wait for her, and the meeting is hers to lead."""
    page.goto("/min-dag")
    for waits in ("Evaluer planen for Elev A1", "Ringe hjem om bussen"):
        expect(page.get_by_role("link", name=waits)).to_be_visible()
    assert_good_screen(page, "min-dag-etter-overtakelse")
    page.goto("/moter/")
    page.get_by_role("link", name="Elev A1").click()
    expect(page.get_by_role("link", name="Avlys")).to_be_visible()


def has_nothing_left_to_hand_on(page: Page) -> None:
    page.goto("/oppgaver/")
    message(page, "Ingenting venter på deg")
    page.goto("/moter/")
    expect(page.get_by_role("link", name="Elev A1")).to_have_count(0)


def calls_the_team_without_who_left(page: Page, team: Team) -> None:
    page.goto(f"/team/{team.pk}/kall-inn")
    page.get_by_label("Dag", exact=True).fill("2025-10-28")
    page.get_by_label("Klokkeslett").fill("10:15")
    page.get_by_label("Sted").fill("Rom 101")
    page.get_by_role("button", name="Kall inn teamet").click()
    message(page, "Rådgiver A Ikke svart")
    expect(page.get_by_text("Lærer A")).to_have_count(0)


def writes_the_minutes(page: Page) -> None:
    """The meeting that who left had called: it was held, and its minutes are asked for."""
    page.goto("/min-dag")
    page.get_by_role("link", name="Skriv referat:").click()
    page.get_by_role("link", name="Møtet er holdt").click()
    page.get_by_role("button", name="Lagre").click()
    message(page, "Møtet er ført som holdt. Skriv referat for hver sak.")
