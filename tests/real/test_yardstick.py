"""The yardstick on pupils' data that others published: as good as they say the data can be, and no better than chance
where it cannot.

Needs the extra `ml`; in CI a missing one is a failure.
"""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tettpaa.look_back.replay.yardstick.curves import curve_of
from tettpaa.look_back.replay.yardstick.fitting import Model, boosted, logistic, scores

if not os.environ.get("CI"):
    pytest.importorskip("sklearn", reason="the extra ml is not installed")

AT_ENROLMENT = 20  # columns known when a student begins, before the first semester's
ECONOMY = ("Unemployment rate", "Inflation rate", "GDP")
FOLDS = 5


def in_folds(made: Callable[[], Model], numbers: np.ndarray, is_outcome: np.ndarray) -> float:
    """AUC where each fifth is scored by a model that has not seen it."""
    fold = np.zeros(len(is_outcome), int)
    rng = np.random.default_rng(1)
    for kind in (True, False):  # each fifth has its share of both
        places = np.flatnonzero(is_outcome == kind)
        fold[rng.permutation(places)] = np.arange(len(places)) % FOLDS
    found = np.zeros(len(is_outcome))
    for number in range(FOLDS):
        seen = fold != number
        found[~seen] = scores(made(), (numbers[seen], is_outcome[seen]), numbers[~seen])
    return curve_of(found, is_outcome).auc


def rows_of(file: Path, delimiter: str) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=delimiter))


@pytest.fixture(scope="module")
def students(real_data: Path) -> list[dict[str, str]]:
    return rows_of(real_data / "uci-dropout" / "dropout.csv", ",")


def numbers_in(rows: list[dict[str, str]], names: list[str]) -> np.ndarray:
    return np.array([[float(row[name]) for name in names] for row in rows])


def test_a_logistic_model_tells_who_dropped_out_from_the_rest(students):
    is_dropout = np.array([row["Target"] == "Dropout" for row in students])
    names = [name for name in students[0] if name != "Target"]
    assert in_folds(logistic, numbers_in(students, names), is_dropout) == pytest.approx(0.92, abs=0.015)


def test_the_boosted_one_does_as_well(students):
    is_dropout = np.array([row["Target"] == "Dropout" for row in students])
    names = [name for name in students[0] if name != "Target"]
    assert in_folds(boosted, numbers_in(students, names), is_dropout) >= 0.91


def test_what_is_known_at_enrolment_tells_less(students):
    is_dropout = np.array([row["Target"] == "Dropout" for row in students])
    names = [*list(students[0])[: AT_ENROLMENT + 1], *ECONOMY]
    assert in_folds(logistic, numbers_in(students, names), is_dropout) == pytest.approx(0.79, abs=0.02)


@pytest.mark.parametrize("name", ["student-mat", "student-por"])
def test_absence_alone_hardly_tells_who_fails_there(real_data, name):
    rows = rows_of(real_data / "uci-student-performance" / f"{name}.csv", ";")
    is_failed = np.array([float(row["G3"]) < 10 for row in rows])
    assert in_folds(logistic, numbers_in(rows, ["absences"]), is_failed) < 0.65
