"""Nødåpning: a pupil's school follow-up opened by somebody without a tie, for some hours, in the open."""

import uuid

from django.conf import settings
from django.db import models

from tettpaa.schools.people.models import Person
from tettpaa.trust.seals.models import Sealable


class Opening(Sealable):
    """One opening: who, whom, why, until when, and what the review came to."""

    dated_by = "begins_at"

    class Outcome(models.TextChoices):
        JUSTIFIED = "justified"
        UNJUSTIFIED = "unjustified"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="openings")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="openings")
    reason = models.CharField(max_length=400)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    told_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateField()
    reviewed_by = models.CharField(max_length=150, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)
    review = models.CharField(max_length=1000, blank=True)
