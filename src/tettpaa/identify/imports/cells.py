"""How one cell of text becomes a value, and what can be wrong with it, as SQL over whole columns. Pure.

A cell's text is `t_<column>` (trimmed, NULL when empty) and its value `v_<column>` (NULL when unreadable).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tettpaa.schema import Column, Table

# The first and last day anything here can speak of; an open end is sometimes written as 9999-12-31.
FIRST_DAY, LAST_DAY, OPEN_END = "1900-01-01", "2100-12-31", "9999-12-31"
ENDS = ("valid_to", "until", "ends")
PERIODS = (("valid_from", "valid_to"), ("on", "until"), ("begins", "ends"))

# How much text a roster column takes; PostgreSQL refuses more. Others take 400 letters.
LONGEST = {
    "school_id": 200, "person_id": 200, "pupil_id": 200, "group_id": 200, "guardian_id": 200, "name": 200,
    "given_name": 200, "family_name": 200, "feide_name": 200, "email": 254, "org_number": 9, "vigo_number": 5,
    "programme_code": 20, "subject_code": 20, "year_level": 10, "leaving_code": 4,
}  # fmt: skip
LONGEST_TEXT = 400

YES, NO = "('ja', 'true', '1', 'yes', 'sann')", "('nei', 'false', '0', 'no', 'usann')"


@dataclass(frozen=True)
class CellRule:
    """One way a column can be wrong: the problem's code, the column, and the SQL that is true for a wrong row."""

    code: str
    column: str
    wrong: str


def text_of(column: Column) -> str:
    """The cell as text without surrounding blanks; NULL when nothing is left."""
    return f"nullif(trim(\"{column.name}\", ' \t\r\n\u00a0'), '')"


def value_of(column: Column) -> str:
    """SQL that reads `t_<column>` as the column's type; NULL where it is empty or cannot be read."""
    text = f"t_{column.name}"
    if column.values:
        known = " ".join(f"WHEN '{value.lower()}' THEN '{value}'" for value in column.values)
        return f"CASE lower({text}) {known} END"
    if column.type == "date":
        return _date(text, is_end=column.name in ENDS)
    if column.type == "int":
        return f"CASE WHEN regexp_full_match({text}, '[+-]?[0-9]+') THEN try_cast({text} AS INTEGER) END"
    if column.type == "decimal":
        point = f"replace(replace({text}, ',', '.'), '\u2212', '-')"
        return f"CASE WHEN regexp_full_match({point}, '[+-]?[0-9]+([.][0-9]+)?') THEN try_cast({point} AS DOUBLE) END"
    if column.type == "time":
        return _time(text)
    if column.type == "bool":
        return f"CASE WHEN lower({text}) IN {YES} THEN true WHEN lower({text}) IN {NO} THEN false END"
    return text


def _date(text: str, *, is_end: bool) -> str:
    norwegian = f"try_strptime({text}, '%d.%m.%Y')"
    # The shape is asked for as well: on its own, the reader also takes 'epoch' and 'infinity'.
    iso = f"WHEN {text}[5] = '-' THEN try_strptime({text}, '%Y-%m-%d')"
    read = f"(CASE {iso} WHEN {text}[2] = '.' OR {text}[3] = '.' THEN {norwegian} END)::DATE"
    return f"nullif({read}, DATE '{OPEN_END}')" if is_end else read


def _time(text: str) -> str:
    """The minute of the day, from HH:MM, H.MM or HH:MM:SS."""
    hour = f"try_cast(regexp_extract({text}, '^([0-9]{{1,2}})[:.]', 1) AS SMALLINT)"
    minute = f"try_cast(regexp_extract({text}, '^[0-9]{{1,2}}[:.]([0-9]{{2}})', 1) AS SMALLINT)"
    shape = f"regexp_full_match({text}, '[0-9]{{1,2}}[:.][0-9]{{2}}([:.][0-9]{{2}})?')"
    return f"CASE WHEN {shape} AND {hour} < 24 AND {minute} < 60 THEN ({hour} * 60 + {minute})::SMALLINT END"


_UNREADABLE = {
    "date": "date.unreadable", "int": "number.not_whole", "decimal": "number.unreadable", "time": "time.unreadable",
    "bool": "bool.unreadable",
}  # fmt: skip


def cell_rules(table: Table, *, keeps_reversed_periods: bool) -> list[CellRule]:
    """Everything that is refused in one row of a table, looking at that row alone."""
    rules = [rule for column in table.columns for rule in _rules_of(table, column)]
    names = {column.name for column in table.columns}
    if not keeps_reversed_periods:
        rules += [CellRule("period.reversed", ends, reversed_period(begins, ends)) for begins, ends in PERIODS
                  if {begins, ends} <= names]  # fmt: skip
    return rules


def reversed_period(begins: str, ends: str) -> str:
    """SQL that is true where a period ends before it begins."""
    return f"v_{ends} < v_{begins}"


def _rules_of(table: Table, column: Column) -> Iterator[CellRule]:
    text, value = f"t_{column.name}", f"v_{column.name}"
    if column.required:
        # A withdrawn row needs only what tells which row it is.
        withdrawn = "" if column.name in identifying(table) else " AND NOT _is_withdrawn"
        yield CellRule("value.missing", column.name, f"{text} IS NULL{withdrawn}")
    if column.values:
        yield CellRule("value.not_allowed", column.name, f"{text} IS NOT NULL AND {value} IS NULL")
    elif column.type in _UNREADABLE:
        open_end = f" AND NOT {text} IN ('{OPEN_END}', '31.12.9999')" if column.name in ENDS else ""
        yield CellRule(_UNREADABLE[column.type], column.name, f"{text} IS NOT NULL AND {value} IS NULL{open_end}")
    else:
        yield CellRule("text.too_long", column.name, f"length({text}) > {longest(column)}")
    if column.type == "date":
        yield CellRule(
            "date.out_of_range", column.name, f"{value} NOT BETWEEN DATE '{FIRST_DAY}' AND DATE '{LAST_DAY}'"
        )
    if column.lowest is not None and column.highest is not None:
        wrong = f"{value} NOT BETWEEN {column.lowest} AND {column.highest}"
        yield CellRule("number.out_of_range", column.name, wrong)


def identifying(table: Table) -> tuple[str, ...]:
    """The columns that tell which row is meant: the key, and the pupil where the key is the row's own id."""
    if table.name == "absences":
        return ("pupil_id",)
    return table.key


def longest(column: Column) -> int:
    """The most letters the column takes."""
    return LONGEST.get(column.name, LONGEST_TEXT)
