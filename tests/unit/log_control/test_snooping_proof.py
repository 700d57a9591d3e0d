"""The proof of log control finds what is planted, and fails where log control finds nothing or suspects everybody."""

import pytest

from tettpaa.proofs.snooping import prove as snooping
from tettpaa.trust.log_control.rules import Alarm, day_of


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(snooping, "READS", 2_000)


def prove() -> tuple[bool, str]:
    return snooping.prove(1, 1, lambda _line: None)


def test_what_is_planted_is_found():
    has_held, figure = prove()
    assert has_held, figure
    assert "of 30 planted cases found among" in figure


def test_who_finds_nothing_or_suspects_everybody_has_not_held(monkeypatch):
    monkeypatch.setattr(snooping, "alarms", lambda *_told: [])
    assert not prove()[0]
    monkeypatch.setattr(
        snooping, "alarms",
        lambda reads, *_told: [Alarm("no_tie", read.by, read.school, day_of(read.at), (read,)) for read in reads],
    )  # fmt: skip
    assert not prove()[0]
