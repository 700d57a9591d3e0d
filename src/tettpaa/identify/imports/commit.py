"""Commits an import as one set.

Record tables are written first: versions nobody sees. Then one database transaction writes the roster, notes who
changes school by it, points the readers at the new versions, marks the import committed and logs it. Killed before
that, nothing has happened and the import is carried on; killed after, all has.
"""

import datetime as dt

from django.db import transaction

from tettpaa.identify.imports import actions
from tettpaa.identify.imports.compare_records import affected, final_rows, open_held
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.moving import changes_in, note_changes
from tettpaa.identify.imports.roster_writes import (
    count_for_the_planner,
    keep_pages_in_memory,
    remove_from_roster,
    write_roster,
)
from tettpaa.identify.imports.work import Work
from tettpaa.identify.records.models import TableVersion
from tettpaa.identify.records.reading import version_in_force
from tettpaa.identify.records.store import replace
from tettpaa.kit.failpoints import failpoint


def commit(work: Work, held_import: Import, *, by: str, at: dt.datetime) -> None:
    """Write everything the comparison found; `held_import` is in state committing, its owner locked."""
    versions = write_records(work)
    failpoint("import.records_written")
    with transaction.atomic():
        changes = changes_in(work)
        write_ties_and_people(work)
        note_changes(work.owner, changes, about=("import", work.import_id), by=by, at=at)
        failpoint("import.roster_written")
        _move_versions(work, versions, at)
        actions.mark_committed(held_import, by=by, at=at)
        failpoint("import.last_write")
    failpoint("import.committed")
    count_for_the_planner()


def write_records(work: Work) -> dict[str, int]:
    """Write each record table that differs; table → its new version."""
    versions = {}
    tables = work.tables("records")
    for place, table in enumerate(tables):
        work.report("write", place, len(tables))
        parts = affected(work, table)
        if not parts:
            continue
        failpoint("import.writing")
        open_held(work, table)
        versions[table.name] = replace(
            work.con, owner_slug=work.owner.slug, table=table.name, rows=final_rows(work, table), parts=parts,
            import_id=work.import_id, in_force=version_in_force(work.owner, table.name),
        )  # fmt: skip
        failpoint("import.written")
    work.report("write", len(tables), len(tables))
    return versions


def write_ties_and_people(work: Work) -> None:
    """The roster: what is referred to is written first, and taken away last."""
    keep_pages_in_memory()
    tables = work.tables("roster")
    for table in tables:
        write_roster(work, table)
    for table in reversed(tables):
        remove_from_roster(work, table)


def _move_versions(work: Work, versions: dict[str, int], at: dt.datetime) -> None:
    for table, version in versions.items():
        TableVersion.objects.update_or_create(
            owner=work.owner, table=table,
            defaults={"version": version, "import_id": work.import_id, "moved_at": at},
        )  # fmt: skip
