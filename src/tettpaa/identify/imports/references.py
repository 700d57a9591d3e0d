"""References must lead somewhere: to a row in the delivery, or to one that is held and stays."""

from tettpaa.identify.imports.ready import located
from tettpaa.identify.imports.work import Work
from tettpaa.identify.sources.delivery import MOST_LISTED
from tettpaa.schema import Column, Table


def check_references(work: Work) -> None:
    """Refuse rows whose school, person or group nobody knows, and record rows that no school can be found for."""
    for wanted in ("schools", "people", "groups"):
        _make_unknown(work, wanted)
    for table in [*work.tables("roster"), *work.tables("records")]:
        for column in table.columns:
            if column.refers_to and work.count(f"FROM unknown_{column.refers_to}"):
                _tell_unknown(work, table, column)
    for table in work.tables("records"):
        _tell_unplaced(work, table)


def _make_unknown(work: Work, wanted: str) -> None:
    known = [f"SELECT key FROM held_{wanted} WHERE NOT is_gone AND NOT ({_goes(work, wanted)})"]
    if work.has(wanted):
        known.append(f"SELECT key FROM ready_{wanted} WHERE NOT _is_withdrawn AND key IS NOT NULL")
    work.con.execute(f"""
        CREATE OR REPLACE TABLE unknown_{wanted} AS
        SELECT DISTINCT key FROM key_{wanted} WHERE key NOT IN ({" UNION ALL ".join(known)})
    """)


def _goes(work: Work, wanted: str) -> str:
    """SQL that is true for a held row this delivery takes away, so that nothing may lean on it."""
    if not work.has(wanted):
        return "false"
    withdrawn = f"key IN (SELECT key FROM ready_{wanted} WHERE _is_withdrawn AND key IS NOT NULL)"
    if wanted != "groups" or not work.takes_away("groups"):
        return withdrawn
    return f"{withdrawn} OR (school_year = {work.school_year} AND school_id IN (SELECT school FROM scope_schools))"


def _kept_name(table: Table, column: Column) -> str:
    if table.store == "roster":
        return column.name
    return "school" if column.name == "school_id" else column.stored_name


def _tell_unknown(work: Work, table: Table, column: Column) -> None:
    found = work.con.execute(f"""
        SELECT _file, _row, count(*) OVER () FROM ({located(table)})
        WHERE NOT _is_withdrawn AND "{_kept_name(table, column)}" IN (SELECT key FROM unknown_{column.refers_to})
        ORDER BY _file, _row LIMIT {MOST_LISTED}
    """).fetchall()
    for file, row, _ in found:
        work.delivery.refuse(
            "reference.unknown", file=file, row=row, column=column.name, table=f"{column.refers_to}.csv"
        )
    if found:
        work.delivery.problem_count += found[0][2] - len(found)


def _tell_unplaced(work: Work, table: Table) -> None:
    """A known pupil without any enrolment in the year: the row belongs to no school."""
    if table.scoped_by != "pupil_id":
        return
    found = work.con.execute(f"""
        SELECT _file, _row, count(*) OVER () FROM ({located(table)})
        WHERE school IS NULL AND NOT _is_withdrawn AND pupil IS NOT NULL
          AND pupil NOT IN (SELECT key FROM unknown_people)
        ORDER BY _file, _row LIMIT {MOST_LISTED}
    """).fetchall()
    for file, row, _ in found:
        work.delivery.refuse("record.no_enrolment", file=file, row=row, column="pupil_id")
    if found:
        work.delivery.problem_count += found[0][2] - len(found)
