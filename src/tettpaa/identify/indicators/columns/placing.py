"""From keys to places in columns."""

import numpy as np

ABSENT = -1


def places_of(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The place of each wanted key among sorted `keys`; ABSENT where it is not there."""
    if not len(keys):
        return np.full(len(wanted), ABSENT, np.int64)
    found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[found] == wanted, found, ABSENT)


class Seats:
    """Where each pupil sits: pupils lie by school, so a key is looked up in a sorted copy."""

    def __init__(self, pupils: np.ndarray) -> None:
        self._order = np.argsort(pupils)
        self._sorted = pupils[self._order]
        self.count = len(pupils)

    def of(self, keys: np.ndarray) -> np.ndarray:
        """The seat of each key; ABSENT for pupils who are not here."""
        found = places_of(self._sorted, keys)
        return np.where(found >= 0, self._order[found], ABSENT) if self.count else found


def edges(seats: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Where each seat's rows begin and end, for rows sorted by seat."""
    edge = np.searchsorted(seats, np.arange(count + 1))
    return edge[:-1], edge[1:]


def runs_of(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where runs of equal keys begin and end."""
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return begins, np.append(begins[1:], len(keys))
