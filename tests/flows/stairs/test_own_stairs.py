"""An owner's own stairs: written by who may, in versions, held from a day, and followed as they read when one came."""

import datetime as dt
import re
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from tests.builders import a_flag, a_user, an_owner, grant
from tests.flows.stairs.conftest import at_five
from tests.rights import rights_of
from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.models import OwnStairs, StairChoice, StairsVersion
from tettpaa.follow_up.stairs.own import begin_own_stairs, newest_version, save_own_stairs, stairs_of
from tettpaa.follow_up.stairs.queries import stands_of
from tettpaa.follow_up.stairs.shipped import shipped_stairs
from tettpaa.follow_up.stairs.steps import Stairs
from tettpaa.messages.outbox.models import Message
from tettpaa.pages.stairs.entries import entries_of
from tettpaa.pages.stairs.tasks import tasks_for
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.models import AuditEvent

ADDRESS = "/egne-trapper/"


@pytest.fixture
def own(cast) -> OwnStairs:
    return begin_own_stairs(
        owner=cast.owner, begun_from="glemmen", form_id=uuid.uuid4(), by="administrator", at=at_five(dt.date(2025, 8, 1))
    )  # fmt: skip


@pytest.fixture
def save(own):
    """The next version of the own stairs, as it says when something is changed."""

    def saved(**changed) -> StairsVersion:
        newest = newest_version(own)
        read = replace(stairs_of(newest), source="Vedtatt i ledermøtet", **changed)
        return save_own_stairs(
            stairs=own, read=read, began_from=newest.number, form_id=uuid.uuid4(), by="administrator",
            at=at_five(dt.date(2025, 8, 1)),
        )  # fmt: skip

    return saved


@pytest.fixture
def hold(cast, own):
    """Let the newest version hold at every school from a day in October."""

    def held(day: int, *, is_on: bool = True, school=None) -> StairChoice:
        on, version = dt.date(2025, 10, day), newest_version(own)
        return choose_stairs(
            owner=cast.owner, school=school, stairs=own.key, version=version, is_on=is_on, valid_from=on, reason="Prøves",
            days=[stair.school_days for stair in stairs_of(version).stairs], by="administrator", at=at_five(on), today=on,
        )  # fmt: skip

    return held


def steps(**first) -> dict:
    """Glemmen's, with something else about the first."""
    whole: Stairs = shipped_stairs()["glemmen"]
    return {"stairs": (replace(whole.stairs[0], **first), *whole.stairs[1:])}


def in_form(page: str) -> dict[str, list[str]]:
    """Every field of the page's form as a browser would send it."""
    form = page[page.index("<form", page.index('id="innhold"' if 'id="innhold"' in page else "<main")) :]
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, kind = re.search(r'name="([^"]+)"', tag), re.search(r'type="([^"]+)"', tag)
        if name and (kind is None or kind[1] != "checkbox" or " checked" in tag):
            value = re.search(r'value="([^"]*)"', tag)
            sent.setdefault(name[1], []).append(value[1] if value else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*(.*?)</textarea>', form, re.S):
        sent[name] = [text]
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        sent[name] = [chosen[1] if chosen else ""]
    return sent


def test_an_administrator_begins_writes_sees_and_lets_them_hold(cast, client):
    client.force_login(cast.users["administrator"])
    assert "Ingen egne trapper ennå" in client.get(ADDRESS).text
    begun = {"begun_from": "glemmen", "form_id": uuid.uuid4()}
    for _twice in range(2):
        page = client.post(f"/eier/{cast.owner.pk}/egne-trapper/ny", begun, follow=True)
    own = OwnStairs.objects.get()
    edit = f"{ADDRESS}{own.pk}/endre"
    assert page.request["PATH_INFO"] == edit and "Det står ikke hvor trappa kommer fra" in page.text
    form = in_form(page.text)
    form |= {"nb": ["Fylkets trapp"], "source": ["Vedtatt i ledermøtet"], "stair-0-school_days": ["4"],
             "stair-0-told": ["leader"], "stair-0-attempts": ["2"], "stair-0-channels": ["2"]}  # fmt: skip
    seen = client.post(edit, {**form, "act": "see"})
    assert "minst 2 forsøk på 2 måter først, det sies fra 2 skoledager før" in seen.text
    assert "også til leder" in seen.text and StairsVersion.objects.count() == 1
    for _twice in range(2):
        saved = client.post(edit, {**form, "act": "save"}, follow=True)
    assert "Lagret som versjon 2." in saved.text and StairsVersion.objects.count() == 2
    switch = {"is_on": "yes", "valid_from": "2025-10-14", "reason": "Vedtatt"}
    assert client.post(f"{ADDRESS}{own.pk}/gjelder", {**switch, "valid_from": "2025-10-13"}).status_code == 422
    held = client.post(f"{ADDRESS}{own.pk}/gjelder", switch, follow=True)
    assert "Versjon 2 gjelder fra" in held.text
    events = list(AuditEvent.objects.filter(by="administrator").values_list("action", flat=True).order_by("pk"))
    assert [each for each in events if "stairs" in each] == ["own_stairs_begun", "own_stairs_changed", "stairs_chosen"]
    client.force_login(cast.users["leader"])
    assert "Fylkets trapp" in client.get(f"/skole/{cast.school.key}/trapper").text
    assert "Fylkets trapp" in client.get(f"/skole/{cast.school.key}/trappa").text


@pytest.mark.parametrize(
    ("act", "first", "count"),
    [("add", "contact_teacher", 4), ("remove:0", "department_head", 2), ("down:0", "department_head", 3)],
)  # fmt: skip
def test_steps_are_added_taken_away_and_moved_without_script(cast, client, own, act, first, count):
    client.force_login(cast.users["administrator"])
    address = f"{ADDRESS}{own.pk}/endre"
    page = client.post(address, {**in_form(client.get(address).text), "act": act})
    form = in_form(page.text)
    assert page.status_code == 200 and form["stair-TOTAL_FORMS"] == [str(count)] and form["stair-0-who"] == [first]
    assert StairsVersion.objects.count() == 1


def test_an_invalid_set_is_told_with_its_step_and_holds_nowhere(cast, client, own, save, hold):
    save(**steps(told_before=5))
    client.force_login(cast.users["administrator"])
    address = f"{ADDRESS}{own.pk}"
    assert "Trinn 1: beskjeden kommer like tidlig" in client.get(address).text
    answer = client.post(f"{address}/gjelder", {"is_on": "yes", "valid_from": "2025-10-14", "reason": "Vedtatt"})
    assert answer.status_code == 422 and "Trinn 1: beskjeden kommer like tidlig" in answer.text
    with pytest.raises(ValidationError, match="Trinn 1"):
        hold(1)
    assert not StairChoice.objects.exists()
    save(**steps(told_before=2))
    assert hold(1).is_on


def test_of_two_who_write_at_once_the_second_sees_both_and_loses_nothing(cast, client, own):
    client.force_login(cast.users["administrator"])
    address = f"{ADDRESS}{own.pk}/endre"
    mine, theirs = (in_form(client.get(address).text) for _each in range(2))
    client.post(address, {**theirs, "nb": ["Deres navn"], "act": "save"})
    both = client.post(address, {**mine, "nb": ["Mitt navn"], "act": "save"})
    assert both.status_code == 409 and StairsVersion.objects.count() == 2
    assert "Deres navn" in both.text and "Mitt navn" in both.text and "To har skrevet samtidig" in both.text
    client.post(address, {**in_form(both.text), "act": "save"})
    assert [stairs_of(each).words["nb"] for each in own.versions.order_by("number")][1:] == ["Deres navn", "Mitt navn"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("administrator", 200), ("rule_editor", 200), ("leader", 404), ("counsellor", 404), ("contact_a", 404),
     ("analyst", 404), ("administrator_elsewhere", 404)],
)  # fmt: skip
def test_who_writes_an_owners_stairs(cast, client, own, who, status):
    cast.users["administrator_elsewhere"] = a_user("administrator_elsewhere")
    grant(cast.users["administrator_elsewhere"], RoleGrant.Role.ADMINISTRATOR, an_owner("nabofylket"))
    client.force_login(cast.users[who])
    parts = ("", "/endre", "/gjelder")
    pages = [f"/eier/{cast.owner.pk}/egne-trapper/ny", *(f"{ADDRESS}{own.pk}{part}" for part in parts)]
    assert {client.get(page).status_code for page in pages} == {status}


def test_a_pupil_keeps_the_version_under_which_she_came(cast, flagged, own, save, hold):
    save(**steps(school_days=3))
    hold(6)
    save(**steps(school_days=9))
    hold(9)
    later = cast.pupils["a2"]
    a_flag(later, cast.school, dt.date(2025, 10, 9))
    on = dt.date(2025, 10, 10)
    due = {
        stand.pupil: (stand.stair.school_days, stand.place.due_on) for stand in stands_of([flagged.key, later.key], on)
    }
    assert due == {flagged: (3, dt.date(2025, 10, 9)), later: (9, dt.date(2025, 10, 22))}
    hold(13, is_on=False)
    assert not stands_of([flagged.key, later.key], dt.date(2025, 10, 13))


def test_those_the_owner_names_are_told_beside_the_two_and_the_climb_stands_in_the_chronology(
    flagged, own, save, hold, morning
):
    save(words={"nb": "Fylkets trapp"}, **steps(told=("counsellor",)))
    hold(6)
    assert morning(10) == {"told": 1, "moved": 0}
    told = {str(message.to) for message in Message.objects.filter(kind="stairs_near")}
    assert told == {"Lærer A", "Leder A", "Rådgiver A"}
    assert [entry["text"] for entry in entries_of(flagged.pk)] == ["Fylkets trapp"]


def test_whoever_has_the_first_step_hears_of_it_the_first_day(cast, flagged, own, save, hold):
    save(**steps(who="counsellor"))
    hold(6)
    assert [task.pupil for task in tasks_for(rights_of(cast.users["counsellor"], dt.date(2025, 10, 7)))] == [
        flagged.key
    ]
    assert not tasks_for(rights_of(cast.users["contact_a"], dt.date(2025, 10, 7)))


def test_a_school_follows_its_owner_with_days_of_its_own(cast, client, own, save, hold):
    save(words={"nb": "Fylkets trapp"})
    hold(1)
    client.force_login(cast.users["leader"])
    days = {"days_0": "4", "days_1": "4", "days_2": "4", "is_on": "yes", "valid_from": "2025-10-14", "reason": "Lite"}
    client.post(f"/skole/{cast.school.key}/trapper/{own.key}", days)
    chosen = StairChoice.objects.get(school=cast.school)
    assert (chosen.version, chosen.days) == (newest_version(own), [4, 4, 4])
    save(stairs=shipped_stairs()["glemmen"].stairs[:2])
    hold(14)
    address = f"/skole/{cast.school.key}/trapper/{own.key}"
    assert "days_2" not in client.get(address).text, "a school that chooses anew follows its owner's version"
    client.post(address, days)
    assert StairChoice.objects.filter(school=cast.school).latest("pk").version == newest_version(own)


def test_of_two_chosen_for_the_same_day_the_last_holds_also_for_who_came_before(flagged, own, save, hold):
    save(**steps(school_days=3))
    hold(7)
    save(**steps(school_days=9))
    hold(7)
    assert [stand.stair.school_days for stand in stands_of([flagged.key], dt.date(2025, 10, 8))] == [9]


def test_what_holds_is_switched_off_also_while_the_draft_lacks_something(cast, client, own, save, hold):
    held = save()
    hold(1)
    save(stairs=())
    client.force_login(cast.users["administrator"])
    form = {"is_on": "no", "valid_from": "2025-10-14", "reason": "Virket ikke"}
    assert client.post(f"{ADDRESS}{own.pk}/gjelder", form).status_code == 302
    assert StairChoice.objects.latest("pk").version == held and not StairChoice.objects.latest("pk").is_on
