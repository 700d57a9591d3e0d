"""Rows of a CSV file with their numbers, and the faults of CSV as such."""

import duckdb
import pytest

from tettpaa.identify.sources import csv_rows
from tettpaa.identify.sources.csv_rows import has_rows, header_of, load
from tettpaa.identify.sources.delivery import Delivery


@pytest.fixture
def delivery():
    return Delivery(duckdb.connect())


def loaded(tmp_path, delivery: Delivery, content: bytes) -> list[tuple]:
    """The rows of columns a and b (b may be missing), with their numbers."""
    file = tmp_path / "1.csv"
    file.write_bytes(content)
    header = header_of(file, "fil.csv", delivery)
    if header is None:
        return []
    columns = {"a": header.index("a"), "b": header.index("b") if "b" in header else None}
    load(file, "fil.csv", delivery, table="raw_x", columns=columns, width=len(header))
    return delivery.con.execute("SELECT _row, a, b FROM raw_x ORDER BY _row").fetchall()


def faults(delivery: Delivery) -> list[tuple]:
    return [(problem.code, problem.file, problem.row) for problem in delivery.problems]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_rows_are_numbered_as_in_a_spreadsheet_whatever_ends_the_lines(tmp_path, delivery, end):
    content = end.join([b"a,secret,b", b"1,x, 2 ", b"", b",,", b'"3,""4""",y,""', b"5,z,6"])
    assert loaded(tmp_path, delivery, content) == [(2, "1", "2"), (5, '3,"4"', None), (6, "5", "6")]
    assert not delivery.problems


def test_a_cell_may_have_line_breaks_inside_quotes(tmp_path, delivery):
    assert loaded(tmp_path, delivery, b'a,b\n"1\r\n2",3\n4,5\n') == [(2, "1\r\n2", "3"), (3, "4", "5")]


def test_a_column_the_file_lacks_is_empty(tmp_path, delivery):
    assert loaded(tmp_path, delivery, b"a\n1\n") == [(2, "1", None)]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b'a,b\n1,2\n3,bad"quote\n', "csv.unescaped_quote", 3),
        (b'a,b\n"1"x,2\n', "csv.unescaped_quote", 2),
        (b'a,b\n1,2\n3,"4\n5,6\n', "csv.unclosed_quote", 3),
        (b'"a,b\n1,2\n', "csv.unclosed_quote", 1),
        (b"a,b\n1,2\n\n1,2,3\n", "csv.wrong_width", 4),
        (b"a,b\n1\n", "csv.wrong_width", 2),
        (b"a,b,a\n1,2,3\n", "csv.duplicate_column", 1),
        (b"a,b\n1,2\n" + b"x" * 140_000 + b",2\n", "csv.cell_too_long", 3),
    ],
)
def test_what_breaks_the_rules_of_csv_is_told_with_its_row(tmp_path, delivery, content, code, row):
    loaded(tmp_path, delivery, content)
    assert faults(delivery) == [(code, "fil.csv", row)]


def test_rows_are_taken_in_batches(tmp_path, delivery, monkeypatch):
    monkeypatch.setattr(csv_rows, "AT_A_TIME", 2)
    rows = loaded(tmp_path, delivery, b"a,b\n" + b"".join(b"%d,\n" % n for n in range(5)))
    assert rows == [(n + 2, str(n), None) for n in range(5)]


@pytest.mark.parametrize(("content", "expected"), [(b"a,b", False), (b"a,b\n , \n\n", False), (b"a,b\n1,\n", True)])
def test_whether_a_file_says_anything(tmp_path, delivery, content, expected):
    file = tmp_path / "1.csv"
    file.write_bytes(content)
    assert has_rows(file, "fil.csv", delivery) is expected
