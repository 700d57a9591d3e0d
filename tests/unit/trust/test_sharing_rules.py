"""Who decides over a consent, what stands, and what a share must say."""

import datetime as dt
from dataclasses import replace

import pytest

from tettpaa.kit.clock import OSLO
from tettpaa.trust.sharing.rules import (
    LONGEST,
    SHAREABLE,
    SHORTEST_NECESSITY,
    ConsentState,
    Decider,
    Matter,
    Told,
    Wish,
    decider_of,
    faults_in_share,
    is_whole,
    last_day_of,
    state_of,
)

ON = dt.date(2025, 10, 14)
NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
DAY = dt.timedelta(days=1)
WISH = Wish(
    ["plan"], "Møte om tilrettelegging", "duty", "opplæringslova § 24-1", "PP-rådgiveren skal gi råd om tiltakene",
    NOON, NOON + 30 * DAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("matter", "born", "decider"),
    [
        ("education", dt.date(2010, 10, 15), "guardian"),
        ("education", dt.date(2010, 10, 14), "pupil"),
        ("health", dt.date(2010, 10, 14), "guardian"),
        ("health", dt.date(2009, 10, 14), "pupil"),
        ("education", None, "unknown"),
        ("education", dt.date(2012, 2, 29), "guardian"),
    ],
)
def test_the_pupil_decides_from_15_over_schooling_and_from_16_over_health(matter, born, decider):
    assert decider_of(Matter(matter), born, ON) == decider


@pytest.mark.parametrize(
    ("matter", "deciders", "said_yes", "enough"),
    [
        ("education", {1, 2}, {1}, True), ("education", {1, 2}, {3}, False), ("health", {1, 2}, {1}, False),
        ("health", {1, 2}, {1, 2, 3}, True), ("health", {1}, {1}, True),
    ],
)  # fmt: skip
def test_one_guardian_is_enough_over_schooling_and_all_are_asked_over_health(matter, deciders, said_yes, enough):
    assert is_whole(Matter(matter), deciders, said_yes) is enough


def test_a_guardians_yes_ends_on_the_eve_of_the_day_the_pupil_comes_to_decide():
    born = dt.date(2012, 2, 29)
    eve = dt.date(2027, 2, 28)
    assert last_day_of(Matter.EDUCATION, Decider.GUARDIAN, born, None) == eve
    assert last_day_of(Matter.EDUCATION, Decider.GUARDIAN, born, eve + DAY) == eve
    assert last_day_of(Matter.EDUCATION, Decider.GUARDIAN, born, eve - DAY) == eve - DAY
    assert last_day_of(Matter.EDUCATION, Decider.PUPIL, born, None) is None


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (Told(), "asked"), (Told("refused"), "refused"), (Told("given"), "given"), (Told("given", ON), "given"),
        (Told("given", ON - DAY), "expired"), (Told("given", None, "withdrawn"), "withdrawn"),
        (Told("given", ON - DAY, "invalidated"), "invalidated"), (Told("", None, "withdrawn"), "withdrawn"),
    ],
)  # fmt: skip
def test_where_a_consent_stands(told, state):
    assert state_of(told, ON) is ConsentState(state)


def test_a_share_that_says_all_is_without_fault():
    assert faults_in_share(WISH) == {}
    assert faults_in_share(replace(WISH, basis="consent", law="", agreed=["plan", "talk"])) == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"things": []}, ("things", "no_things")),
        ({"things": ["case"]}, ("things", "not_shareable")),
        ({"things": ["plan", "health_note"]}, ("things", "not_shareable")),
        ({"purpose": " "}, ("purpose", "no_purpose")),
        ({"necessity": "Trengs"}, ("necessity", "necessity_short")),
        ({"ends_at": NOON}, ("ends_at", "wrong_end")),
        ({"ends_at": NOON + 91 * DAY}, ("ends_at", "wrong_end")),
        ({"law": ""}, ("law", "no_law")),
        ({"basis": "consent"}, ("consent", "not_agreed")),
        ({"basis": "consent", "agreed": ["talk"]}, ("consent", "not_agreed")),
    ],
)
def test_what_a_share_lacks_is_told(change, fault):
    assert faults_in_share(replace(WISH, **change)) == dict([fault])


def test_there_is_no_way_to_share_the_whole_case():
    assert not SHAREABLE & {"case", "note", "concern", "health_note", "child_welfare_note", "ppt_note", "protection"}


def test_what_can_be_shared_is_what_some_may_share_and_a_receiver_may_read():
    assert {"plan", "measure", "talk", "mapping", "meeting", "document"} == SHAREABLE


def test_the_shortest_reason_and_the_longest_share_are_without_fault():
    assert faults_in_share(replace(WISH, necessity="x" * SHORTEST_NECESSITY, ends_at=WISH.begins_at + LONGEST)) == {}
    assert faults_in_share(replace(WISH, ends_at=WISH.begins_at)) == {"ends_at": "wrong_end"}
