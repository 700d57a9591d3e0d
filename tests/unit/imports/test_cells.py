"""How a cell of text becomes a value: asked of DuckDB, as the import does it."""

import datetime as dt

import duckdb
import pytest

from tettpaa.identify.imports.cells import cell_rules, text_of, value_of
from tettpaa.schema import SOURCE_TABLES, Column, Table


def read(kind: str, text: str, *, name: str = "x", values: tuple[str, ...] = ()):
    column = Column(name, kind, "", "", values=values)
    with duckdb.connect() as con:
        return con.execute(
            f'SELECT {value_of(column)} FROM (SELECT {text_of(column)} AS "t_{name}" FROM (SELECT ? AS "{name}"))',
            [text],
        ).fetchone()[0]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "2025-08-18", dt.date(2025, 8, 18)),
        ("date", "18.08.2025", dt.date(2025, 8, 18)),
        ("date", "8.9.2025", dt.date(2025, 9, 8)),
        ("date", " 2025-08-18 ", dt.date(2025, 8, 18)),
        ("date", "2024-02-29", dt.date(2024, 2, 29)),
        ("date", "2025-02-29", None),
        ("date", "31.04.2025", None),
        ("date", "18.08.25", dt.date(25, 8, 18)),  # and then told to be out of range
        ("date", "2025-08-18T08:00", None),
        ("date", "20250818", None),
        ("date", "epoch", None),
        ("date", "-infinity", None),
        ("int", "45", 45),
        ("int", "-45", -45),
        ("int", "+45", 45),
        ("int", "007", 7),
        ("int", "45.0", None),
        ("int", "4 5", None),
        ("int", "0x2d", None),
        ("int", "2147483648", None),
        ("decimal", "1,5", 1.5),
        ("decimal", "1.5", 1.5),
        ("decimal", "-0,25", -0.25),
        ("decimal", "\u22121,5", -1.5),
        ("decimal", "2", 2.0),
        ("decimal", ",5", None),
        ("decimal", "1.234,5", None),
        ("decimal", "inf", None),
        ("decimal", "1e3", None),
        ("time", "08:15", 495),
        ("time", "8.15", 495),
        ("time", "08:15:30", 495),
        ("time", "00:00", 0),
        ("time", "23:59", 1439),
        ("time", "24:00", None),
        ("time", "08:60", None),
        ("time", "0815", None),
        ("bool", "ja", True),
        ("bool", "NEI", False),
        ("bool", "True", True),
        ("bool", "0", False),
        ("bool", "x", None),
        ("text", "\u00a0 Ås ", "Ås"),
        ("text", " \t ", None),
    ],
)
def test_a_cell_is_read_as_its_kind(kind, text, value):
    assert read(kind, text) == value


def test_listed_values_are_taken_whatever_their_case():
    assert read("text", "ng", values=("G", "Ng", "Lg")) == "Ng"
    assert read("text", "god", values=("G", "Ng", "Lg")) is None


def test_an_open_end_is_no_end():
    assert read("date", "9999-12-31", name="valid_to") is None
    assert read("date", "31.12.9999", name="until") is None


@pytest.mark.parametrize("table", SOURCE_TABLES.values(), ids=lambda table: table.name)
def test_every_rule_fits_in_the_bits_of_a_row(table: Table):
    assert len(cell_rules(table, keeps_reversed_periods=False)) <= 62
