"""`tettpaa bench replay`: one changed rule over county-years against pandas and DuckDB, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from django.conf import settings

from tettpaa.bench.indicators.county import write_county
from tettpaa.bench.replay.what import years_of

SEED = 1


def claim(pupils: int, told: Callable[[str], None], *, years: int = 3) -> dict[str, object]:
    """Write the county-years, move the slider in all three, and compare every pupil's first flag.

    `seconds` is one move of the slider, warm, and `cpu_seconds` what the cores worked for it: on a busy machine the first
    tells of the others, too. The first ratios are to the same from tables in memory, the second to
    rivals that have kept a table of days, which holds for rules about days and hours alone.
    """
    listed = years_of(years)
    write_county(pupils, SEED, told, listed)
    times, answers = {}, {}
    for name in ("fold", "duckdb", "pandas"):
        times[name], answers[name] = _measure(name, listed)
        told(f"{name}: {times[name]}")
    for name in ("duckdb", "pandas"):
        for part, numbers in answers["fold"].items():
            if not np.array_equal(numbers, answers[name][part]):
                raise AssertionError(f"{name}: {part} differs in {int((numbers != answers[name][part]).sum())} rows")
    ours, caught = times["fold"], answers["fold"]["caught"]
    return {
        "pupil_years": len(answers["fold"]["first"]), "rows": ours["rows"], "seconds": round(ours["warm"], 3),
        "cpu_seconds": round(ours["cpu"], 3),
        "making_warm": round(ours["cold"], 1), "peak_mb": ours["peak_mb"],
        "flagged": int((answers["fold"]["first"] >= 0).sum()), "caught": f"{caught[0]} of {caught[1]}",
        **{f"{name}_seconds": round(times[name]["warm"], 3) for name in ("pandas", "duckdb")},
        **{f"ratio_{name}": round(times[name]["warm"] / ours["warm"], 1) for name in ("pandas", "duckdb")},
        **{f"ratio_{name}_days_kept": round(times[name]["kept"] / ours["warm"], 1) for name in ("pandas", "duckdb")},
    }  # fmt: skip


def _measure(name: str, years: list[int]) -> tuple[dict, dict[str, np.ndarray]]:
    file = Path(settings.TETTPAA_HOME) / f"bench-{name}.npz"
    words = [sys.executable, "-m", "tettpaa.bench.replay.one", name, ",".join(map(str, years)), str(file)]
    said = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    with np.load(file) as held:
        return json.loads(said), dict(held)
