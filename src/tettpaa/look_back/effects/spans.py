"""Windows of equally many school days before and after, for many pupils at once: the rule of `windows.compare`. Pure.

Here the time before ends on the day the measure was decided, when what was decided on could be seen. Days between that and
the day it begins are in neither window: absence that is at its highest begins to fall by itself in them.
"""

from dataclasses import dataclass

import numpy as np

from tettpaa.identify.indicators.histories import Histories

QUARTERS = 4  # of the window before: weeks, where it is twenty school days
TRAITS = QUARTERS + 1  # the quarters, the latest first, and the school year before the window


@dataclass(frozen=True)
class Window:
    """The window rule's numbers (`limits.toml`)."""

    least: int
    longest: int
    reported_percent: int


@dataclass(frozen=True)
class Spans:
    """Pupils (numbers), each with two windows of `length` school days: up to the day it was `decided`, and from the day it
    `begins` (days of the school year). Percent of registered time away in both, and the traits of the time before.
    """

    pupils: np.ndarray
    decided: np.ndarray
    begins: np.ndarray
    length: np.ndarray
    before: np.ndarray
    after: np.ndarray
    traits: np.ndarray

    def __len__(self) -> int:
        return len(self.pupils)

    def only(self, chosen: np.ndarray) -> "Spans":
        """Some of the rows, in the order chosen."""
        return Spans(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


def length_of(before: np.ndarray, after: np.ndarray, window: Window) -> np.ndarray:
    """How long both windows are, given the school days there are on each side; 0 where either has too few."""
    length = np.minimum(np.minimum(before, after), window.longest)
    return np.where(length >= window.least, length, 0)


def is_too_early(after: np.ndarray, window: Window) -> np.ndarray:
    """Whether too few school days have passed since."""
    return after < window.least


def is_reported(
    histories: Histories, pupils: np.ndarray, seen: np.ndarray, goes_on: np.ndarray, length: np.ndarray, window: Window
) -> np.ndarray:
    """Whether enough days are registered in both windows: before school day `seen` and from school day `goes_on`."""

    def least(sums: np.ndarray) -> np.ndarray:
        before = sums[pupils, seen] - sums[pupils, seen - length]
        return np.minimum(before, sums[pupils, goes_on + length] - sums[pupils, goes_on])

    return (100 * least(histories.told) >= window.reported_percent * length) & (least(histories.known) > 0)


def spans_of(
    histories: Histories, pupils: np.ndarray, decided: np.ndarray, begins: np.ndarray, length: np.ndarray
) -> Spans:
    """Each pupil with its two windows. What is not registered is taken from nowhere: a part of which nothing is known has
    the share of the window, and the year before it likewise while it is too short to tell.
    """
    seen, goes_on = histories.days_before(pupils, decided), histories.days_before(pupils, begins)
    before = histories.share(pupils, seen - length, seen)
    after = histories.share(pupils, goes_on, goes_on + length)
    traits = np.empty((len(pupils), TRAITS))
    for quarter in range(QUARTERS):
        last, first = seen - quarter * length // QUARTERS, seen - (quarter + 1) * length // QUARTERS
        traits[:, quarter] = histories.share(pupils, first, last)
    traits[:, QUARTERS] = histories.share(pupils, np.zeros_like(seen), seen - length)
    traits[seen - length < length // 2, QUARTERS] = np.nan
    return Spans(pupils, decided, begins, length, before, after, np.where(np.isnan(traits), before[:, None], traits))
