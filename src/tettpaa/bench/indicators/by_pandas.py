"""The core set in pandas, from frames that DuckDB reads out of the Delta tables for it.

Numbers are 64-bit: sums of 16-bit minutes wrapped round in silence when this was first tried.
"""

import numpy as np
import pandas as pd

from tettpaa.bench.indicators.core import RULES, Results
from tettpaa.bench.indicators.county import AS_OF, FIRST_DAY
from tettpaa.bench.indicators.given import Given

Frames = dict[str, pd.DataFrame]
KEY = ["pupil", "on"]


def read(given: Given) -> Frames:
    """Every table as a frame; days as whole numbers from 1 August."""
    con = given.connect()
    return {name: con.sql(f"SELECT * FROM {name}_view").df() for name in given.queries}  # noqa: S608


def run(frames: Frames) -> Results:
    """The core set."""
    frames = {name: _with_day_numbers(frame) for name, frame in frames.items()}
    today = (AS_OF - FIRST_DAY).days
    absences = frames["absences"][frames["absences"]["on"] <= today].merge(frames["codes"], on="code")
    lessons = frames["lessons"][(frames["lessons"]["on"] <= today) & (frames["lessons"]["is_held"] != False)]  # noqa: E712
    away = absences[~absences["is_late"]]
    numbered = _numbered(frames["calendar"], today)
    days = _days(away, lessons, frames, numbered, today)
    pupils = frames["enrolments"].set_index("pupil").sort_index()
    by_pupil = _sums(days, pupils, int(numbered["n"].max()))
    by_pupil["late"] = absences[absences["is_late"]].groupby("pupil").size()
    by_pupil = by_pupil.join(_streaks(days, int(numbered["n"].max())))
    by_pupil = by_pupil.join(_over(away, frames)).fillna(0).astype(np.int64)
    firsts = pd.DataFrame(index=by_pupil.index)
    firsts["since_rule"] = _first_of_rule(days)
    for name in RULES:
        by_pupil[name] = firsts[name] if name in firsts else by_pupil[name] - 1
    by_pupil = by_pupil.fillna(-1).astype(np.int64)
    found = {name: by_pupil[name].to_numpy() for name in by_pupil if name != "school"}
    return found | _by_school(by_pupil, pupils) | _by_group(lessons, frames["groups"], today)


def _with_day_numbers(frame: pd.DataFrame) -> pd.DataFrame:
    """Dates as days since 1 August."""
    first = pd.Timestamp(FIRST_DAY)
    changed = frame.copy(deep=False)
    for name in ("on", "registered_on", "since", "until"):
        if name in changed:
            changed[name] = (changed[name] - first).dt.days
    return changed


def _numbered(calendar: pd.DataFrame, today: int) -> pd.DataFrame:
    """School days with their number at the school."""
    days = calendar[calendar["is_school_day"] & (calendar["on"] <= today)].sort_values(["school", "on"])
    return days.assign(n=days.groupby("school").cumcount() + 1)[["school", "on", "n"]]


def _days(
    away: pd.DataFrame, lessons: pd.DataFrame, frames: Frames, numbered: pd.DataFrame, today: int
) -> pd.DataFrame:
    """A row for each pupil's day with absence."""
    told = away.assign(undocumented=np.where(away["documentation"] == "none", away["minutes"], 0))
    missed = told.groupby(KEY, as_index=False)[["minutes", "undocumented"]].sum()
    lessons = lessons.assign(registered=np.where(lessons["registered_on"] <= today, lessons["minutes"], 0))
    group_days = lessons.groupby(["group", "on"], as_index=False).agg(
        held=("minutes", "sum"), registered=("registered", "sum"), first=("lesson", "min"), last=("lesson", "max")
    )
    ties = missed[KEY].merge(frames["memberships"], on="pupil")
    ties = ties[(ties["since"] <= ties["on"]) & (ties["on"] <= ties["until"])]
    held = (
        ties.merge(group_days, on=["group", "on"])
        .groupby(KEY, as_index=False)
        .agg(held=("held", "sum"), registered=("registered", "sum"), first=("first", "min"), last=("last", "max"))
    )
    edges = away[[*KEY, "lesson"]].merge(held[[*KEY, "first", "last"]], on=KEY)
    edges = edges.assign(at_first=edges["lesson"] == edges["first"], at_last=edges["lesson"] == edges["last"])
    edges = edges.groupby(KEY, as_index=False)[["at_first", "at_last"]].any()
    days = missed.merge(held.drop(columns=["first", "last"]), on=KEY).merge(edges, on=KEY)
    days = days.merge(frames["enrolments"], on="pupil").merge(numbered, on=["school", "on"])
    whole = days["minutes"] >= days["held"]
    untold = days["held"] > days[["registered", "minutes"]].max(axis=1)
    weekday = (days["on"] + FIRST_DAY.weekday()) % 7
    return days.assign(
        whole=whole, is_open=~whole & untold & (days["minutes"] >= days["registered"]), edge=weekday.isin([0, 4])
    ).sort_values(["pupil", "n"], ignore_index=True)


def _sums(days: pd.DataFrame, pupils: pd.DataFrame, latest: int) -> pd.DataFrame:
    part = ~days["whole"]
    whole_since = {back: days["whole"] & (days["n"] > latest - back) for back in (10, 20, 40)}
    marks = pd.DataFrame({
        "pupil": days["pupil"], "days": days["whole"], "minutes": np.where(part, days["minutes"], 0),
        "undocumented": np.where(part, days["undocumented"], 0), "partial": part, "first": part & days["at_first"],
        "last": part & days["at_last"], "edges": days["edge"], "days_10": whole_since[10], "days_20": whole_since[20],
        "days_40": whole_since[40],
    })  # fmt: skip
    sums = pupils[[]].join(marks.groupby("pupil").sum())
    return sums.assign(trend=2 * sums["days_20"] - sums["days_40"]).drop(columns="days_40")


def _streaks(days: pd.DataFrame, latest: int) -> pd.DataFrame:
    """Runs of whole days: where the school day's number less the row's number stays the same."""
    whole = days[days["whole"]]
    island = whole["n"] - whole.groupby("pupil").cumcount()
    runs = whole.groupby(["pupil", island.rename("island")])["n"].agg(["size", "max"]).reset_index()
    current = runs[runs["max"] == latest].groupby("pupil")["size"].max()
    return pd.DataFrame({"longest": runs.groupby("pupil")["size"].max(), "current": current})


def _first_of_rule(days: pd.DataFrame) -> pd.Series:
    """The first day with 3 whole days, or 600 certain minutes, in 20 school days: only a day with absence can be."""
    minutes = np.where(days["whole"] | days["is_open"], 0, days["minutes"])
    sums = pd.DataFrame({"whole": days["whole"].astype(np.int64).cumsum(), "minutes": minutes.cumsum()})
    # A key that grows through all pupils, so that one search finds each row's first row of the window.
    key = days["pupil"].rank(method="dense").astype(np.int64) * 1000 + days["n"]
    begins = np.searchsorted(key, np.maximum(key - 19, key // 1000 * 1000))
    before = sums.shift(fill_value=0).to_numpy()[begins]
    within = sums.to_numpy() - before
    holds = (within[:, 0] >= 3) | (within[:, 1] >= 600)
    return days[holds].groupby("pupil")["on"].min()


def _over(away: pd.DataFrame, frames: Frames) -> pd.DataFrame:
    """Subjects over 10 % and 15 %, and one more than the first day of each (0: never); § 9-8 by running sums."""
    limits = frames["subjects"].assign(limit=(frames["subjects"]["planned_hours"] * 60).round() * 0.1)
    events = away[away["cause"] != "b"].merge(frames["enrolments"], on="pupil")
    events = events.merge(limits[["school", "subject_code", "limit"]], on=["school", "subject_code"])
    events = events.sort_values(["pupil", "subject_code", "on", "lesson"], ignore_index=True)
    is_health = events["documentation"] == "health"
    subject = [events["pupil"], events["subject_code"]]
    total = events["minutes"].groupby(subject).cumsum()
    certain = events["minutes"].where(~is_health, 0).groupby(subject).cumsum()
    reached = total >= events["limit"]
    base = (events["limit"].where(is_health, total) - certain)[reached].groupby([each[reached] for each in subject])
    counted = base.transform("first") + certain[reached]
    past = events[reached].assign(counted=counted)
    over = {10: past[past["counted"] > past["limit"]], 15: past[past["counted"] > past["limit"] * 1.5]}
    found = {f"over_{percent}": rows.groupby("pupil")["subject_code"].nunique() for percent, rows in over.items()}
    found |= {f"since_over_{percent}": rows.groupby("pupil")["on"].min() + 1 for percent, rows in over.items()}
    return pd.DataFrame(found)


def _by_school(by_pupil: pd.DataFrame, pupils: pd.DataFrame) -> Results:
    found = by_pupil[["days", "minutes"]].join(pupils).groupby(pupils["school"].astype(str).rename("key"))
    sums = found.agg(pupils=("days", "size"), days=("days", "sum"), minutes=("minutes", "sum")).sort_index()
    return {f"school_{name}": sums[name].to_numpy().astype(np.int64) for name in sums}


def _by_group(lessons: pd.DataFrame, groups: pd.DataFrame, today: int) -> Results:
    missing = ~(lessons["registered_on"] <= today)
    counts = pd.DataFrame(
        {"lessons": lessons.groupby("group").size(), "missing": missing.groupby(lessons["group"]).sum()}
    )
    counts = counts.reindex(groups["group"].sort_values(), fill_value=0)
    return {f"group_{name}": counts[name].to_numpy().astype(np.int64) for name in counts}
