"""A pupil's documents as the pupil's page lists them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.assess.documents.models import Document
from tettpaa.assess.documents.queries import adders_of, documents_of
from tettpaa.trust.uploads.sorts import SORTS


@dataclass(frozen=True)
class Listed:
    """`about`: 'PDF · 1,2 MB · Lærer A'."""

    document: Document
    about: str


def listed(pupil: int) -> list[Listed]:
    """Two reads, one where there are none."""
    found = list(documents_of(pupil))
    names = adders_of(found)
    return [
        Listed(each, f"{_(SORTS[each.sort].words)} · {_size(each.size)} · {names.get(each.added_by, each.added_by)}")
        for each in found
    ]


def _size(count: int) -> str:
    """'1,2 MB', '34 kB'; at least one."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, round(count / 1000))} kB"
