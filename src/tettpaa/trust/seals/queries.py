"""Files that are closed, and those that are to be."""

import datetime as dt
from collections.abc import Iterable

from django.apps import apps
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value

from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner
from tettpaa.trust.seals.models import Seal, Sealable

# Whoever passed the door before the move was known has done what they came for, or been told no: an import's last
# transaction and the longest request fit in it well.
SETTLES = dt.timedelta(minutes=5)
UNCLOSED = "unclosed"


def unclosed_pupils(owners: Iterable[int], on: dt.date) -> QuerySet:
    """(key, `UNCLOSED`) of the owners' pupils who go to another school, and whose old file is not closed yet.

    Asked from the few who move, not from the owner's many people: every request asks.
    """
    ours = Person.objects.filter(pk=OuterRef("pupil"), owner__in=owners)
    found = Seal.objects.filter(Exists(ours), sealed_at=None, due_on__lte=on)
    return found.values_list("pupil_id", Value(UNCLOSED, output_field=CharField(max_length=12)))


def due_at(owner: Owner, at: dt.datetime) -> QuerySet[Seal]:
    """Files to close now, in the order the pupils left: those that nobody can still be writing in."""
    settled = at - SETTLES
    found = Seal.objects.filter(
        pupil__owner=owner, sealed_at=None, noted_at__lte=settled, due_on__lte=settled.astimezone(OSLO).date()
    )
    return found.select_related("pupil__owner", "school").order_by("left_on", "pk")


def standing(owner: Owner) -> QuerySet[Seal]:
    """Closed files of pupils who have not come back."""
    found = Seal.objects.filter(pupil__owner=owner, sealed_at__isnull=False, lifted_at=None)
    return found.select_related("pupil__owner", "school").order_by("pk")


def sealable_models() -> list[type[Sealable]]:
    """Every kind of row that can be closed, in the order of their names."""
    found = [model for model in apps.get_models() if issubclass(model, Sealable)]
    return sorted(found, key=lambda model: model._meta.label)


def rows_of_file[Row: Sealable](model: type[Row], seal: Seal) -> QuerySet[Row]:
    """What the old school wrote of this kind, and is open yet."""
    made = {f"{model.dated_by}__lt": seal.written_before} if seal.written_before else {}
    return model.objects.filter(model.of_school(), pupil=seal.pupil_id, **made)


def with_own[Row: Sealable](model: type[Row], person: Person | None) -> QuerySet[Row]:
    """What is open, and what is about the reader, sealed or not: for the pages a pupil has of her own."""
    return model.everything.filter(Q(seal=None) | Q(pupil=person, pupil__isnull=False))
