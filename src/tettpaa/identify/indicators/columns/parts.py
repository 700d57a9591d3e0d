"""Many pupils are worked on in as many threads as there are cores: compiled work lets go of the interpreter's lock."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

PUPILS_WORTH_A_THREAD = 500
PARTS_A_THREAD = 4  # schools differ in how much there is to do: whoever is done first takes another part


def in_parts(count: int, work: Callable[[tuple[int, int]], None]) -> None:
    """Do the work on the pupils `first` up to `last` of each part."""
    threads = max(1, min(os.cpu_count() or 1, count // PUPILS_WORTH_A_THREAD))
    if threads == 1:
        work((0, count))
        return
    parts = list(pairwise(np.linspace(0, count, threads * PARTS_A_THREAD + 1).astype(int).tolist()))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, parts))
