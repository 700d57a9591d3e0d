"""No count tells of fewer than five pupils, also not by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tettpaa.identify.flags.small_cells import told, told_sum


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"a": 0, "b": 5, "c": 12}, {"a": 0, "b": 5, "c": 12}),
        ({"a": 4, "b": 3, "c": 12}, {"a": None, "b": None, "c": 12}),
        ({"a": 1, "b": 1, "c": 12, "d": 30}, {"a": None, "b": None, "c": None, "d": 30}),
        ({"a": 4, "b": 9, "c": 12}, {"a": None, "b": None, "c": 12}),
        ({"a": 1}, {"a": None}),
        ({}, {}),
    ],
)
def test_small_counts_are_hidden_and_never_alone(counts, shown):
    assert told(counts) == shown


@pytest.mark.parametrize(("counts", "whole"), [({"a": 2, "b": 2}, None), ({"a": 0}, 0), ({"a": 2, "b": 3}, 5)])
def test_a_small_sum_is_hidden(counts, whole):
    assert told_sum(counts) == whole


@given(st.dictionaries(st.integers(), st.integers(min_value=0, max_value=40), max_size=12))
def test_what_is_hidden_cannot_be_found_by_subtraction(counts):
    shown = told(counts)
    hidden = [key for key, count in shown.items() if count is None]
    others = [key for key, count in counts.items() if count]
    if hidden and set(hidden) != set(others):
        assert len(hidden) > 1
        assert sum(counts[key] for key in hidden) >= 5
