"""The catalogue holds together, and no measure begins past a gate that is not passed."""

import datetime as dt

import pytest

from tettpaa.follow_up.measures.models import Measure
from tettpaa.knowledge.measures.catalogue import (
    KindUnknown,
    actors,
    categories,
    kind_named,
    kinds,
    kinds_on,
    providers,
    source_words,
)
from tettpaa.knowledge.measures.gates import Proof, gates_for, missing_proofs

TODAY = dt.date(2025, 10, 14)
ARENA = "alternative_arena"


def day(month: int, number: int) -> dt.date:
    return dt.date(2025, month, number)


WHOLE = {
    "consent_to_assessment": Proof(made_on=day(8, 20)),
    "expert_assessment": Proof(made_on=day(9, 10)),
    "consent_to_decision": Proof(made_on=day(9, 20)),
    "decision": Proof(made_on=day(10, 1), until=day(12, 19)),
    "time_limit": Proof(until=day(12, 19)),
    "way_back": Proof(),
}


def test_every_kind_says_what_it_is_who_does_it_and_where_it_is_from():
    assert {kind.category for kind in kinds().values()} == set(categories())
    assert {kind.actor for kind in kinds().values()} == set(actors())
    assert {kind.provider for kind in kinds().values()} <= set(providers())
    for kind in kinds().values():
        assert set(kind.units) <= set(Measure.Unit.values) and len(kind.key) <= 40 and source_words(kind), kind.key
        told = (text for words in (kind.name, kind.what) for text in (words.nb, words.nn, words.en))
        assert all(0 < len(text) <= 200 for text in told), kind.key


def test_a_kind_is_chosen_from_its_day_and_named_for_ever():
    assert kinds_on(dt.date(2024, 7, 31)) == []
    assert {kind.key for kind in kinds_on(TODAY, "alternative")} >= {ARENA, "base_at_school"}
    assert kind_named("home_visit").name.said("nn-NO") == "Heimebesøk"
    with pytest.raises(KindUnknown):
        kind_named("hidden_camera")


def test_every_gate_stands_before_kinds_that_exist_and_names_its_law():
    for kind in kinds():
        for gate in gates_for(kind, TODAY):
            assert gate.kinds <= set(kinds()) and gate.law and gate.source
            assert gate.before in {"", *(each.key for each in gates_for(kind, TODAY))}
    assert [gate.law for gate in gates_for(ARENA, TODAY)][:4] == ["§ 11-7", "§§ 11-7 og 11-8", "§ 11-7", "§ 11-6"]
    assert gates_for("fixed_talks", TODAY) == []
    assert gates_for(ARENA, dt.date(2024, 7, 31)) == []


def test_an_alternative_arena_begins_when_everything_is_in_place():
    assert missing_proofs(ARENA, WHOLE, TODAY, last_day=day(12, 19)) == []
    assert missing_proofs("home_visit", {}, TODAY) == []


@pytest.mark.parametrize("gate", WHOLE)
def test_each_proof_is_missed_by_itself(gate):
    without = {key: proof for key, proof in WHOLE.items() if key != gate}
    assert [(each.gate.key, each.why) for each in missing_proofs(ARENA, without, TODAY)] == [(gate, "missing")]


@pytest.mark.parametrize(
    ("gate", "proof", "why"),
    [
        ("expert_assessment", Proof(), "missing"),
        ("consent_to_decision", Proof(made_on=day(9, 20), stands=False), "withdrawn"),
        ("decision", Proof(made_on=day(10, 15), until=day(12, 19)), "ahead"),
        ("consent_to_assessment", Proof(made_on=day(9, 11)), "late"),
        ("consent_to_decision", Proof(made_on=day(10, 2)), "late"),
        ("decision", Proof(made_on=day(10, 1), until=day(10, 13)), "over"),
        ("time_limit", Proof(until=day(12, 18)), "too_short"),
        ("decision", Proof(made_on=day(10, 1)), "missing"),
    ],
)
def test_a_proof_that_does_not_hold_is_told_why(gate, proof, why):
    found = missing_proofs(ARENA, WHOLE | {gate: proof}, TODAY, last_day=day(12, 19))
    assert [(each.gate.key, each.why) for each in found] == [(gate, why)]


def test_what_is_made_the_same_day_is_in_order():
    same = {key: Proof(made_on=day(10, 14), until=day(12, 19)) for key in WHOLE}
    assert missing_proofs(ARENA, same, TODAY, last_day=day(12, 19)) == []
