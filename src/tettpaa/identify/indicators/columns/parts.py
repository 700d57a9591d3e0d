"""Many pupils are worked on in as many threads as there are cores: compiled work lets go of the interpreter's lock."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

PUPILS_WORTH_A_THREAD = 500


def in_parts(count: int, work: Callable[[tuple[int, int]], None]) -> None:
    """Do the work on the pupils `first` up to `last` of each part."""
    threads = max(1, min(os.cpu_count() or 1, count // PUPILS_WORTH_A_THREAD))
    parts = list(pairwise(np.linspace(0, count, threads + 1).astype(int).tolist()))
    if len(parts) == 1:
        work(parts[0])
        return
    with ThreadPoolExecutor(len(parts)) as pool:
        list(pool.map(work, parts))
