"""The difference between those with a measure and those like them without it, and how sure it is. Pure.

Each pupil's change (after less before) is held against the changes of the pupils like it, after what still differs in their
time before is taken out by a straight line through the controls (Abadie and Imbens 2011). The error counts each pupil
once, however many she is like (clusters), and the interval is Student's with one less than the pupils with the measure.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from tettpaa.look_back.effects.spans import Spans


@dataclass(frozen=True)
class Difference:
    """In minutes away of a hundred: below 0 is less absence with the measure than without. `low` to `high` is the interval."""

    value: float
    low: float
    high: float


def difference(treated: Spans, controls: Spans, of: np.ndarray, confidence: float) -> Difference:
    """`of` is the place in `treated` each control belongs to; every one of `treated` has at least one."""
    weights = weights_of(of, len(treated))
    left_treated, left_controls = _left_over(treated, controls, weights)
    value = float(left_treated.mean() - weights @ left_controls)
    error = _error(treated, controls, left_treated, left_controls, weights)
    reach = student(confidence, len(treated) - 1) * error
    return Difference(value, value - reach, value + reach)


def weights_of(of: np.ndarray, treated: int) -> np.ndarray:
    """Each control's part of the comparison: every pupil with the measure weighs the same, whatever her number of likes."""
    return 1.0 / (np.bincount(of, minlength=treated)[of] * treated)


def imbalance(treated: Spans, controls: Spans, weights: np.ndarray) -> float:
    """How unlike the groups are in the trait in which they differ most, in standard deviations of those with the measure."""
    apart = np.abs(treated.traits.mean(axis=0) - weights @ controls.traits)
    return float((apart / np.maximum(treated.traits.std(axis=0), 1.0)).max())


def student(confidence: float, freedom: int) -> float:
    """Student's t for a two-sided interval of `confidence` percent (Abramowitz and Stegun 26.7.5)."""
    z = NormalDist().inv_cdf(0.5 + confidence / 200)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom ** (power + 1) for power, term in enumerate(terms))


def _left_over(treated: Spans, controls: Spans, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What is left of each change when what the time before lets expect is taken away; the line is the controls' own."""
    middle, spread = controls.traits.mean(axis=0), np.maximum(controls.traits.std(axis=0), 1e-9)
    rows = np.column_stack([np.ones(len(controls)), (controls.traits - middle) / spread])
    root = np.sqrt(weights)
    line = np.linalg.lstsq(rows * root[:, None], (controls.after - controls.before) * root, rcond=None)[0]
    asked = np.column_stack([np.ones(len(treated)), (treated.traits - middle) / spread])
    return treated.after - treated.before - asked @ line, controls.after - controls.before - rows @ line


def _error(
    treated: Spans, controls: Spans, left_treated: np.ndarray, left_controls: np.ndarray, weights: np.ndarray
) -> float:
    """The standard error: what each pupil adds, in all her parts, squared and summed.

    A measure that takes away a part of everybody's absence makes those who have it more alike, and the answer no surer:
    what they would have had without it differs as much as the controls' does, so theirs counts where it is larger.
    """
    many, apart = len(treated), left_treated - left_treated.mean()
    own, others = float((apart**2).mean()), float(weights @ left_controls**2)
    stretched = apart * sqrt(max(1.0, others / own)) if own > 0 else np.full(many, sqrt(others))
    pupils = np.concatenate([treated.pupils, controls.pupils])
    adds = np.concatenate([stretched / many, -weights * left_controls])
    _, of_pupil = np.unique(pupils, return_inverse=True)
    return sqrt(float((np.bincount(of_pupil, adds) ** 2).sum()) * many / (many - 1))
