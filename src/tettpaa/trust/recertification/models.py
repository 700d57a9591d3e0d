"""Gjennomgang av tilganger: each quarter's round, and what was kept, ended or lapsed in it."""

import uuid

from django.conf import settings
from django.db import models

from tettpaa.schools.places.models import Owner, School


class Round(models.Model):
    """One quarter of an owner (`period` is the day it begins), from its opening through the last day for answers."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="access_rounds")
    period = models.DateField()
    opened_at = models.DateTimeField()
    answer_by = models.DateField()
    warned_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "period"], name="access_round_once")]


class Review(models.Model):
    """One right that stood when the round opened: a row of the table `kind` names, held by `user`."""

    class Kind(models.TextChoices):
        ROLE = "role"
        ASSIGNMENT = "assignment"
        SUBSTITUTION = "substitution"
        SHARE = "share"

    class Answer(models.TextChoices):
        KEPT = "kept"
        ENDED = "ended"
        LAPSED = "lapsed"
        OVER = "over"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField(max_length=12, choices=Kind)
    right_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_reviews")
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="access_reviews")
    pupil_key = models.BigIntegerField(null=True, db_index=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    answer = models.CharField(max_length=6, choices=Answer, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "kind", "right_id"], name="access_review_once")]
