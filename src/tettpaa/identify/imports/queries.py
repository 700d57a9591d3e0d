"""What is known about imports: for the page, the command line and the pipeline itself."""

import datetime as dt

from django.db.models import QuerySet

from tettpaa.identify.imports import workspace
from tettpaa.identify.imports.models import Flow, Import
from tettpaa.identify.imports.states import UNFINISHED


def imports_of(owner_id: int) -> QuerySet[Import]:
    """An owner's imports, newest first."""
    return Import.objects.filter(owner_id=owner_id).order_by("-received_at", "-id")


def faults_of(held: Import) -> dict[str, list[dict]]:
    """{'problems': […], 'warnings': […]}, each as `Problem.as_json` gives it; at most 1,000 of either."""
    return workspace.faults_of(held.pk)


def committed_count(owner_id: int) -> int:
    """How many of the owner's imports have been committed: what is held has changed when this has."""
    return Import.objects.filter(owner_id=owner_id, state="committed").count()


def has_flow(owner_id: int, kind: str) -> bool:
    """Whether an administrator has declared that this source may pass without a person looking."""
    return Flow.objects.filter(owner_id=owner_id, kind=kind, ended_at=None).exists()


def seen_before(held: Import) -> dt.datetime | None:
    """When the very same package was last committed for the same school year."""
    same = Import.objects.filter(
        owner_id=held.owner_id, kind=held.kind, school_year=held.school_year, file_hash=held.file_hash,
        state="committed",
    )  # fmt: skip
    return same.order_by("-committed_at").values_list("committed_at", flat=True).first()


def unfinished_like(owner_id: int, kind: str, school_year: int, file_hash: str) -> Import | None:
    """An import of the very same package that somebody, or a kill, left before its end."""
    same = Import.objects.filter(
        owner_id=owner_id, kind=kind, school_year=school_year, file_hash=file_hash, state__in=UNFINISHED
    )
    return same.order_by("-received_at").first()


def interrupted(owner_id: int) -> QuerySet[Import]:
    """Approved imports whose commit has not come to its end, oldest first: these are rolled forward."""
    return Import.objects.filter(owner_id=owner_id, state__in=("approved", "committing")).order_by("approved_at", "id")
