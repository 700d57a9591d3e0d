"""What a compact delivery leaves to the receiver to know.

PIFU's "kompakt" files name the place of absence and grades without saying whether it is a group or a whole
school, and which subject; and absence files send people and groups along with little more than a name. The
rest is read from what the delivery itself describes, else from what is held.
"""

from collections.abc import Iterable

from tettpaa.identify.imports.work import Work, put_rows
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, School

LONGEST_SUBJECT = 20
GROUP = "trim(group_id)"


def fill_in(work: Work) -> None:
    """Settle the staged rows before they are checked."""
    _keep_what_is_held(work)
    for table in ("absence_sums", "absences", "grades"):
        if work.has(table):
            _leave_out_schools(work, table)
    if work.has("grades"):
        _find_subjects(work)


def _keep_what_is_held(work: Work) -> None:
    """Where people and places are only sent along, an empty cell is unsaid: it takes nothing away."""
    owned = {
        "schools": ("school_id", School.objects.filter(owner=work.owner), ("org_number", "vigo_number")),
        "people": ("person_id", Person.objects.filter(owner=work.owner),
                   ("birth_date", "sex", "email", "feide_name", "written_form")),
        "groups": ("group_id", Group.objects.filter(school__owner=work.owner, school_year=work.school_year),
                   ("subject_code", "year_level", "programme_code")),
    }  # fmt: skip
    for table in work.delivery.added_only.intersection(owned):
        own_id, held, columns = owned[table]
        _fill(work, table, own_id, columns, held.values_list("source_id", *columns))


def _fill(work: Work, table: str, own_id: str, columns: Iterable[str], held: Iterable[tuple]) -> None:
    """Put held values in the empty cells of staged rows with the same id."""
    rows = [tuple(str(value) if value else None for value in row) for row in held]
    work.delivery.make_changeable(table)
    put_rows(work.con, "held_cells", dict.fromkeys(("id", *columns), "VARCHAR"), rows)
    given = ", ".join(f'"{column}" = coalesce(s."{column}", h."{column}")' for column in columns)
    work.con.execute(f'UPDATE "staged_{table}" AS s SET {given} FROM held_cells AS h WHERE h.id = trim(s.{own_id})')


def _leave_out_schools(work: Work, table: str) -> None:
    """Absence of a whole school has no group: it is the sum of all subjects."""
    named = _ids(work, f'SELECT DISTINCT {GROUP} FROM "staged_{table}" WHERE group_id IS NOT NULL')
    groups = _ids(work, "SELECT DISTINCT trim(group_id) FROM staged_groups") if work.has("groups") else set()
    schools = _ids(work, "SELECT DISTINCT trim(school_id) FROM staged_schools") if work.has("schools") else set()
    held = School.objects.filter(owner=work.owner).values_list("source_id", flat=True)
    whole = (schools | set(held)) & (named - groups)
    if whole:
        work.delivery.make_changeable(table)
        put_rows(work.con, "whole_schools", {"id": "VARCHAR"}, [(source_id,) for source_id in sorted(whole)])
        work.con.execute(f'UPDATE "staged_{table}" SET group_id = NULL WHERE {GROUP} IN (FROM whole_schools)')


def _find_subjects(work: Work) -> None:
    """A grade without a subject is in its group's; where the group has no code, in what the group is called."""
    if not work.one("SELECT count(*) FROM staged_grades WHERE subject_code IS NULL AND group_id IS NOT NULL")[0]:
        return
    held = Group.objects.filter(school__owner=work.owner, school_year=work.school_year)
    rows = list(held.values_list("source_id", "subject_code", "name"))
    if work.has("groups"):
        rows += work.con.execute("SELECT trim(group_id), trim(subject_code), trim(name) FROM staged_groups").fetchall()
    subjects = {source_id: code or name for source_id, code, name in rows}
    found = [(source_id, subject[:LONGEST_SUBJECT]) for source_id, subject in subjects.items() if subject]
    put_rows(work.con, "subjects_of_groups", {"id": "VARCHAR", "code": "VARCHAR"}, found)
    work.delivery.make_changeable("grades")
    work.con.execute(f"""
        UPDATE staged_grades SET subject_code = s.code FROM subjects_of_groups AS s
        WHERE s.id = {GROUP} AND subject_code IS NULL
    """)


def _ids(work: Work, query: str) -> set[str]:
    return {source_id for (source_id,) in work.con.execute(query).fetchall() if source_id}
