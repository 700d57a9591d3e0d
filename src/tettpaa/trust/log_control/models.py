"""Treff i loggkontrollen: reads that must be explained, and the days and weeks that have been gone through."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.schools.places.models import Owner, School


class LogAlert(models.Model):
    """Some reads of one user (`reader`), found by a rule or drawn for the sample; who answers for it, and the outcome.

    `on` is the day of the reads, for a sample the week's Monday. `facts` are figures and dates, never
    names. That nothing is alerted twice, `LogCheck` sees to.
    """

    class Outcome(models.TextChoices):
        EXPLAINED = "explained", gettext_lazy("Tjenstlig: forklaringen holder")
        TALKED = "talked", gettext_lazy("Snakket med: skulle ikke vært åpnet, og gjentas ikke")
        BREACH = "breach", gettext_lazy("Brudd: meldt videre til personvernombudet")

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="log_alerts")
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="log_alerts")
    reader = models.CharField(max_length=150)
    rule = models.CharField(max_length=20)
    on = models.DateField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    found_on = models.DateField()
    due_on = models.DateField()
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="log_alerts"
    )
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "on"])]


class AlertedPupil(models.Model):
    """A pupil an alert is about: how many times opened. Former pupils too, so the key alone."""

    alert = models.ForeignKey(LogAlert, on_delete=models.CASCADE, related_name="pupils")
    pupil_key = models.BigIntegerField(db_index=True)
    reads = models.IntegerField()


class LogCheck(models.Model):
    """Gjennomgang: one day of an owner's log that the rules have gone through, or one week that is drawn from."""

    class Kind(models.TextChoices):
        DAY = "day"
        WEEK = "week"

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="log_checks")
    kind = models.CharField(max_length=4, choices=Kind)
    on = models.DateField()
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "on"], name="log_check_once")]
