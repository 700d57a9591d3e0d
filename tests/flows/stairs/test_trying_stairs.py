"""An owner tries its own stairs at one school first: there and nowhere else, until all have them or the trial ends."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from tests.builders import a_flag, a_school, an_owner
from tests.flows.stairs.conftest import at_five
from tests.records import a_calendar, put
from tests.rights import rights_of
from tettpaa.follow_up.stairs.actions import choose_stairs
from tettpaa.follow_up.stairs.choices import held_at
from tettpaa.follow_up.stairs.models import OwnStairs, StairChoice, StairsVersion
from tettpaa.follow_up.stairs.own import begin_own_stairs, newest_version, save_own_stairs, stairs_of
from tettpaa.follow_up.stairs.queries import stands_of
from tettpaa.follow_up.stairs.trials import trials_of
from tettpaa.follow_up.stairs.trying import end_trial, try_stairs
from tettpaa.pages.stairs.tasks import tasks_for
from tettpaa.trust.audit.models import AuditEvent

TRIAL_EVENTS = ("stairs_trial_begun", "stairs_trial_ended", "stairs_chosen")


def october(day: int) -> dt.date:
    return dt.date(2025, 10, day)


@pytest.fixture
def own(cast) -> OwnStairs:
    return begin_own_stairs(
        owner=cast.owner, begun_from="glemmen", form_id=uuid.uuid4(), by="administrator", at=at_five(dt.date(2025, 8, 1))
    )  # fmt: skip


@pytest.fixture
def write(own):
    """The next version, told apart by the days of its first step."""

    def written(days: int) -> StairsVersion:
        newest = newest_version(own)
        read = stairs_of(newest)
        first = replace(read.stairs[0], school_days=days)
        read = replace(read, words={"nb": "Fylkets trapp"}, source="Ledermøtet", stairs=(first, *read.stairs[1:]))
        return save_own_stairs(
            stairs=own, read=read, began_from=newest.number, form_id=uuid.uuid4(), by="administrator",
            at=at_five(dt.date(2025, 8, 1)),
        )  # fmt: skip

    return written


@pytest.fixture
def begin(cast, own):
    """The newest version is tried at the school from a day in October, and looked at again in November."""

    def begun(day: int, *, schools=None, again: dt.date = dt.date(2025, 11, 20)) -> None:
        try_stairs(
            version=newest_version(own), schools=[cast.school] if schools is None else schools, valid_from=october(day),
            look_again_on=again, reason="Prøves", by="administrator", at=at_five(october(day)), today=october(day),
        )  # fmt: skip

    return begun


@pytest.fixture
def end(cast, own):
    def ended(day: int, *, schools=None) -> None:
        end_trial(
            stairs=own, schools=schools or [cast.school], valid_from=october(day), reason="Ferdig", by="administrator",
            at=at_five(october(day)), today=october(day),
        )  # fmt: skip

    return ended


@pytest.fixture
def choose_own(cast, own):
    """The newest version holds, or no longer does, at every school or at one, from a day in October."""

    def chosen(day: int, *, is_on: bool = True, school=None) -> None:
        version = newest_version(own)
        choose_stairs(
            owner=cast.owner, school=school, stairs=own.key, version=version, is_on=is_on, valid_from=october(day),
            days=[stair.school_days for stair in stairs_of(version).stairs], reason="Vedtatt", by="administrator",
            at=at_five(october(day)), today=october(day),
        )  # fmt: skip

    return chosen


@pytest.fixture
def days_of(cast, own):
    """School → the days of the first step as the stairs read there on a day; None where they do not hold."""

    def read(school, day: int) -> int | None:
        held = {each.offered.key: each.stairs for each in held_at(cast.owner, school, october(day))}.get(own.key)
        return held.stairs[0].school_days if held else None

    return read


@pytest.fixture
def came(cast):
    """Pupil a1 comes to the stairs on a day, a2 on a later one; on what day of October each step was due."""

    def flagged(first: int, second: int) -> None:
        put(cast.school, "calendar", a_calendar())
        a_flag(cast.pupils["a1"], cast.school, october(first))
        a_flag(cast.pupils["a2"], cast.school, october(second))

    return flagged


def first_steps(cast, day: int) -> dict[str, int]:
    """Who stands on the stairs on the day → the days of her first step."""
    pupils = [cast.pupils["a1"].key, cast.pupils["a2"].key]
    return {str(stand.pupil): stand.stairs.stairs[0].school_days for stand in stands_of(pupils, october(day))}


def test_tried_at_a_school_they_hold_there_and_nowhere_else(cast, write, begin, days_of):
    write(4)
    begin(6)
    assert days_of(cast.school, 5) is None and days_of(cast.school, 6) == 4
    assert days_of(cast.school_elsewhere, 6) is None and days_of(None, 6) is None


def test_a_pupil_at_another_school_is_not_on_them_and_one_at_the_school_is(cast, write, begin):
    for school, name in ((cast.school, "a1"), (cast.school_elsewhere, "b1")):
        put(school, "calendar", a_calendar())
        a_flag(cast.pupils[name], school, october(7))
    write(4)
    begin(6)
    keys = [cast.pupils["a1"].key, cast.pupils["b1"].key]
    assert [stand.pupil for stand in stands_of(keys, october(8))] == [cast.pupils["a1"]]


def test_a_trial_goes_before_what_owner_and_school_chose_and_ended_that_holds_again(
    cast, write, begin, end, choose_own, days_of
):
    write(3)
    choose_own(1)
    write(9)
    begin(6)
    assert (days_of(cast.school, 6), days_of(cast.school_elsewhere, 6)) == (9, 3)
    assert AuditEvent.objects.get(action="stairs_trial_begun").details["change"] == {str(cast.school.pk): "loosened"}
    write(5)
    choose_own(7, school=cast.school_elsewhere)
    end(10)
    assert (days_of(cast.school, 9), days_of(cast.school, 10), days_of(cast.school_elsewhere, 10)) == (9, 3, 5)


def test_whoever_came_while_it_was_tried_keeps_that_wording_when_the_trial_ends(
    cast, came, write, begin, end, choose_own
):
    write(3)
    choose_own(1)
    write(9)
    begin(6)
    end(10)
    came(8, 13)
    assert first_steps(cast, 14) == {"Elev A1": 9, "Elev A2": 3}


def test_where_nothing_takes_its_place_those_on_the_stairs_finish_them_and_nobody_comes(
    cast, client, came, write, begin, end
):
    write(9)
    begin(6)
    came(8, 13)
    assert first_steps(cast, 14) == {"Elev A1": 9, "Elev A2": 9}
    end(10)
    assert first_steps(cast, 14) == {"Elev A1": 9}
    client.force_login(cast.users["leader"])
    page = client.get(f"/skole/{cast.school.key}/trappa").text
    assert "Skolen prøver ikke trappa lenger" in page and "Elev A1" in page and "Elev A2" not in page
    assert "Fylkets trapp" not in client.get(f"/skole/{cast.school.key}/trapper").text


def test_taken_up_again_they_read_anew_for_who_has_come_since(cast, came, write, begin, end):
    write(9)
    begin(6)
    came(8, 13)
    end(10)
    write(5)
    begin(14)
    assert first_steps(cast, 14) == {"Elev A1": 9, "Elev A2": 5}


def test_let_hold_for_all_the_school_goes_as_the_others_in_one_act(cast, own, came, write, begin, choose_own, days_of):
    write(3)
    choose_own(1, school=cast.school)
    write(9)
    begin(6)
    write(5)
    choose_own(10)
    assert (days_of(cast.school, 9), days_of(cast.school, 10), days_of(cast.school_elsewhere, 10)) == (9, 5, 5)
    assert not trials_of([cast.owner], october(10))
    event = AuditEvent.objects.get(action="stairs_chosen", details__joined=[cast.school.pk])
    assert event.details["school"] is None
    came(8, 13)
    assert first_steps(cast, 14) == {"Elev A1": 9, "Elev A2": 5}
    choose_own(14, is_on=False)
    assert first_steps(cast, 14) == {}


def test_a_trial_that_lies_ahead_is_ended_before_it_begins(cast, own, came, write, begin, end, days_of):
    write(9)
    try_stairs(
        version=newest_version(own), schools=[cast.school], valid_from=october(13), look_again_on=dt.date(2025, 11, 20),
        reason="Prøves", by="administrator", at=at_five(october(6)), today=october(6),
    )  # fmt: skip
    end(8)
    came(8, 13)
    assert days_of(cast.school, 13) is None and first_steps(cast, 14) == {}


def test_a_newer_version_tried_goes_on_with_the_trial_since_its_first_day(cast, own, write, begin):
    write(9)
    begin(6)
    write(5)
    begin(10)
    tried = trials_of([cast.owner], october(10))[own.key]
    assert [(each.since, each.version.number) for each in tried] == [(october(6), 3)]


def test_a_school_does_not_choose_away_what_it_tries_and_does_when_the_trial_is_over(
    cast, client, own, write, begin, end, choose_own
):
    write(4)
    choose_own(1)
    begin(6)
    client.force_login(cast.users["leader"])
    address = f"/skole/{cast.school.key}/trapper/{own.key}"
    form = {
        "days_0": "2",
        "days_1": "2",
        "days_2": "2",
        "is_on": "no",
        "valid_from": "2025-10-14",
        "reason": "Vil ikke",
    }
    assert "Prøves for skoleeieren" in client.get(f"/skole/{cast.school.key}/trapper").text
    assert "Skolen prøver denne trappa" in client.get(address).text and client.post(address, form).status_code == 422
    assert not StairChoice.objects.filter(school=cast.school, trial="").exists()
    end(10)
    assert client.post(address, form).status_code == 302


@pytest.mark.parametrize("wrong", ["no_school", "anothers", "again_too_soon", "past", "no_reason"])
def test_what_a_trial_must_say(cast, write, wrong):

    told = {
        "schools": [cast.school],
        "valid_from": october(14),
        "look_again_on": dt.date(2025, 11, 20),
        "reason": "Prøves",
    }
    bad = {
        "no_school": {"schools": []}, "anothers": {"schools": [a_school(an_owner("nabofylket"), "Skole N")]},
        "again_too_soon": {"look_again_on": october(14)}, "past": {"valid_from": october(13)}, "no_reason": {"reason": " "},
    }[wrong]  # fmt: skip
    now = {"by": "administrator", "at": at_five(october(14)), "today": october(14)}
    version = write(4)
    with pytest.raises(ValidationError):
        try_stairs(version=version, **{**told, **bad}, **now)
    assert not StairChoice.objects.exists()
    assert try_stairs(version=version, **told, **now)


def test_an_administrator_tries_sees_where_and_ends_it_with_one_event_each(cast, client, own, write):
    write(4)
    client.force_login(cast.users["administrator"])
    address = f"/egne-trapper/{own.pk}"
    assert client.get(f"{address}/prove/slutt").status_code == 404, "nobody tries them"
    form = {"is_on": "yes", "where": "some", "valid_from": "2025-10-14", "reason": "Prøves ved to"}
    refused = client.post(f"{address}/gjelder", form)
    assert refused.status_code == 422 and "Velg minst én skole." in refused.text and "ikke blir glemt" in refused.text
    form |= {"schools": [cast.school.pk, cast.school_elsewhere.pk], "look_again_on": "2025-11-20"}
    page = client.post(f"{address}/gjelder", form, follow=True).text
    assert "Prøves ved 2 skoler" in page and "versjon 2, siden" in page and "20. november" in page
    assert f"Versjon 2 prøves ved {cast.school}, {cast.school_elsewhere} fra" in page
    over = {"schools": [cast.school.pk], "valid_from": "2025-10-14", "reason": "Virket ikke"}
    page = client.post(f"{address}/prove/slutt", over, follow=True).text
    assert "Prøves ved 1 skole" in page and f"Prøven er over ved {cast.school} fra" in page and "Virket ikke" in page
    page = client.post(
        f"{address}/gjelder",
        {"is_on": "yes", "where": "all", "valid_from": "2025-10-14", "reason": "Alle"},
        follow=True,
    )
    assert "Versjon 2 gjelder fra" in page.text and "Hvor den prøves" not in page.text
    events = AuditEvent.objects.filter(action__in=TRIAL_EVENTS).order_by("pk").values_list("action", flat=True)
    assert list(events) == list(TRIAL_EVENTS)


def test_the_day_it_is_looked_at_again_is_a_task_until_somebody_decides(cast, write, begin, end):
    write(4)
    begin(6, again=october(13))
    reader = cast.users["administrator"]
    assert not tasks_for(rights_of(reader, october(12)))
    assert [task.words for task in tasks_for(rights_of(reader, october(13)))] == [
        "Se på prøven av «Fylkets trapp» igjen"
    ]
    assert not tasks_for(rights_of(cast.users["leader"], october(13)))
    end(13)
    assert not tasks_for(rights_of(reader, october(13)))


@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 200), ("rule_editor", 200), ("leader", 404), ("analyst", 404)]
)
def test_who_ends_a_trial(cast, client, own, write, begin, who, status):
    write(4)
    begin(6)
    client.force_login(cast.users[who])
    assert client.get(f"/egne-trapper/{own.pk}/prove/slutt").status_code == status


def test_many_schools_that_try_cost_no_more_reads(cast, client, own, write, begin, django_assert_max_num_queries):
    write(4)
    begin(6, schools=[cast.school, cast.school_elsewhere])
    client.force_login(cast.users["administrator"])
    client.get(f"/egne-trapper/{own.pk}")
    with django_assert_max_num_queries(26):
        client.get(f"/egne-trapper/{own.pk}")
