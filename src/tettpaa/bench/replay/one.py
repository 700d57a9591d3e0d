"""One rival in a process of its own: `python -m tettpaa.bench.replay.one NAME YEARS FILE` prints its times as JSON.

Each time is the median over a slider that is moved; the answers of its last place go to FILE.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable

import django
import numpy as np


def moved(work: Callable[[int], dict]) -> tuple[float, dict]:
    """The median time of the thresholds, the first of all not counted, and the last one's answer."""
    from tettpaa.bench.replay.what import THRESHOLDS

    times, found = [], {}
    for days in THRESHOLDS:
        begins = time.perf_counter()
        found = work(days)
        times.append(time.perf_counter() - begins)
    return statistics.median(times[1:]), found


def fold(years: list[int]) -> tuple[dict, dict]:
    """The product: a rule over warm years, and the table that the page's numbers are made of."""
    from tettpaa.bench.indicators.county import SLUG
    from tettpaa.bench.indicators.one import peak_mb
    from tettpaa.bench.replay.what import THRESHOLDS, rule_of
    from tettpaa.look_back.replay.measures import let_out, measures_of, table_of
    from tettpaa.look_back.replay.replaying import replay
    from tettpaa.look_back.replay.warm import warm_year
    from tettpaa.schools.places.models import Owner

    owner = Owner.objects.get(slug=SLUG)
    begins = time.perf_counter()
    warm = [warm_year(owner, year) for year in years]
    cold = time.perf_counter() - begins

    def work(days: int) -> dict:
        found = [replay(year, [rule_of(days)], np.arange(len(year.people))) for year in warm]
        told = measures_of(let_out(table_of(found, found, "sex"), is_exact=True, rounded_to=1), "second")
        order = [np.argsort(each.people["pupil"]) for each in found]
        first = np.concatenate([each.first_day[place] for each, place in zip(found, order, strict=True)])
        broken = told.caught["break"]
        return {"first": first.astype(np.int64), "caught": np.array([broken.part, broken.whole])}

    begins = time.process_time()
    seconds, found = moved(work)
    cpu = (time.process_time() - begins) / len(THRESHOLDS)
    rows = sum(len(year.facts.entries) for year in warm)
    return {"warm": seconds, "cpu": cpu, "cold": cold, "rows": rows, "peak_mb": peak_mb()}, found


def pandas(years: list[int]) -> tuple[dict, dict]:
    from tettpaa.bench.replay import by_pandas
    from tettpaa.bench.replay.given import connection

    frames = by_pandas.read(connection(years))
    whole, _ = moved(lambda days: by_pandas.replay(by_pandas.make_days(frames), frames, days))
    made = by_pandas.make_days(frames)
    kept, found = moved(lambda days: by_pandas.replay(made, frames, days))
    return {"warm": whole, "kept": kept}, found


def duckdb(years: list[int]) -> tuple[dict, dict]:
    from tettpaa.bench.replay import by_duckdb
    from tettpaa.bench.replay.given import connection

    con = connection(years)

    def whole(days: int) -> dict:
        by_duckdb.make_days(con)
        return by_duckdb.replay(con, days)

    seconds, _ = moved(whole)
    kept, found = moved(lambda days: by_duckdb.replay(con, days))
    return {"warm": seconds, "kept": kept}, found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tettpaa.config.settings")
    django.setup()
    name, told, file = sys.argv[1:]
    measured, answers = {"fold": fold, "pandas": pandas, "duckdb": duckdb}[name](
        [int(year) for year in told.split(",")]
    )
    np.savez(file, **answers)
    sys.stdout.write(json.dumps(measured))
