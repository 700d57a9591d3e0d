"""Rule sets beside a yardstick: the same pupils, the same day, the same outcomes. Pure."""

from collections.abc import Sequence

import numpy as np

from tettpaa.look_back.replay.measures import BEFORE, FIRST, NOT_BEFORE, SECOND
from tettpaa.look_back.replay.replaying import Replayed
from tettpaa.trust.disclosure import Table


def table_by(first: Replayed, second: Replayed, day: int, asked: np.ndarray, has_outcome: np.ndarray) -> Table:
    """Of the pupils `asked` (numbers among the replayed), by outcome after the day and by who was flagged through it."""
    flags = [_through(each, day)[asked] for each in (first, second)]
    cells = np.bincount((has_outcome * 2 + flags[0]) * 2 + flags[1], minlength=8)
    words = (NOT_BEFORE, BEFORE)
    return Table(("outcome", FIRST, SECOND), {
        (("no", "yes")[outcome], words[one], words[other]): int(cells[(outcome * 2 + one) * 2 + other])
        for outcome in (0, 1) for one in (0, 1) for other in (0, 1)
    })  # fmt: skip


def _through(replayed: Replayed, day: int) -> np.ndarray:
    return replayed.is_flagged & (replayed.first_day <= day)


VIEWS: Sequence[tuple[str, ...]] = (("outcome", FIRST), ("outcome", SECOND))
