"""No number that is shown tells a small one, whoever subtracts what from what: a linear programme tries."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tettpaa.trust.disclosure import HIDDEN, Released, Table, release

K = 5
NAMES = ("skole", "trinn", "kjønn")
VIEWS = ([NAMES], [("skole", "trinn"), ("skole", "kjønn")], [("trinn",), ("kjønn",)])


@st.composite
def tables(draw) -> Table:
    """Three dimensions of two or three values, with many small counts and many zeros."""
    shape = [draw(st.integers(2, 3)) for _name in NAMES]
    count = st.one_of(st.just(0), st.integers(1, 6), st.integers(0, 40))
    return Table(NAMES, {tuple(map(str, at)): draw(count) for at in np.ndindex(*shape)})


def every_view(released: Released) -> list[tuple]:
    return [(view, key, number) for view, cells in released.views.items() for key, number in cells.items()]


def row_of(table: Table, view: tuple, key: tuple) -> np.ndarray:
    """Which cells of the whole table the number counts."""
    named = dict(zip(view, key, strict=True))
    return np.array([
        all(dict(zip(table.dimensions, cell, strict=True))[name] == value for name, value in named.items())
        for cell in table.counts
    ], dtype=float)  # fmt: skip


def most_it_can_be(table: Table, released: Released, about: tuple) -> float:
    """The largest a cell can be, for somebody who knows all that is shown and that what is hidden is at least 1."""
    numbers = every_view(released)
    shown = [(row_of(table, view, key), number) for view, key, number in numbers if number is not HIDDEN]
    hidden = [row_of(table, view, key) for view, key, number in numbers if number is HIDDEN]
    equal = {"A_eq": np.array([row for row, _ in shown]), "b_eq": [n for _, n in shown]} if shown else {}
    found = linprog(
        -row_of(table, *about), A_ub=-np.array(hidden), b_ub=-np.ones(len(hidden)), bounds=(0, 10_000), **equal
    )
    assert found.status == 0, found.message
    return -found.fun


@pytest.mark.parametrize("views", VIEWS, ids=["one", "two", "totals"])
@settings(max_examples=200)
@given(table=tables())
def test_every_small_number_may_for_all_that_is_shown_be_five_or_more(views, table):
    released = release(table, views=views, k=K)
    for view in released.views:
        axes = table.axes(view)
        for key, true in zip(table.keys(axes), table.summed(axes).reshape(-1), strict=True):
            if 0 < true < K:
                assert most_it_can_be(table, released, (view, key)) >= K - 1e-6, (view, key, true)


@settings(max_examples=500)
@given(table=tables())
def test_no_two_shown_numbers_differ_by_a_small_one_of_a_view(table):
    """Differencing, every pair over 500 tables: of one number and another that counts some of the same pupils, the rest is
    never 1 to 4.
    """
    released = release(table, k=K)
    shown = [(row_of(table, view, key), number) for view, key, number in every_view(released) if number is not HIDDEN]
    small = {row_of(table, view, key).tobytes() for view, key, number in every_view(released) if number is HIDDEN}
    for (one, more), (other, fewer) in combinations(shown, 2):
        rest = one - other if more >= fewer else other - one
        if (rest >= 0).all() and rest.tobytes() in small:
            assert abs(more - fewer) >= K


@given(table=tables())
def test_what_is_shown_is_true_and_zero_is_always_shown(table):
    released = release(table, k=K)
    for view, cells in released.views.items():
        axes = table.axes(view)
        for (key, number), true in zip(cells.items(), table.summed(axes).reshape(-1), strict=True):
            assert number == true or (number is HIDDEN and true > 0), (view, key)


@pytest.mark.parametrize("to", [3, 5, 10])
@given(table=tables())
def test_rounded_tells_no_more_and_is_never_further_off_than_half(to, table):
    """What is hidden of the one is hidden of the other; what is shown is made of what is shown of the other, and of nothing
    else: so who could tell a cell from rounded numbers could from those as counted.
    """
    exact, rounded = release(table, k=K), release(table, k=K, rounded_to=to)
    for view in exact.views:
        cells, told = exact.view(*view), rounded.view(*view)
        assert {key for key, number in told.items() if number is HIDDEN} == {
            key for key, number in cells.items() if number is HIDDEN
        }
        shown = {number: told[key] for key, number in cells.items() if number is not HIDDEN}
        assert all(told[key] == shown[number] for key, number in cells.items() if number is not HIDDEN)
        assert all(2 * abs(near - true) <= to and near % to == 0 for true, near in shown.items())


@given(table=tables(), to=st.sampled_from([3, 5, 10]))
def test_a_rounded_part_is_never_more_than_its_rounded_whole(table, to):
    """Any values of a dimension together, of all of them: a share of what is told is at most 100 %."""
    released = release(table, k=K, rounded_to=to)
    first, *others = table.values[0]
    some, whole = released.number(skole=tuple(others)), released.number(skole=(first, *others))
    assert HIDDEN in (some, whole) or some <= whole


def test_without_hiding_the_attack_succeeds():
    """The attacker can be trusted: told everything, she knows the small cell to be small."""
    table = Table(("skole", "trinn"), {("A", "1"): 2, ("A", "2"): 9, ("B", "1"): 8, ("B", "2"): 7})
    told = Released(table.dimensions, {
        tuple(table.dimensions[axis] for axis in axes): dict(zip(
            table.keys(axes), [HIDDEN if (v := int(n)) == 2 else v for n in table.summed(axes).reshape(-1)], strict=True))
        for axes in ((), (0,), (1,), (0, 1))
    })  # fmt: skip
    assert most_it_can_be(table, told, (("skole", "trinn"), ("A", "1"))) == pytest.approx(2)
