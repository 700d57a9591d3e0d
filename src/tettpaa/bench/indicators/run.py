"""`tettpaa bench indicators`: the fold against pandas and DuckDB on a county-year, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from django.conf import settings

from tettpaa.bench.indicators.county import write_county

SEED = 1


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """Write a county, run the three, and compare their results to the last row.

    `seconds` is every indicator and every shipped rule from the Delta tables to results; the ratios are of the core
    set (`core.py`): pandas from Delta to results, DuckDB's SQL against the fold alone.
    """
    write_county(pupils, SEED, told)
    times, results = {}, {}
    for name in ("fold", "duckdb", "pandas"):
        times[name], results[name] = _measure(name)
        told(f"{name}: {times[name]}")
    for name in ("duckdb", "pandas"):
        _compare(results["fold"], results[name], name)
    ours = times["fold"]
    return {
        "pupils": pupils,
        "rows": ours["rows"],
        "seconds": round(ours["seconds"], 3),
        "core_seconds": round(ours["core"], 3),
        "fold_seconds": round(ours["alone"], 3),
        "pandas_seconds": round(times["pandas"]["core"], 3),
        "duckdb_seconds": round(times["duckdb"]["alone"], 3),
        "ratio_pandas": round(times["pandas"]["core"] / ours["core"], 1),
        "ratio_duckdb": round(times["duckdb"]["alone"] / ours["alone"], 1),
        "peak_mb": ours["peak_mb"],
    }


def _measure(name: str) -> tuple[dict, dict[str, np.ndarray]]:
    file = Path(settings.TETTPAA_HOME) / f"bench-{name}.npz"
    words = [sys.executable, "-m", "tettpaa.bench.indicators.one", name, str(file)]
    said = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    with np.load(file) as held:
        return json.loads(said), dict(held)


def _compare(ours: dict[str, np.ndarray], theirs: dict[str, np.ndarray], name: str) -> None:
    """Raise where any number of any pupil, school or group differs."""
    for part, numbers in ours.items():
        if not np.array_equal(numbers, theirs[part]):
            rows = np.flatnonzero(numbers != theirs[part])
            raise AssertionError(f"{name}: {part} differs in {len(rows)} rows, first row {rows[0]}")
