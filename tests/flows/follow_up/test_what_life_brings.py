"""A teacher leaves on a Friday, a pupil moves, a pupil dies: nobody is forgotten, and nothing is sent that would hurt."""

import datetime as dt
import uuid

import pytest

from tests.builders import a_flag, a_person, enrol
from tests.cast import Cast
from tests.flows.plans.made import AT, a_case, a_plan
from tests.flows.seals.moved import closed, new_staff
from tests.flows.seals.moved import moves as changes_school
from tests.rights import rights_of
from tettpaa.assess.cases.handing import accept_case, offer_case
from tettpaa.follow_up.letters.actions import send_letter, write_letter
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import draft_of
from tettpaa.follow_up.letters.rules import Wish
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.models import Delivery
from tettpaa.pages.my_tasks.queries import tasks_of
from tettpaa.schools.people.models import Employment, Enrolment, Membership, Person

NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
FRIDAY, TUESDAY = dt.date(2025, 10, 10), dt.date(2025, 10, 14)
LEFT_BEHIND = "har ingen: den ansvarlige arbeider ikke her lenger"


def words_for(cast: Cast, who: str) -> str:
    return " | ".join(task.words for task in tasks_of(rights_of(cast.users[who])))


def leaves(cast: Cast, who: str) -> None:
    """The schools' systems end the teacher's ties on Friday."""
    person = cast.users[who].person
    Membership.objects.filter(person=person).update(valid_to=FRIDAY)
    Employment.objects.filter(person=person).update(valid_to=FRIDAY)


@pytest.mark.parametrize("who", ["leader", "counsellor"])
def test_the_case_of_a_teacher_who_leaves_on_friday_calls_the_school_until_another_has_it(cast, who):
    case = a_case(cast)
    assert LEFT_BEHIND not in words_for(cast, who)
    leaves(cast, "contact_a")
    assert LEFT_BEHIND in words_for(cast, who)
    assert words_for(cast, "contact_a") == ""

    offer = offer_case(case=case, to=cast.users["counsellor"], reason="Lærer A har sluttet", by="leader", at=NOON)
    assert LEFT_BEHIND in words_for(cast, who)
    accept_case(handing=offer, by="counsellor", at=NOON)
    assert LEFT_BEHIND not in words_for(cast, who)


def test_a_leader_elsewhere_is_not_called(cast):
    a_case(cast)
    leaves(cast, "contact_a")
    assert words_for(cast, "leader_elsewhere") == ""


def a_letter(cast: Cast) -> Letter:
    return write_letter(
        pupil=cast.pupils["a1"], school=cast.school, case=None, wish=Wish("invitation", meets_at=NOON + dt.timedelta(days=7)),
        line="Kom gjerne", place="Rom 12", form_id=uuid.uuid4(), by="contact_a", at=NOON,
    )  # fmt: skip


def sent(letter: Letter) -> bool:
    """As its writer would send it now, having read it."""
    held = Letter.objects.select_related("pupil__owner", "school").get(pk=letter.pk)
    seen = draft_of(held, NOON, None).seen
    return send_letter(letter=held, choices={}, seen=seen, by="contact_a", at=NOON)


def dies(cast: Cast) -> None:
    """The schools' systems withdraw the pupil."""
    Person.objects.filter(pk=cast.pupils["a1"].pk).update(is_gone=True)


def moves(cast: Cast) -> None:
    Enrolment.objects.filter(pupil=cast.pupils["a1"]).update(valid_to=FRIDAY)
    Membership.objects.filter(person=cast.pupils["a1"]).update(valid_to=FRIDAY)
    enrol(cast.pupils["a1"], cast.school_elsewhere, since=dt.date(2025, 10, 13))


@pytest.mark.parametrize("happens", [dies, moves])
def test_no_letter_leaves_for_a_pupil_who_is_not_here_any_more(cast, happens):
    while_here, after = a_letter(cast), a_letter(cast)
    assert sent(while_here)
    happens(cast)
    assert not sent(after)
    after.refresh_from_db()
    assert after.stopped_because == "not_here"
    assert not Delivery.objects.filter(about__contains=str(after.pk)).exists()


@pytest.mark.parametrize("who", ["leader_elsewhere", "contact_new"])
def test_who_changes_school_is_new_there_and_whoever_had_her_has_nothing_waiting(cast, client, who):
    new_staff(cast)
    case = a_case(cast)
    plan = a_plan(case, evaluate_on=dt.date(2025, 10, 15))
    assert str(cast.pupils["a1"]) in words_for(cast, "contact_a")
    changes_school(cast)
    closed(cast)
    assert words_for(cast, "contact_a") == ""
    client.force_login(cast.users[who])
    assert client.get(f"/elev/{cast.pupils['a1'].key}").status_code == 200
    for address in (f"/sak/{case.pk}", f"/plan/{plan.pk}"):
        assert client.get(address).status_code == 404
    assert str(cast.pupils["a1"]) not in client.get("/saker/").text


def test_of_a_pupil_who_has_died_nothing_waits_and_no_page_speaks(cast, client):
    case = a_case(cast)
    plan = a_plan(case, evaluate_on=dt.date(2025, 10, 15))
    a_flag(cast.pupils["a1"], cast.school, dt.date(2025, 10, 6))
    name = str(cast.pupils["a1"])
    assert name in words_for(cast, "contact_a")
    dies(cast)
    assert words_for(cast, "contact_a") == ""
    client.force_login(cast.users["contact_a"])
    assert name not in client.get("/min-dag").text and name not in client.get("/saker/").text
    for address in (f"/elev/{cast.pupils['a1'].key}", f"/sak/{case.pk}", f"/plan/{plan.pk}"):
        assert client.get(address).status_code == 404


def test_a_sibling_with_the_same_teacher_is_still_there(cast):
    """The twin of the above: what is silent is one pupil, not the class."""
    sibling = a_person(cast.owner, "Elev", "Søsken")
    enrol(sibling, cast.school)
    Membership.objects.create(key=990_001, person=sibling, group=cast.class_a, role=Membership.Role.PUPIL)
    cast.pupils["sibling"] = sibling
    a_plan(a_case(cast, "sibling"), evaluate_on=dt.date(2025, 10, 15), at=AT)
    dies(cast)
    assert str(sibling) in words_for(cast, "contact_a")
