"""The proof holds at a small size, and sees a method that claims too much; the long run is `./dev prove effect-coverage`."""

import numpy as np
import pytest

from tettpaa.look_back.effects import comparing
from tettpaa.look_back.effects.estimating import Difference
from tettpaa.proofs.effect_coverage import prove as proof
from tettpaa.proofs.effect_coverage.making import DAYS, make


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(proof, "GIVEN", (60,))
    monkeypatch.setattr(proof, "TAKEN", (0.0, 0.4))


def test_an_effect_is_found_within_its_interval_and_none_is_seen_where_there_is_none():
    lines: list[str] = []
    held, figure = proof.prove(5, 1, lines.append)
    assert held, figure + "\n" + "\n".join(lines)
    assert "held the truth in 100.0 % of" in figure and "before and after alone calls a fall there in" in figure


def test_a_method_that_takes_every_fall_for_an_effect_is_found(monkeypatch):
    """As if nobody had thought of what falls by itself."""

    def plain(treated, controls, of, confidence):
        changes = treated.after - treated.before
        reach = 2 * changes.std() / len(changes) ** 0.5
        return Difference(changes.mean(), changes.mean() - reach, changes.mean() + reach)

    monkeypatch.setattr(comparing, "difference", plain)
    held, figure = proof.prove(5, 1, lambda _line: None)
    assert not held, figure


def test_what_is_made_has_the_effect_that_was_put_in():
    """Absence to come is less by the part taken away; before the measure begins nothing is touched."""
    without, with_it = (make(np.random.default_rng(3), 200, taken, pupils=1500) for taken in (0.0, 0.5))
    who, begins = without.begun.pupils, without.begun.begins
    assert np.array_equal(who, with_it.begun.pupils) and np.array_equal(begins, with_it.begun.begins)
    before, after = (
        [made.histories.away[who, last] - made.histories.away[who, first] for made in (without, with_it)]
        for first, last in ((0, begins), (begins, DAYS))
    )
    assert np.array_equal(*before)
    assert after[1].sum() / after[0].sum() == pytest.approx(0.5, abs=0.05)
