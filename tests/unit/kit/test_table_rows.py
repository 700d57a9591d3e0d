"""The order of a table's rows."""

import datetime as dt
from decimal import Decimal

import pytest

from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, cell_of, in_order, sort_asked

COLUMNS = [Column("name", "Navn"), Column("hours", "Timer", NUMBER), Column("note", "Merknad", is_sortable=False)]
ROWS = [
    {"name": "Åse", "hours": 3},
    {"name": Cell("Anne", url="/a"), "hours": None},
    {"name": "Øyvind", "hours": 11},
    {"name": "Aasmund", "hours": 0.5},
]


def names(rows):
    return [cell_of(row, COLUMNS[0]).value for row in rows]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("name", ["Anne", "Øyvind", "Åse", "Aasmund"]),
        ("-hours", ["Øyvind", "Åse", "Aasmund", "Anne"]),
        ("hours", ["Aasmund", "Åse", "Øyvind", "Anne"]),
        ("note", ["Åse", "Anne", "Øyvind", "Aasmund"]),
        ("", ["Åse", "Anne", "Øyvind", "Aasmund"]),
        ("password", ["Åse", "Anne", "Øyvind", "Aasmund"]),
    ],
)
def test_rows_stand_in_norwegian_order_with_the_unknown_last(asked, expected):
    assert names(in_order(ROWS, COLUMNS, asked)) == expected


def test_a_status_sorts_by_its_own_place_not_by_its_word():
    rows = [{"name": Cell("Avsluttet", order=2)}, {"name": Cell("Venter", order=1)}]
    assert names(in_order(rows, COLUMNS, "name")) == ["Venter", "Avsluttet"]


def test_only_sortable_columns_can_be_asked_for():
    assert sort_asked(COLUMNS, "-hours") == (COLUMNS[1], True)
    assert sort_asked(COLUMNS, "note") is None


def test_a_cell_knows_what_it_holds():
    assert Cell(dt.date(2025, 10, 14)).is_day
    instant = Cell(dt.datetime(2025, 10, 14, 6, 10))
    assert instant.is_moment and not instant.is_day
    assert Cell(Decimal("3.50")).is_amount
    assert Cell(3.5).is_amount and not Cell(True).is_amount and not Cell("3").is_amount
