"""What the school wrote down: Visma-like codes, the same through a spell, longer spells better documented."""

import numpy as np

from tettpaa.demo.volume.away import Away

# X no documentation, M message only, D documented, ! other teaching, R a right, § off the diploma; T and K are in
# no shipped mapping, as codes a school has made for itself.
CODES = ("X", "M", "D", "§", "!", "R", "T", "K")
UNMAPPED = ("T", "K")
BY_LENGTH = {  # school days in the spell, at most → shares of CODES
    1: (0.40, 0.42, 0.165, 0.00, 0.0, 0.0, 0.010, 0.005),
    3: (0.22, 0.45, 0.310, 0.01, 0.0, 0.0, 0.007, 0.003),
    999: (0.08, 0.20, 0.650, 0.06, 0.0, 0.0, 0.007, 0.003),
}
IN_PARTS = (0.52, 0.28, 0.120, 0.00, 0.03, 0.04, 0.007, 0.003)  # single lessons of a day
DOCUMENTED = CODES.index("D")
# Cause by § 9-8 and documentation where a source tells them about a D, with shares.
TOLD = (("a", "self"), ("a", "health"), ("b", "other"), ("e", "other"), ("h", "other"))
TOLD_SHARES = (0.40, 0.35, 0.15, 0.05, 0.05)
UNTOLD = -1


def draw_codes(away: Away, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """For each lesson away: place in CODES, and place in TOLD or −1.

    A day of single lessons has one code; a spell of whole days has one code.
    """
    whole = away.is_whole
    begins, length = _spells(whole)
    code = _one_of(rng.random(whole.shape), IN_PARTS)
    picked = rng.random(whole.shape)
    shortest = 0
    for longest, shares in BY_LENGTH.items():
        here = whole & (length > shortest) & (length <= longest)
        code[here] = _one_of(picked[here], shares)
        shortest = longest
    told = _one_of(rng.random(whole.shape), TOLD_SHARES)
    rows = np.arange(whole.shape[0])[:, None]
    code, told = code[rows, begins], told[rows, begins]
    of_each = code[away.pupil, away.day]
    return of_each, np.where(of_each == DOCUMENTED, told[away.pupil, away.day], UNTOLD)


def _spells(whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each day: the school day its spell began, and the spell's length; a day of its own outside spells."""
    begins = np.broadcast_to(np.arange(whole.shape[1]), whole.shape).copy()
    for day in range(1, whole.shape[1]):
        goes_on = whole[:, day] & whole[:, day - 1]
        begins[:, day] = np.where(goes_on, begins[:, day - 1], day)
    length = np.zeros(whole.shape, dtype=int)
    np.add.at(length, (np.arange(whole.shape[0])[:, None], begins), whole.astype(int))
    return begins, np.take_along_axis(length, begins, axis=1)


def _one_of(picked: np.ndarray, shares: tuple[float, ...]) -> np.ndarray:
    """The place in `shares` that each random number falls in."""
    edges = np.cumsum(shares)
    return np.minimum(np.searchsorted(edges / edges[-1], picked, side="right"), len(shares) - 1)
