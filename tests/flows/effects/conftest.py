"""A school in which some began a measure on 15 September, and others had been away just as much."""

import pytest

from tests.cast import Cast
from tests.effects import AFTER, BEFORE, WITH_IT, compare_all, make_county


@pytest.fixture
def county(cast: Cast) -> Cast:
    """All away 8 of 20 days before; 2 of 20 after with the measure, and 6 of 20 without it."""
    before = BEFORE[::5] + BEFORE[1::5]
    make_county(cast, lambda number: before + AFTER[: 2 if number < WITH_IT else 6])
    return cast


@pytest.fixture
def compared(county: Cast) -> Cast:
    compare_all(county)
    return county
