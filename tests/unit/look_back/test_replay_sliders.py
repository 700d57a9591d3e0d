"""How far a threshold slides, and where it is written instead."""

import pytest

from tettpaa.identify.indicators.catalogue import INDICATORS
from tettpaa.pages.replay.sliders import BY_UNIT, slider_of


@pytest.mark.parametrize(
    ("indicator", "value", "most"),
    [
        ("absence_days", "3", 40), ("single_hours", "10", 80), ("iv_or_1_count", "1", 10),
        ("absence_days", "2,5", None),  # between two steps
        ("absence_days", "0", None), ("absence_days", "41", None), ("absence_days", "tre", None), ("nothing", "3", None),
        ("grunnskolepoeng", "35", None),  # points have no slider
    ],
)  # fmt: skip
def test_a_value_on_the_scale_has_a_slider(indicator, value, most):
    slider = slider_of({"indicator": indicator, "value": value})
    assert (slider["most"] if slider else None) == most


def test_every_unit_with_a_slider_is_a_unit_of_some_indicator():
    assert set(BY_UNIT) <= {each.unit for each in INDICATORS.values()}
