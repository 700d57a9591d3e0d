"""Adopting, changing and switching off rule sets: versions are added, never edited."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from tests.builders import AT, a_school, an_owner
from tettpaa.identify.flags.actions import adopt_shipped, create_rule_set, save_version, switch_off
from tettpaa.identify.flags.models import RuleSet, RuleSetVersion
from tettpaa.identify.flags.queries import version_of, versions_in_force
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.trust.audit.models import AuditEvent

TODAY = dt.date(2025, 10, 14)
NOW = dt.datetime(2025, 10, 14, 12, tzinfo=dt.UTC)


@pytest.fixture
def owner(db):
    return an_owner()


@pytest.fixture
def askim(owner):
    return adopt_shipped(owner=owner, key="askim", valid_from=AT.date(), by="eier", at=AT).rule_set


def with_threshold(days):
    definition = shipped_sets()["askim"]
    condition = {"indicator": "absence_days", "window": {"school_days": 20}, "at_least": days}
    return definition | {"rules": [definition["rules"][0] | {"any": [{"all": [condition]}]}]}


def save(rule_set, days=2, valid_from=TODAY, reason="To er nok", at=NOW):
    return save_version(
        rule_set=rule_set, definition=with_threshold(days), valid_from=valid_from, reason=reason, by="eier", at=at
    )


@pytest.mark.parametrize("key", shipped_sets())
def test_every_shipped_rule_set_can_be_taken_into_use(owner, key):
    version = adopt_shipped(owner=owner, key=key, valid_from=TODAY, by="eier", at=NOW)
    assert versions_in_force(owner, TODAY) == [version]
    assert version.definition == shipped_sets()[key]
    logged = AuditEvent.objects.get(action="rule_set_adopted")
    assert (logged.by, logged.owner_id, logged.details["key"]) == ("eier", owner.pk, key)


def test_a_changed_rule_set_is_a_new_version_and_the_old_one_is_as_it_was(askim):
    before = RuleSetVersion.objects.values().get()
    second = save(askim)
    assert second.number == 2
    assert RuleSetVersion.objects.values().get(number=1) == before
    assert version_of(askim, TODAY - dt.timedelta(days=1)).number == 1
    assert version_of(askim, TODAY) == second


def test_a_version_for_a_later_day_waits(askim):
    monday = TODAY + dt.timedelta(days=6)
    save(askim, valid_from=monday)
    assert version_of(askim, TODAY).number == 1
    assert version_of(askim, monday).number == 2


def test_switched_off_it_decides_through_the_last_day_and_can_be_switched_on_again(owner, askim):
    switch_off(rule_set=askim, last_day=TODAY, reason="Prøven er over", by="eier", at=NOW)
    tomorrow = TODAY + dt.timedelta(days=1)
    assert version_of(askim, TODAY).number == 1
    assert versions_in_force(owner, tomorrow) == []
    save(askim, valid_from=tomorrow)
    assert version_of(askim, tomorrow).number == 2


def test_switched_off_what_was_to_begin_later_never_does(askim):
    monday = TODAY + dt.timedelta(days=6)
    save(askim, valid_from=monday)
    switch_off(rule_set=askim, last_day=TODAY, reason="Likevel ikke", by="eier", at=NOW)
    assert version_of(askim, monday) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": " "}, "hvorfor"),
        ({"valid_from": TODAY - dt.timedelta(days=1)}, "dag som har vært"),
        ({"days": "tre"}, "tall"),
    ],
)
def test_a_change_without_reason_for_the_past_or_in_nonsense_is_refused(askim, change, words):
    with pytest.raises(ValidationError, match=words):
        save(askim, **change)
    assert askim.versions.count() == 1


def test_a_version_before_one_that_is_already_planned_is_refused(askim):
    save(askim, valid_from=TODAY + dt.timedelta(days=10))
    with pytest.raises(ValidationError, match="begynner senere"):
        save(askim)


def test_the_same_rule_set_is_adopted_once_by_an_owner_and_once_by_each_school(owner, askim):
    school = a_school(owner)
    adopt_shipped(owner=owner, school=school, key="askim", valid_from=TODAY, by="leder", at=NOW)
    for place in (None, school):
        with pytest.raises(ValidationError, match="alt i bruk"):
            adopt_shipped(owner=owner, school=place, key="askim", valid_from=TODAY, by="eier", at=NOW)
    assert RuleSet.objects.count() == 2


def test_a_school_of_another_owner_and_an_unknown_set_are_refused(owner):
    elsewhere = a_school(an_owner("nabo"))
    with pytest.raises(ValidationError, match="annen skoleeier"):
        create_rule_set(
            owner=owner, school=elsewhere, key="eget", definition=with_threshold(2), valid_from=TODAY, by="x", at=NOW
        )
    with pytest.raises(ValidationError, match="finnes ikke"):
        adopt_shipped(owner=owner, key="finnes-ikke", valid_from=TODAY, by="x", at=NOW)
    assert not RuleSet.objects.exists()


def test_switching_off_takes_a_reason(askim):
    with pytest.raises(ValidationError, match="hvorfor"):
        switch_off(rule_set=askim, last_day=TODAY, reason="", by="eier", at=NOW)
