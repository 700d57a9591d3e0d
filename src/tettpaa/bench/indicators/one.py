"""One rival in a process of its own: `python -m tettpaa.bench.indicators.one NAME FILE` prints its times as JSON.

The results go to FILE. Each time is the median of several, the first of all not counted.
"""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import numpy as np

ROUNDS = 3


def median_seconds(work: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """The median time of `rounds`, and what the last gave; what an earlier round gave is let go first."""
    times, found = [], None
    for _ in range(rounds + 1):
        found = None
        begins = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - begins)
    return statistics.median(times[1:]), found


def peak_mb() -> int:
    """The most memory this process has held."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
    # getrusage gives what the process that started this one had held, if that is more.
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0]) // 1024


def fold() -> tuple[dict, dict]:
    """The product: columns, the fold alone, the core set from Delta, and everything from Delta."""
    from tettpaa.bench.indicators.core import fold_core, results_of
    from tettpaa.bench.indicators.county import AS_OF, SCHOOL_YEAR, SLUG
    from tettpaa.identify.flags.shipped import shipped_sets
    from tettpaa.identify.indicators import engine
    from tettpaa.identify.indicators.columns import columns_from
    from tettpaa.identify.indicators.columns.loading import read
    from tettpaa.identify.indicators.columns.roster import roster_of
    from tettpaa.identify.indicators.gauges import every_gauge
    from tettpaa.identify.indicators.programs import programs_of
    from tettpaa.identify.indicators.rules import read_definition
    from tettpaa.schools.places.models import Owner

    owner = Owner.objects.get(slug=SLUG)
    roster = roster_of(owner, SCHOOL_YEAR)
    rules = [rule for each in shipped_sets().values() for rule in read_definition(each).rules]
    programs, gauges = programs_of(rules, SCHOOL_YEAR), every_gauge()

    def core() -> tuple:
        columns = columns_from(read(roster))
        return columns, results_of(columns, fold_core(columns))

    everything, _ = median_seconds(lambda: engine.fold(columns_from(read(roster)), AS_OF, gauges, programs))
    seconds, (columns, results) = median_seconds(core)
    alone, _ = median_seconds(lambda: fold_core(columns), 2 * ROUNDS)
    rows = len(columns.raw["absences"]["pupil"])
    times = {"seconds": everything, "core": seconds, "alone": alone, "rows": rows, "rules": len(rules)}
    return times | {"peak_mb": peak_mb()}, results


def pandas() -> tuple[dict, dict]:
    """Frames and core set in pandas."""
    from tettpaa.bench.indicators import by_pandas
    from tettpaa.bench.indicators.given import given

    source = given()
    seconds, results = median_seconds(lambda: by_pandas.run(by_pandas.read(source)), 1)
    return {"core": seconds, "peak_mb": peak_mb()}, results


def duckdb() -> tuple[dict, dict]:
    """The core set in SQL over tables in memory."""
    from tettpaa.bench.indicators import by_duckdb
    from tettpaa.bench.indicators.given import given

    con = by_duckdb.prepare(given())
    seconds, results = median_seconds(lambda: by_duckdb.run(con))
    return {"alone": seconds, "peak_mb": peak_mb()}, results


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tettpaa.config.settings")
    django.setup()
    name, file = sys.argv[1:]
    measured, found = {"fold": fold, "pandas": pandas, "duckdb": duckdb}[name]()
    np.savez(file, **found)
    sys.stdout.write(json.dumps(measured))
