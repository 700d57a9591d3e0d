"""Who opens far more pupils than anybody follows up waits; whoever follows up does not notice."""

import datetime as dt

import pytest

from tests.traced import not_compared
from tettpaa.kit import clock
from tettpaa.trust.audit import brake
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.brake import DAY, HOUR, Limits, closed_until, limits_on
from tettpaa.trust.audit.models import AccessRecord, AuditEvent

AT = dt.datetime(2025, 10, 14, 12, tzinfo=dt.UTC)
FEW = Limits(an_hour=3, a_day=5)
MINUTE = dt.timedelta(minutes=1)


def opened(*minutes_ago: int) -> dict[int, dt.datetime]:
    return {number: AT - minutes * MINUTE for number, minutes in enumerate(minutes_ago)}


@pytest.mark.parametrize(
    ("seen", "asked", "until"),
    [
        (opened(), {9}, None),
        (opened(5, 6), {9}, None),
        (opened(5, 6, 7), {9}, AT - 7 * MINUTE + HOUR),
        (opened(5, 6, 7), {0}, None),
        (opened(5, 6, 7), {8, 9}, AT - 6 * MINUTE + HOUR),
        (opened(5, 6, 61), {9}, None),
        (opened(5, 61, 62, 63, 64), {9}, AT - 64 * MINUTE + DAY),
        (opened(5, 61, 62, 63, 24 * 60), {9}, None),
    ],
    ids=["none", "room", "full hour", "one of them again", "two more", "an hour is over", "full day", "a day is over"],
)
def test_room_comes_when_the_oldest_is_out_of_the_window(seen, asked, until):
    assert closed_until(seen, asked, AT, FEW) == until


def test_the_figures_are_dated_and_far_above_what_a_class_needs():
    limits = limits_on(AT.date())
    assert 60 < limits.an_hour < limits.a_day


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(brake, "limits_on", lambda _on: Limits(an_hour=2, a_day=3))


def address(cast, name: str) -> str:
    return f"/elev/{cast.pupils[name].key}"


def test_the_third_pupil_waits_is_told_why_and_nothing_of_it_is_shown(cast, client, few):
    client.force_login(cast.users["leader"])
    assert [client.get(address(cast, name)).status_code for name in ("a1", "a2", "a1")] == [200, 200, 200]
    answer = client.get(address(cast, "a3"))
    assert answer.status_code == 429
    assert "uvanlig mange elever" in answer.text and "Elev A3" not in answer.text
    assert not AccessRecord.objects.filter(pupil_key=cast.pupils["a3"].pk).exists()
    event = AuditEvent.objects.get(action="reading_braked")
    assert (event.by, event.details, event.owner_id) == ("leader", {"opened": 2}, cast.owner.pk)
    assert client.get(address(cast, "a1")).status_code == 200, "what is open stays open"
    assert client.get(f"/klasse/{cast.class_a.key}").status_code == 200, "lists do not count"


def test_one_users_brake_is_no_other_users(cast, client, few):
    client.force_login(cast.users["leader"])
    for name in ("a1", "a2", "a3"):
        client.get(address(cast, name))
    client.force_login(cast.users["contact_a"])
    assert client.get(address(cast, "a3")).status_code == 200


def test_ones_own_pages_and_what_was_read_long_ago_count_for_nothing(cast, client, few):
    told = {"by": "leader", "thing": "pupil_page", "kind": "opened"}
    look = [Look(number, "leader -") for number in range(5)]
    with not_compared():
        record_access(at=clock.now(), page="own_sharing", purpose="own", looks=look, **told)
        record_access(at=clock.now() - 2 * DAY, page="pupil", purpose="follow_up", looks=look, **told)
    client.force_login(cast.users["leader"])
    assert client.get(address(cast, "a1")).status_code == 200
