"""Dokument: a file about a pupil, as kept after it was cleaned."""

from django.db import models
from django.db.models import Q

from tettpaa.schools.people.models import Person
from tettpaa.trust.seals.models import Sealable


class Document(Sealable):
    """One document. `id` is where its bytes lie; `digest` and `size` are of the bytes as kept.

    Voided is one that was entered wrongly: its bytes are gone, the row stays.
    """

    dated_by = "added_at"

    id = models.CharField(primary_key=True, max_length=32)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=120)
    sort = models.CharField(max_length=4)
    size = models.IntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    voided_by = models.CharField(max_length=150, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at=None) | ~Q(voided_by=""), name="who_voids_a_document_is_known"
            ),
        ]  # fmt: skip
