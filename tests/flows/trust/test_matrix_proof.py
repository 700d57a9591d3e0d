"""The proof of the matrix finds a difference where there is one, and none where there is none."""

import pytest

from tettpaa.proofs.matrix import prove
from tettpaa.proofs.matrix.axes import ACTORS, Relation

LIVE = (Relation.CURRENT,)
FEW = [actor for actor in ACTORS if actor.name in {"contact_teacher", "guardian"}]


def quiet(_line: str) -> None:
    pass


def test_table_decision_and_sets_agree(db):
    counts, differences = prove.ask_all(quiet, (Relation.CURRENT, Relation.KIN))
    assert differences == []
    assert counts[True] > 500
    assert counts[False] > 5_000


@pytest.mark.parametrize(
    ("broken", "answer"),
    [("expected", lambda *_args: True), ("expected", lambda *_args: False)],
    ids=["a table that says yes", "a table that says no"],
)
def test_a_table_that_differs_is_found(db, monkeypatch, broken, answer):
    monkeypatch.setattr(prove, broken, answer)
    _counts, differences = prove.ask_all(quiet, LIVE, FEW)
    assert differences
    assert all("should be" in line for line in differences)


def test_a_block_that_is_taken_out_of_the_decision_is_found(db, monkeypatch):
    monkeypatch.setattr("tettpaa.trust.access.rules.is_hidden", lambda *_args: False)
    _counts, differences = prove.ask_all(quiet, LIVE, FEW)
    assert any("strict" in line and "decided True, in the set False" in line for line in differences)
