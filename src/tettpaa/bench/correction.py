"""What one class's corrections cost where a county is held: the commit, the pupils' indicators, their flags.

A teacher corrects the class's absence; the school's system sends the rows as a delivery of changes. It is taken in
by a process that is already running, as the worker is. The rival does after each delivery what the night does: every
pupil's indicators and flags anew.
"""

import csv
import datetime as dt
import statistics
import tempfile
import time
from collections.abc import Callable, Collection, Mapping
from itertools import islice
from pathlib import Path

import numpy as np

from tettpaa.bench.files import SCHOOL_YEAR, changes, generate, imported
from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.models import FlagUpdate
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.identify.flags.update import update_flags
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.progress import noting
from tettpaa.identify.imports.running import import_package
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.gauges import every_gauge
from tettpaa.kit import clock
from tettpaa.schools.people.models import Membership
from tettpaa.schools.places.models import Group, Owner
from tettpaa.schools.places.school_year import first_day

AS_OF = dt.date(SCHOOL_YEAR + 1, 5, 29)
# About what one class's teachers correct in a week.
CORRECTED, TIMES = 60, 5
BY = "måling"
Rows = list[dict[str, str]]


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """Seconds are medians of five deliveries, each correcting the same rows anew; one before them is not counted.

    `ratio_whole_county` is what the county's indicators and flags take over what the class's take. The class's
    numbers and flags must be those that the whole county's run gives.
    """
    with tempfile.TemporaryDirectory(prefix="tettpaa-bench-correction-") as folder:
        told(f"Lager et fylke med {pupils} elever …")
        county = generate(pupils, Path(folder) / "county")
        told("Importerer alt …")
        counts = imported(county).answer["counts"]
        owner = Owner.objects.get()
        told("Regner ut fylkets flagg …")
        _adopt_rules(owner)
        _flags(owner, None)
        keys, ids = _a_class(owner)
        rows = _absences_of(county / "absences.csv", ids)
        told(f"Retter {len(rows)} fravær for {len(keys)} elever, {1 + TIMES} ganger …")
        taken = [_corrected(owner, keys, rows, Path(folder) / str(number)) for number in range(1 + TIMES)][1:]
        told("Regner ut hele fylket på nytt …")
        whole = _whole_county(owner, keys)
    commit, indicators, flags = (statistics.median(times) for times in zip(*taken, strict=True))
    return {
        "pupils": pupils, "held_absences": counts["absences"]["new"], "class_pupils": len(keys), "rows": len(rows),
        "seconds": round(statistics.median(map(sum, taken)), 3), "commit_seconds": round(commit, 3),
        "indicators_seconds": round(indicators, 3), "flags_seconds": round(flags, 3),
        "whole_county_seconds": round(whole, 1), "ratio_whole_county": round(whole / (indicators + flags), 1),
    }  # fmt: skip


def _adopt_rules(owner: Owner) -> None:
    for key in shipped_sets():
        adopt_shipped(owner=owner, key=key, valid_from=first_day(SCHOOL_YEAR), by=BY, at=clock.now())


def _a_class(owner: Owner) -> tuple[list[int], set[str]]:
    """Keys and ids of the pupils of the county's first class."""
    group = Group.objects.filter(school__owner=owner, kind=Group.Kind.CLASS).order_by("source_id")[0]
    pupils = Membership.objects.filter(group=group, role=Membership.Role.PUPIL).order_by("person")
    keys, ids = zip(*pupils.values_list("person", "person__source_id"), strict=True)
    return sorted(set(keys)), set(ids)


def _absences_of(file: Path, ids: Collection[str]) -> Rows:
    """Lessons the pupils were absent from, the first of them."""
    with file.open(encoding="utf-8", newline="") as source:
        theirs = (row for row in csv.DictReader(source) if row["pupil_id"] in ids and row["unit"] == "lesson")
        return list(islice(theirs, CORRECTED))


def _corrected(owner: Owner, keys: list[int], rows: Rows, folder: Path) -> tuple[float, float, float]:
    """Seconds of the commit, of the pupils' indicators, and of their flags."""
    package = changes(folder, "absences", [_other(row, folder.name) for row in rows])
    begun = time.monotonic()
    held = import_package(
        package, owner=owner, kind="csv", school_year=SCHOOL_YEAR, wish=Wish(BY, is_asked=True), report_for=noting
    )
    committed = time.monotonic()
    if held.state != "committed" or held.counts["absences"]["changed"] != len(rows):
        raise AssertionError(f"{held.state}: {held.counts}")
    _numbers(owner, keys)
    folded = time.monotonic()
    _flags(owner, keys)
    return committed - begun, folded - committed, time.monotonic() - folded


def _other(row: Mapping[str, str], turn: str) -> dict[str, str]:
    """The row with other minutes and another code each time."""
    return row | {"minutes": str(30 + int(turn)), "code": "DM"[int(turn) % 2]}


def _numbers(owner: Owner, keys: Collection[int] | None) -> dict[int, np.ndarray]:
    """Every indicator over every window of each pupil, as seen, at least and at most."""
    columns = load(owner, SCHOOL_YEAR, pupils=keys)
    values = fold(columns, AS_OF, every_gauge()).values
    return dict(zip(columns.pupils.tolist(), values, strict=True))


def _flags(owner: Owner, keys: Collection[int] | None) -> FlagUpdate:
    return update_flags(owner=owner, as_of=AS_OF, by=BY, at=clock.now(), pupils=keys)


def _whole_county(owner: Owner, keys: Collection[int]) -> float:
    """Seconds of everybody's indicators and flags, when there is nothing left to change."""
    begun = time.monotonic()
    everybody = _numbers(owner, None)
    update = _flags(owner, None)
    seconds = time.monotonic() - begun
    if any(update.counts.values()):
        raise AssertionError(f"the class's flags are not the county's: {update.counts}")
    for pupil, numbers in _numbers(owner, keys).items():
        np.testing.assert_array_equal(numbers, everybody[pupil])
    return seconds
