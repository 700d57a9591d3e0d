"""Every example gives its numbers by the fold, by the fold uncompiled, and by the reference."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.indicator_cases import columns_of
from tests.spec.indicators.drawings import drawn
from tests.spec.indicators.examples import EXAMPLES, Example
from tettpaa.identify.indicators.catalogue import INDICATORS
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.gauges import Gauge, Window
from tettpaa.identify.indicators.reference.numbers import Pupil

ROOT = Path(__file__).resolve().parents[3]


def gauge_named(name: str) -> Gauge:
    """'absence_days/5' is of the last 5 school days."""
    indicator, _, days = name.partition("/")
    return Gauge(indicator, Window(school_days=int(days)) if days else Window())


def by_fold(example: Example) -> dict[str, list[float]]:
    case, as_of = drawn(example.drawing, example.planned_hours)
    values = fold(columns_of([case]), as_of, [gauge_named(name) for name in example.gives]).values[0]
    return {name: values[:, place].tolist() for place, name in enumerate(example.gives)}


def by_reference(example: Example) -> dict[str, list[float]]:
    case, as_of = drawn(example.drawing, example.planned_hours)
    pupil = Pupil(case, as_of)
    return {name: [float(number) for number in pupil.number(gauge_named(name), as_of)] for name in example.gives}


def expected(example: Example) -> dict[str, list[float]]:
    return {
        name: pytest.approx(value if isinstance(value, tuple) else [value] * 3, abs=1e-3, nan_ok=True)
        for name, value in example.gives.items()
    }


@pytest.mark.parametrize("engine", [by_fold, by_reference])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.shows)
def test_the_drawing_gives_its_numbers(engine, example: Example) -> None:
    assert engine(example) == expected(example)


def test_the_fold_says_the_same_uncompiled() -> None:
    words = "from tests.spec.indicators.test_examples import check_all; check_all()"
    plain = os.environ | {"NUMBA_DISABLE_JIT": "1"}
    subprocess.run([sys.executable, "-c", words], cwd=ROOT, env=plain, check=True, capture_output=True)


def check_all() -> None:
    """Every example by the fold as this process runs it."""
    for example in EXAMPLES:
        assert by_fold(example) == expected(example), example.shows


def test_every_absence_indicator_has_an_example() -> None:
    shown = {name.partition("/")[0] for example in EXAMPLES for name in example.gives}
    assert {name for name, each in INDICATORS.items() if each.family in ("absence", "subjects")} <= shown
