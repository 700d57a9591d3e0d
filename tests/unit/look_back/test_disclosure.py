"""What is hidden of a table drawn by hand, and what a proportion of it bears."""

import pytest

from tettpaa.trust.disclosure import HIDDEN, Table, interval, proportion, release

SCHOOLS = Table(("skole", "trinn"), {
    ("A", "Vg1"): 3, ("A", "Vg2"): 40, ("B", "Vg1"): 12, ("B", "Vg2"): 30, ("C", "Vg1"): 50, ("C", "Vg2"): 60,
})  # fmt: skip


def test_a_small_cell_takes_three_others_with_it_and_every_total_stays():
    released = release(SCHOOLS)
    assert {key for key, number in released.cells.items() if number is HIDDEN} == {
        ("A", "Vg1"), ("A", "Vg2"), ("B", "Vg1"), ("B", "Vg2")
    }  # fmt: skip
    assert (released.number(skole="A"), released.number(trinn="Vg1"), released.total) == (43, 65, 195)


def test_views_of_one_table_are_protected_against_each_other():
    counts = {("A", "K", "1"): 3, ("A", "M", "1"): 9, ("B", "K", "1"): 20, ("B", "M", "1"): 20, ("B", "M", "2"): 20}
    released = release(Table(("skole", "kjønn", "trinn"), counts), views=[("skole", "kjønn"), ("trinn",)])
    assert released.number(skole="A", kjønn="K") is HIDDEN
    assert released.number(skole="B", kjønn="K") is HIDDEN
    assert released.number(trinn="2") == 20


def test_a_view_nobody_asked_for_is_not_there():
    released = release(SCHOOLS, views=[("skole",)])
    with pytest.raises(KeyError):
        released.number(trinn="Vg1")


def test_a_table_of_very_few_tells_nothing_but_its_zeros():
    released = release(Table(("skole",), {("A",): 2, ("B",): 0}))
    assert (released.number(skole="A"), released.number(skole="B"), released.total) == (HIDDEN, 0, HIDDEN)


def test_nobody_asks_for_less_than_five():
    with pytest.raises(ValueError, match="always hidden"):
        release(SCHOOLS, k=4)


def test_an_owner_may_round():
    assert release(SCHOOLS, k=5, rounded_to=5).number(skole="A") == 45
    assert release(Table(("skole",), {("A",): 12}), rounded_to=5).total == 10


def test_parts_are_added_before_they_are_rounded_so_that_none_is_more_than_its_whole():
    counts = {("A", "venter"): 8, ("A", "snakket med"): 8, ("B", "venter"): 20, ("B", "snakket med"): 20}
    released = release(Table(("skole", "står"), counts), rounded_to=5)
    assert (released.number(skole="A", står="venter"), released.number(skole="A", står="snakket med")) == (10, 10)
    assert released.number(skole="A", står=("venter", "snakket med")) == released.number(skole="A") == 15
    assert released.view("skole") == {("A",): 15, ("B",): 40}


def test_a_sum_of_values_is_hidden_where_one_of_them_is():
    released = release(SCHOOLS)
    assert released.number(skole="A", trinn=("Vg1", "Vg2")) is HIDDEN and released.number(skole="A") == 43


def test_a_count_below_none_is_no_count():
    with pytest.raises(ValueError, match="no count"):
        Table(("skole",), {("A",): -1})


def test_a_proportion_says_what_it_bears():
    """Wilson's interval for 8 of 20: 0.219 to 0.613 (Brown, Cai and DasGupta 2001 give the formula)."""
    assert interval(8, 20) == (pytest.approx(0.2188, abs=1e-4), pytest.approx(0.6134, abs=1e-4))
    assert interval(0, 20)[0] == 0
    assert interval(20, 20)[1] == 1


def test_a_proportion_of_what_is_hidden_is_hidden_and_of_nobody_is_unknown():
    assert proportion(HIDDEN, 20) is HIDDEN
    assert proportion(3, HIDDEN) is HIDDEN
    assert proportion(0, 0) is None
