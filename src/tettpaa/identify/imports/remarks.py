"""What is only warned of: the rows are kept as given, and somebody should know."""

from tettpaa.identify.imports.cells import PERIODS
from tettpaa.identify.imports.ready import located
from tettpaa.identify.imports.work import Work
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schema import SOURCE_TABLES, Table

# So many rows are listed for each warning; the count is told in any case.
MOST_ROWS = 100
# A source's codes are short; anything longer may be somebody's words and is not shown.
LONGEST_CODE = 12


def add_warnings(work: Work) -> None:
    """Warn of unknown codes, absence outside enrolment, other school years, reversed periods, national numbers."""
    if work.has("absences"):
        _unknown_codes(work)
        _warn_rows(work, "absences", "_is_outside AND NOT _is_withdrawn", "absence.outside_enrolment", "on")
    for table in work.tables("records"):
        if table.dated_by:
            wrong = f"school_year <> {work.school_year} AND NOT _is_withdrawn"
            _warn_rows(work, table.name, wrong, "date.other_school_year", table.dated_by)
        _reversed(work, table)
    _national_numbers(work)


def warn_of_unheld(work: Work, table: Table) -> None:
    """Rows that withdraw what is not held; `held_<table>` is there when tables have been compared."""
    if not work.count(f"FROM ready_{table.name} WHERE _is_withdrawn"):
        return
    same = "h.key = r.key"
    if table.store == "records":
        same = "h.row_key = r.row_key AND h.school_year = r.school_year"
    unheld = f"_is_withdrawn AND NOT EXISTS (SELECT 1 FROM held_{table.name} AS h WHERE {same})"
    _warn_rows(work, table.name, unheld, "withdrawn.unknown", table.key[0])


def _unknown_codes(work: Work) -> None:
    """Codes without a translation: one warning for each, with how many rows have it."""
    mapped = [code for (code,) in AbsenceCode.objects.filter(owner=work.owner).values_list("code").distinct()]
    found = work.con.execute(
        "SELECT code, count(*), any_value(_file), min(_row)"
        f" FROM ({located(SOURCE_TABLES['absences'])})"
        " WHERE code IS NOT NULL AND cause IS NULL AND documentation IS NULL AND NOT _is_withdrawn"
        " AND NOT list_contains(?::VARCHAR[], code) GROUP BY code ORDER BY count(*) DESC, code",
        [mapped],
    ).fetchall()
    for code, count, file, row in found:
        shown = code if len(code) <= LONGEST_CODE else "…"
        work.delivery.warn("code.unknown", file=file, row=row, column="code", named=shown, count=count)


def _reversed(work: Work, table: Table) -> None:
    if not work.kind.keeps_reversed_periods:
        return
    names = {column.name for column in table.columns}
    for begins, ends in PERIODS:
        if {begins, ends} <= names:
            _warn_rows(work, table.name, f'"{ends}" < "{begins}"', "period.kept_reversed", ends)


def _warn_rows(work: Work, table: str, wrong: str, code: str, column: str) -> None:
    if not work.count(f"FROM ready_{table} AS r WHERE {wrong}"):
        return
    found = work.con.execute(f"""
        SELECT _file, _row, count(*) OVER () FROM ({located(SOURCE_TABLES[table])}) AS r WHERE {wrong}
        ORDER BY _file, _row LIMIT {MOST_ROWS}
    """).fetchall()
    for file, row, count in found:
        work.delivery.warn(code, file=file, row=row, column=column, count=count)
    work.delivery.warning_count += found[0][2] - len(found)


def _national_numbers(work: Work) -> None:
    """Ids of eleven digits are probably national identity numbers, which no source needs to send."""
    count = work.count("FROM key_people WHERE regexp_full_match(id, '[0-9]{11}')")
    if count:
        work.delivery.warn("people.national_number", file="people.csv", column="person_id", count=count)
