"""Packages that a school's system lays in the drop folder, for sources declared to pass unattended.

    TETTPAA_HOME/dropped/<owner>/<kind>/<package>

A package is removed once the import has its own copy and has come to where it waits or is over.
"""

import datetime as dt
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from tettpaa.identify.imports.models import Flow, Import
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.progress import noting
from tettpaa.identify.imports.running import import_package, resume
from tettpaa.identify.imports.states import CARRIED_ON
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of

# A package that was touched this lately may still be under way.
SETTLED_AFTER = 60.0
UNDER_WAY = (".part", ".tmp", ".filepart")


def carry_on_all_of(owner: Owner, *, by: str) -> list[Import]:
    """The owner's imports in which the machine has the next step, carried on, oldest first."""
    waiting = Import.objects.filter(owner=owner, state__in=CARRIED_ON).order_by("received_at", "id")
    return [resume(held, wish=Wish(by=by), report_for=noting) for held in waiting.select_related("owner")]


def take_deliveries(owner: Owner, *, as_of: dt.date, by: str) -> list[Import]:
    """Import every settled package of the owner's declared flows, for the school year of the day."""
    taken = []
    kinds = Flow.objects.filter(owner=owner, ended_at=None).values_list("kind", flat=True).distinct()
    for kind in sorted(kinds):
        for package in _settled(drop_folder(owner, kind)):
            held = import_package(
                package, owner=owner, kind=kind, school_year=school_year_of(as_of), wish=Wish(by=by),
                report_for=noting,
            )  # fmt: skip
            _remove(package)
            taken.append(held)
    return taken


def drop_folder(owner: Owner, kind: str) -> Path:
    """Where packages of a kind are laid for the owner."""
    return Path(settings.TETTPAA_HOME) / "dropped" / owner.slug / kind


def _settled(folder: Path) -> Iterator[Path]:
    """Packages in the order of their names, without hidden ones and those still being written."""
    if not folder.is_dir():
        return
    for package in sorted(folder.iterdir()):
        is_whole = not package.name.startswith(".") and package.suffix not in UNDER_WAY
        if is_whole and time.time() - _touched(package) >= SETTLED_AFTER:
            yield package


def _touched(package: Path) -> float:
    files = [package, *package.rglob("*")] if package.is_dir() else [package]
    return max(file.stat().st_mtime for file in files)


def _remove(package: Path) -> None:
    if package.is_dir() and not package.is_symlink():
        shutil.rmtree(package)
    else:
        package.unlink()
