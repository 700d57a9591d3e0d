"""Runs an import from the command line or for the page: receives it, and carries it on under the owner's lock."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from tettpaa.identify.imports import actions, queries, workspace
from tettpaa.identify.imports.arriving import sweep_arriving
from tettpaa.identify.imports.locks import Busy, only_import_of
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.pipeline import Wish, carry_on
from tettpaa.identify.imports.receiving import received_copy
from tettpaa.identify.imports.states import CARRIED_ON, UNFINISHED
from tettpaa.identify.imports.troubles import Stopped, Trouble, trouble_of
from tettpaa.identify.imports.work import Report
from tettpaa.identify.sources.problems import problem
from tettpaa.kit import clock
from tettpaa.kit.failpoints import failpoint
from tettpaa.schools.places.models import Owner
from tettpaa.trust.uploads.scanning import scan_file
from tettpaa.trust.uploads.sorts import Refused

# How long a second import of the same owner waits for the first, in seconds. A county's takes about ten.
PATIENCE = 300.0
# A copied package that belongs to no import after so many seconds was left by a kill.
FORGOTTEN_AFTER = 24 * 60 * 60.0
ReportFor = Callable[[Import], Report]


def import_package(
    path: Path, *, owner: Owner, kind: str, school_year: int, wish: Wish, report_for: ReportFor,
    patience: float = PATIENCE,
) -> Import:  # fmt: skip
    """Receive the package at `path` and carry it on, after rolling forward what else was interrupted.

    Raises Busy when another import of the owner does not end in time, and Stopped when our side fails.
    """
    with only_import_of(owner.pk, owner.slug, patience=patience):
        sweep(owner)
        held = receive(path, owner=owner, kind=kind, school_year=school_year, by=wish.by)
        roll_forward(owner, by=wish.by, report_for=report_for, but_for=held)
        return carry_on(held, wish, report_for(held))


def receive(path: Path, *, owner: Owner, kind: str, school_year: int, by: str) -> Import:
    """Copy the package into the home and enter it; the same package left unfinished is taken up again."""
    path, at = path.resolve(), clock.now()
    import_id = actions.new_import_id(at)
    file_hash, size = _copied(path, workspace.folder_of(import_id))
    earlier = queries.unfinished_like(owner.pk, kind, school_year, file_hash)
    if earlier is not None and workspace.package_of(earlier.pk, earlier.file_name).exists():
        shutil.rmtree(workspace.folder_of(import_id))
        return earlier
    held = actions.receive(
        import_id=import_id, owner=owner, kind=kind, school_year=school_year, file_name=path.name,
        file_hash=file_hash, file_size=size, by=by, at=at,
    )  # fmt: skip
    failpoint("import.received")
    return held


def _copied(path: Path, folder: Path) -> tuple[str, int]:
    """The package's hash and size, once it is copied. Raises Stopped where it cannot be read or there is no room."""
    if not path.exists():
        raise Stopped(Trouble(problem("package.not_found", file=path.name), can_be_carried_on=False))
    try:
        copied = received_copy(path, folder / "package")
        failpoint("import.copied")
        _scan(folder / "package")
    except Refused as refused:
        shutil.rmtree(folder, ignore_errors=True)
        code = "package.malware" if refused.fault == "malware" else "package.scanner_away"
        raise Stopped(Trouble(problem(code, file=path.name), can_be_carried_on=False)) from None
    except OSError as fault:
        shutil.rmtree(folder, ignore_errors=True)
        trouble = trouble_of(fault)
        if not trouble.can_be_carried_on:
            trouble = Trouble(problem("package.unreadable", file=path.name), can_be_carried_on=False)
        raise Stopped(trouble) from None
    return copied


def _scan(package: Path) -> None:
    """Every file of the package as kept, before any of it is read. Links are none: `open_package` refuses those."""
    for file in sorted(package.rglob("*")):
        if file.is_file() and not file.is_symlink():
            scan_file(file, settings.TETTPAA_CLAMD)


def resume(held: Import, *, wish: Wish, report_for: ReportFor, patience: float = PATIENCE) -> Import:
    """Carry on one import: interrupted, or approved on the page a moment ago."""
    with only_import_of(held.owner_id, held.owner.slug, patience=patience):
        sweep(held.owner)
        held.refresh_from_db()
        return carry_on(held, wish, report_for(held))


def resume_all(*, by: str, report_for: ReportFor, patience: float = PATIENCE) -> list[Import]:
    """Carry on every import in which the machine has the next step, oldest first, and tidy up after kills.

    All are tried; then the first that was busy or stopped is told.
    """
    sweep_all()
    waiting = Import.objects.filter(state__in=CARRIED_ON).order_by("received_at", "id").select_related("owner")
    carried, stopped = [], None
    for held in waiting:
        try:
            carried.append(resume(held, wish=Wish(by=by), report_for=report_for, patience=patience))
        except (Busy, Stopped) as fault:
            stopped = stopped or fault
    if stopped is not None:
        raise stopped
    return carried


def sweep_all() -> None:
    """Tidy up for every owner that has no import under way."""
    for owner in Owner.objects.order_by("pk"):
        with suppress(Busy), only_import_of(owner.pk, owner.slug, patience=0):
            sweep(owner)


def sweep(owner: Owner) -> None:
    """Remove what kills have left behind: packages of imports that are over, and copies that were never entered.

    The caller holds the owner's lock. A copy without an import may be another owner's, just arriving, for a day.
    """
    sweep_arriving(FORGOTTEN_AFTER)
    known = dict(Import.objects.values_list("pk", "state"))
    over = set(Import.objects.filter(owner=owner).exclude(state__in=UNFINISHED).values_list("pk", flat=True))
    for import_id, age in workspace.folders():
        if import_id in over:
            workspace.clear(import_id)
        elif import_id not in known and age > FORGOTTEN_AFTER:
            shutil.rmtree(workspace.folder_of(import_id), ignore_errors=True)


def roll_forward(owner: Owner, *, by: str, report_for: ReportFor, but_for: Import) -> None:
    """Carry interrupted commits of the owner to their end. The caller holds the lock."""
    for held in queries.interrupted(owner.pk).exclude(pk=but_for.pk).select_related("owner"):
        carry_on(held, Wish(by=by), report_for(held))
