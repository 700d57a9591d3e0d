"""Forsegling: what one school wrote in a pupil's follow-up, closed because she goes to another school now."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School


class Seal(models.Model):
    """One pupil's file at one school. `left_on` is her last day there, `due_on` the first day she goes only elsewhere.

    Noted in the transaction that brings the move; without `due_on` she has left and goes nowhere yet. From `due_on` until
    `sealed_at` nobody at work sees her follow-up at all; from then on, what was written before `written_before` is hers
    alone, or everything up to that moment where it is empty. `lifted_at`: she came back, and the file with her.
    """

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seals")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="seals")
    left_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    written_before = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=150)
    sealed_at = models.DateTimeField(null=True, blank=True)
    sealed_by = models.CharField(max_length=150, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pupil", "school"], condition=Q(lifted_at=None), name="one_seal_a_school"),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(sealed_at=None), name="seals_due")]


class Unsealed(models.Manager):
    """Every row but those of a sealed file: what lists, tasks, jobs and pages ask, and so forget at once."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(**{self.model.sealed_by: None})  # type: ignore[attr-defined]


class Everything(models.Manager):
    """Every row, also of a sealed file: for the pupil's own pages, the log, retention, the archive."""


class Sealable(models.Model):
    """A row of a pupil's follow-up, that is closed with the file of the school it was written at."""

    sealed_by: ClassVar[str] = "seal"
    dated_by: ClassVar[str]  # the column that tells when the row was made

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = Unsealed()
    everything = Everything()

    class Meta:
        abstract = True

    @classmethod
    def of_school(cls) -> Q:
        """Those of the pupil's rows that are the school's to close; all, unless the model says otherwise."""
        return Q()


class PartOfSealable(models.Model):
    """A row that belongs to one of a pupil's follow-up, and is sealed as that is. `sealed_by` leads to its seal."""

    sealed_by: ClassVar[str]

    objects = Unsealed()
    everything = Everything()

    class Meta:
        abstract = True
