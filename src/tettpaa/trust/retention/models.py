"""Sletting: what an owner keeps for how long, and each run that takes what is over."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.schools.places.models import Owner
from tettpaa.trust.retention.states import PLANNED, STATES


class OwnerPeriod(models.Model):
    """Skoleeiers periode: how long an owner's own plan says that what one rule holds is kept. Replaced, never edited."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="periods")
    rule = models.CharField(max_length=40)
    years = models.SmallIntegerField(default=0)
    months = models.SmallIntegerField(default=0)
    days = models.SmallIntegerField(default=0)
    happens = models.CharField(max_length=7)
    source = models.CharField(max_length=400)
    chosen_by = models.CharField(max_length=150)
    chosen_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "rule"], condition=models.Q(replaced_at=None), name="one_period_a_rule"
            )
        ]


class Run(models.Model):
    """Sletterunde: planned by one, approved by another, carried out. `states.py` has the states.

    With `pupil_key` it erases one pupil; the key is emptied when it is done. `as_of` is the day the rules speak for.
    """

    class Kind(models.TextChoices):
        RETENTION = "retention", gettext_lazy("Etter slettereglene")
        ERASURE = "erasure", gettext_lazy("Én elev")

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="removal_runs")
    kind = models.CharField(max_length=9, choices=Kind)
    pupil_key = models.BigIntegerField(null=True)
    as_of = models.DateField()
    reason = models.CharField(max_length=400, blank=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=[(key, key) for key in STATES], default=PLANNED)
    planned_by = models.CharField(max_length=150)
    planned_at = models.DateTimeField()
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)
    rejected_by = models.CharField(max_length=150, blank=True)
    rejected_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)


class RunPart(models.Model):
    """One table's share of a run. `counts`: school key, '' for none → rows that would go; `stays` why none of them do.

    `unknown` rows stay because nobody knows when their time began. `held` tells why a part could not be done.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=60)
    rule = models.CharField(max_length=40)
    before = models.DateField(null=True)
    happens = models.CharField(max_length=7)
    counts = models.JSONField(default=dict)
    planned = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)
    stays = models.CharField(max_length=400, blank=True)
    held = models.CharField(max_length=20, blank=True)
    removed = models.IntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "name"], name="part_once")]
