"""The replay in pandas, from frames that DuckDB has read for it."""

import duckdb
import numpy as np
import pandas as pd

from tettpaa.bench.replay.given import OPEN_END
from tettpaa.bench.replay.what import MINUTES, Results

Frames = dict[str, pd.DataFrame]
KEY = ["pupil", "on"]


def read(con: duckdb.DuckDBPyConnection) -> Frames:
    """Every table as a frame; numbers are 64-bit, since sums of small ones wrap round in silence."""
    names = ("absences", "lessons", "school_days", "enrolments", "memberships")
    frames = {name: con.sql(f'FROM "{name}"').df() for name in names}
    for name in ("absences", "lessons"):
        frames[name]["minutes"] = frames[name]["minutes"].astype(np.int64)
    return frames


def make_days(frames: Frames) -> pd.DataFrame:
    """A row for each pupil's day with absence: what no rule changes."""
    missed = frames["absences"].groupby(KEY, as_index=False)["minutes"].sum()
    lessons = frames["lessons"]
    lessons = lessons.assign(registered=np.where(lessons["is_registered"], lessons["minutes"], 0))
    group_days = lessons.groupby(["group", "on"], as_index=False).agg(
        held=("minutes", "sum"), registered=("registered", "sum")
    )
    ties = missed[KEY].merge(frames["memberships"], on="pupil")
    held = ties.merge(group_days, on=["group", "on"]).groupby(KEY, as_index=False)[["held", "registered"]].sum()
    days = missed.merge(held, on=KEY).merge(frames["enrolments"], on="pupil")
    days = days.merge(frames["school_days"], on=["school", "year", "on"])
    whole = days["minutes"] >= days["held"]
    untold = days["held"] > days[["registered", "minutes"]].max(axis=1)
    is_open = ~whole & untold & (days["minutes"] >= days["registered"])
    return days.assign(whole=whole, is_open=is_open).sort_values(["pupil", "n"], ignore_index=True)


def replay(days: pd.DataFrame, frames: Frames, least: int) -> Results:
    """The first day with `least` whole days, or 600 certain minutes, in 20 school days."""
    minutes = np.where(days["whole"] | days["is_open"], 0, days["minutes"])
    sums = pd.DataFrame({"whole": days["whole"].astype(np.int64).cumsum(), "minutes": minutes.cumsum()})
    # A key that grows through all pupils, so that one search finds each row's first row of the window.
    key = days["pupil"].rank(method="dense").astype(np.int64) * 1000 + days["n"]
    begins = np.searchsorted(key, np.maximum(key - 19, key // 1000 * 1000))
    within = sums.to_numpy() - sums.shift(fill_value=0).to_numpy()[begins]
    first = days[(within[:, 0] >= least) | (within[:, 1] >= MINUTES)].groupby("pupil")["on"].min()
    pupils = frames["enrolments"].set_index("pupil").sort_index()
    found = first.reindex(pupils.index)
    left = pupils["left"] < OPEN_END
    caught = int((found[left] < pupils.loc[left, "left"]).sum())
    return {"first": found.fillna(-1).to_numpy().astype(np.int64), "caught": np.array([caught, int(left.sum())])}
