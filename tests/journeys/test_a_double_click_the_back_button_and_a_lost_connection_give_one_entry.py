"""Between two lessons: a double click, the back button, a train in a tunnel. What was written once stands once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.builders import a_flag
from tests.cast import TODAY, Cast
from tests.journeys.faults import Faults
from tests.journeys.meeting_steps import message
from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.talks.models import Contact

Act = Callable[[Page], None]


@pytest.fixture
def teacher(cast: Cast, page_of) -> Page:
    """The contact teacher of a pupil who is flagged."""
    a_flag(cast.pupils["a1"], cast.school, TODAY)
    return page_of(cast.users["contact_a"])


def fills_in_a_talk(page: Page) -> None:
    page.goto("/min-dag")
    page.get_by_text("Jeg har snakket med Elev A1").click()
    page.get_by_label("Én linje").fill("Vil prøve å komme til første time")


def fills_in_a_concern(page: Page) -> None:
    page.goto("/min-dag")
    page.get_by_role("link", name="Elev A1").click()
    page.get_by_role("link", name="Meld bekymring").click()
    page.get_by_text("Trivsel og miljø").click()
    page.get_by_label("Hva har du sett?").fill("Sitter alene i friminuttene")


FORMS = [
    pytest.param(fills_in_a_talk, "Lagre", "Eleven er tatt av lista.", Contact, id="talk"),
    pytest.param(fills_in_a_concern, "Meld", "Takk. Kontaktlæreren ser den nå", Concern, id="concern"),
]


@pytest.mark.parametrize(("fills_in", "button", "thanks", "written"), FORMS)
def test_pressed_twice(teacher: Page, fills_in: Act, button, thanks, written):
    fills_in(teacher)
    teacher.get_by_role("button", name=button, exact=True).dblclick()
    message(teacher, thanks)
    assert written.objects.count() == 1


@pytest.mark.parametrize(("fills_in", "button", "thanks", "written"), FORMS)
def test_back_to_the_form_and_sent_again(teacher: Page, fills_in: Act, button, thanks, written):
    """Of the talk the list is without the pupil by then; of the concern the browser has kept the words."""
    fills_in(teacher)
    teacher.get_by_role("button", name=button, exact=True).click()
    message(teacher, thanks)
    teacher.go_back()
    expect(teacher.get_by_role("heading", level=1)).to_be_visible()
    if teacher.get_by_role("button", name=button, exact=True).count():
        teacher.get_by_role("button", name=button, exact=True).click()
        message(teacher, thanks)
    assert written.objects.count() == 1


@pytest.mark.parametrize(("fills_in", "button", "thanks", "written"), FORMS)
def test_the_answer_is_lost_on_its_way_and_the_form_is_sent_again(
    teacher: Page, faults: Faults, fills_in: Act, button, thanks, written
):
    fills_in(teacher)
    teacher.route("**/*", once_received_say_nothing)
    teacher.get_by_role("button", name=button, exact=True).click()
    expect(teacher.get_by_role("button", name=button, exact=True)).to_have_count(0)
    assert written.objects.count() == 1
    teacher.unroute("**/*")
    teacher.reload()
    message(teacher, thanks)
    assert written.objects.count() == 1
    faults.lines.clear()  # the lost answer, which the browser itself has told of


@pytest.mark.parametrize(("fills_in", "button", "thanks", "written"), FORMS)
def test_no_connection_loses_nothing_that_was_written(
    teacher: Page, faults: Faults, fills_in: Act, button, thanks, written
):
    """Nothing reached the school: sent again when there is a connection, it stands once."""
    fills_in(teacher)
    teacher.context.set_offline(True)
    teacher.get_by_role("button", name=button, exact=True).click()
    expect(teacher.get_by_role("button", name=button, exact=True)).to_have_count(0)
    assert written.objects.count() == 0
    teacher.context.set_offline(False)
    teacher.reload()
    message(teacher, thanks)
    assert written.objects.count() == 1
    faults.lines.clear()


def once_received_say_nothing(route: Route) -> None:
    """The school has received and written what was sent; the connection breaks before its answer comes."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort("connectionreset")
    else:
        route.continue_()
