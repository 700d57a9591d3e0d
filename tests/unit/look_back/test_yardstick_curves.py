"""AUC and curves against what can be counted by hand."""

import numpy as np
import pytest

from tettpaa.look_back.replay.yardstick.curves import area_under, curve_of, interval_of


def pairs(scores: np.ndarray, is_outcome: np.ndarray) -> float:
    """How often one with the outcome scored higher than one without; ties half."""
    with_it, without = scores[is_outcome], scores[~is_outcome]
    return float(np.mean([(a > b) + (a == b) / 2 for a in with_it for b in without]))


@pytest.mark.parametrize("seed", range(5))
def test_the_area_is_the_share_of_pairs_told_apart(seed):
    rng = np.random.default_rng(seed)
    scores, is_outcome = rng.integers(0, 8, 60) / 8, rng.random(60) < 0.3
    assert area_under(scores, is_outcome) == pytest.approx(pairs(scores, is_outcome))


def test_the_interval_is_hanley_and_mcneils():
    # By hand for 0.893 with 51 and 58: Q1 0.8067, Q2 0.8425, variance 3.1267 / 2958, standard error 0.0325.
    low, high = interval_of(0.893, 51, 58)
    assert (high - low) / 2 / 1.959964 == pytest.approx(0.0325, abs=0.0001)


def test_a_perfect_score_finds_all_and_is_always_right():
    curve = curve_of(np.linspace(1, 0, 40), np.arange(40) < 20)
    assert curve.auc == 1
    assert curve.points == ((0.25, 1.0), (0.5, 1.0), (0.75, 1.0), (1.0, 1.0), (1.0, 0.5))


def test_who_scores_alike_is_pointed_out_together():
    curve = curve_of(np.full(20, 0.5), np.array([True] * 6 + [False] * 14))
    assert curve.auc == 0.5
    assert curve.points == ((1.0, 0.3),)


@pytest.mark.parametrize("seed", range(20))
def test_no_two_points_tell_of_fewer_than_five(seed):
    """Whoever knows how many there were of each learns from the curve how many went which way between its points."""
    rng = np.random.default_rng(seed)
    is_outcome = rng.random(rng.integers(50, 400)) < 0.3
    curve = curve_of(rng.integers(0, 60, len(is_outcome)) / 60 + 0.2 * is_outcome, is_outcome)
    hits = [round(found * is_outcome.sum()) for found, _right in curve.points]
    misses = [round(hit / right) - hit for hit, (_found, right) in zip(hits, curve.points, strict=True)]
    for counted, whole in ((hits, is_outcome.sum()), (misses, (~is_outcome).sum())):
        steps = np.diff([0, *counted, whole])
        assert ((steps == 0) | (steps >= 5)).all()
    assert len(curve.points) > 3
