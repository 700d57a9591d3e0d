"""What "did it help?" costs for a county's year: reading it, summing every school day, and matching every measure.

One pupil in ten has a measure, of twenty kinds, begun on any school day. They are drawn here; only their number matters.
"""

import time
from collections.abc import Callable

import numpy as np

from tettpaa.bench.indicators.county import AS_OF, write_county
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.histories import Histories, histories_of
from tettpaa.look_back.effects.comparing import County, rules_from
from tettpaa.look_back.effects.limits import limit_on
from tettpaa.look_back.effects.matching import Begun
from tettpaa.look_back.effects.queries import strata_of

MEASURED_EVERY, KINDS = 10, 20
SEED = 1


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """Seconds, the compilation left out; `told` of the kinds are those with an answer other than too few."""
    owner = write_county(pupils, SEED, told)
    histories_of(load(owner, AS_OF.year - 1), AS_OF)
    began = time.perf_counter()
    columns = load(owner, AS_OF.year - 1)
    read = time.perf_counter()
    histories = histories_of(columns, AS_OF)
    summed = time.perf_counter()
    begun = _begun(histories, np.random.default_rng(SEED))
    rules = rules_from(limit_on("window", AS_OF), limit_on("group", AS_OF))
    county = County(histories, strata_of(columns, AS_OF), begun, rules)
    found = [county.compare(begun.kinds == kind) for kind in range(KINDS)]
    done = time.perf_counter()
    return {
        "pupils": len(columns.pupils), "measures": len(begun.pupils), "kinds": KINDS,
        "answered": sum(each.answer != "too_few" for each in found), "read_seconds": round(read - began, 2),
        "summed_seconds": round(summed - read, 2), "matched_seconds": round(done - summed, 2),
        "seconds": round(done - began, 2),
    }  # fmt: skip


def _begun(histories: Histories, random: np.random.Generator) -> Begun:
    """One measure for each of a tenth of the pupils, decided up to a week before it begins."""
    pupils = random.permutation(len(histories.counts))[: len(histories.counts) // MEASURED_EVERY]
    begins = random.integers(50, 250, len(pupils))
    return Begun(random.integers(0, KINDS, len(pupils)), pupils, begins - random.integers(0, 7, len(pupils)), begins)
