"""What is shown, and how sure it makes us."""

import datetime as dt

import pytest

from tettpaa.trust.identity.rules import persona_for, session_end
from tettpaa.trust.identity.strength import MARKS, Proof, Strength, fresh_until, is_fresh, strength_from, strength_of

NOW = dt.datetime(2025, 10, 14, 10, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
PASSWORD, APP, ONE_USE = (
    Proof("password", Strength.PLAIN, NOW), Proof("code_app", Strength.NONE, NOW),
    Proof("one_use_code", Strength.NONE, NOW),
)  # fmt: skip
BARE_KEY, KEY, HIGH_KEY = (
    Proof("passkey", alone, NOW) for alone in (Strength.NONE, Strength.TWO_FACTORS, Strength.HIGH)
)
FEIDE, FEIDE_MFA, ID_PORTEN = (
    Proof("oidc:x", alone, NOW) for alone in (Strength.PLAIN, Strength.TWO_FACTORS, Strength.HIGH)
)


@pytest.mark.parametrize(
    ("shown", "strength"),
    [
        ([], Strength.NONE),
        ([PASSWORD], Strength.PLAIN),
        ([APP], Strength.NONE),
        ([APP, ONE_USE, BARE_KEY], Strength.NONE),
        ([PASSWORD, APP], Strength.TWO_FACTORS),
        ([PASSWORD, ONE_USE], Strength.TWO_FACTORS),
        ([PASSWORD, BARE_KEY], Strength.TWO_FACTORS),
        ([PASSWORD, FEIDE], Strength.PLAIN),
        ([FEIDE], Strength.PLAIN),
        ([FEIDE, APP], Strength.TWO_FACTORS),
        ([FEIDE_MFA], Strength.TWO_FACTORS),
        ([KEY], Strength.TWO_FACTORS),
        ([KEY, PASSWORD, APP], Strength.TWO_FACTORS),
        ([HIGH_KEY], Strength.HIGH),
        ([ID_PORTEN], Strength.HIGH),
        ([PASSWORD, ID_PORTEN], Strength.HIGH),
    ],
)
def test_what_proofs_are_worth_together(shown, strength):
    assert strength_from(shown) is strength


class Request:
    def __init__(self, *shown: Proof, is_authenticated: bool = True):
        self.user = type("User", (), {"is_authenticated": is_authenticated})
        kept = [[proof.how, int(proof.alone), proof.at.isoformat()] for proof in shown]
        self.session = {MARKS: {"proofs": kept}} if shown else {}


def test_a_visitor_is_nobody_whatever_the_session_says():
    assert strength_of(Request(ID_PORTEN, is_authenticated=False)) is Strength.NONE
    assert strength_of(Request(ID_PORTEN)) is Strength.HIGH
    assert strength_of(Request()) is Strength.PLAIN


def test_fresh_is_what_was_shown_in_the_last_minutes():
    request = Request(PASSWORD, Proof("code_app", Strength.NONE, NOW + 3 * MINUTE))
    assert fresh_until(request) == NOW + 8 * MINUTE
    assert is_fresh(request, NOW + 8 * MINUTE)
    assert not is_fresh(request, NOW + 8 * MINUTE + dt.timedelta(seconds=1))
    assert not is_fresh(request, NOW + 2 * MINUTE), "shown in the future"
    assert is_fresh(request, NOW + 13 * MINUTE, within=10 * MINUTE)
    assert not is_fresh(Request(), NOW)
    assert not is_fresh(Request(PASSWORD, is_authenticated=False), NOW)


@pytest.mark.parametrize(
    ("silent", "lasted", "why"),
    [(29, 29, ""), (30, 30, "idle"), (0, 599, ""), (0, 600, "long"), (31, 601, "long"), (-1, -1, "")],
)
def test_when_a_session_is_over(silent, lasted, why):
    limits = {"idle": 30 * MINUTE, "longest": dt.timedelta(hours=10)}
    assert session_end(began_at=NOW - lasted * MINUTE, seen_at=NOW - silent * MINUTE, now=NOW, **limits) == why


@pytest.mark.parametrize(
    ("wanted", "open_to", "persona"),
    [
        ("", ["staff", "private"], "staff"),
        ("private", ["staff", "private"], "private"),
        ("private", ["staff"], "staff"),
        ("staff", ["private"], "private"),
        ("", ["private"], "private"),
        ("", [], "staff"),
        ("sjef", ["staff", "private"], "staff"),
    ],
)
def test_the_persona_a_session_begins_in(wanted, open_to, persona):
    assert persona_for(wanted=wanted, open_to=open_to) == persona
