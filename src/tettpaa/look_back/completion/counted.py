"""What a night counted, as a page reads it: with its day, and whether the sources have changed since."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db.models import Max

from tettpaa.identify.imports.models import Import
from tettpaa.identify.records.reading import versions_in_force
from tettpaa.look_back.completion.definitions import cohorts_as_published
from tettpaa.look_back.completion.figures import Figures
from tettpaa.look_back.completion.keeping import FORM, figures_from
from tettpaa.look_back.completion.models import CompletionCount
from tettpaa.look_back.completion.rounding import as_rounded
from tettpaa.schools.places.models import Owner
from tettpaa.trust.protection.queries import strictly_hidden

# What numbers mean is decided here: where it changes, they are counted anew.
DECIDED_BY = (
    ("tettpaa.look_back.completion", "definitions.toml"), ("tettpaa.knowledge.programmes", "programmes.toml"),
    ("tettpaa.knowledge.leaving", "reasons.toml"),
)  # fmt: skip


@dataclass(frozen=True)
class Counted:
    """`on` is the day it was counted; None where nobody has counted yet, and then there are no figures.

    `is_current`: nothing has come since that would change it. `rounded_to`: what its numbers are rounded to.
    """

    figures: Figures
    on: dt.date | None
    is_current: bool
    rounded_to: int


def counted_for(owner: Owner, today: dt.date, rounded_to: int) -> Counted:
    """What is kept of an owner, rounded. As many reads for a county as for a school."""
    held = CompletionCount.objects.filter(owner=owner).first()
    if held is None:
        return Counted(Figures(cohorts_as_published(today.year), (), {}, ()), None, False, rounded_to)
    figures = as_rounded(figures_from(held.figures), rounded_to)
    return Counted(figures, held.counted_on, held.made_from == made_from(owner), rounded_to)


def made_from(owner: Owner) -> str:
    """A name for all that decides the figures of a day: imports, records, who is in no figure, and the definitions."""
    newest = Import.objects.filter(owner=owner).aggregate(at=Max("committed_at"))["at"]
    told = (FORM, newest, sorted(versions_in_force(owner).items()), sorted(strictly_hidden(owner.pk)), _definitions())
    return hashlib.sha256(repr(told).encode()).hexdigest()


@cache
def _definitions() -> str:
    told = b"".join(files(package).joinpath(name).read_bytes() for package, name in DECIDED_BY)
    return hashlib.sha256(told).hexdigest()
