"""An import from the schools' systems, from the file that arrived to the set that was committed."""

from django.conf import settings
from django.db import models

from tettpaa.schools.places.models import Owner


class Import(models.Model):
    """Import: one package from one source for one school year. States in `states.py`.

    `mode` is 'full' or 'changes'; `compared_after` is how many of the owner's imports had been committed when
    this one was compared: if there are more at its own commit, it is compared again.
    """

    id = models.CharField(primary_key=True, max_length=40)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=12)
    school_year = models.SmallIntegerField()
    file_name = models.CharField(max_length=300)
    file_hash = models.CharField(max_length=64)
    file_size = models.BigIntegerField()
    state = models.CharField(max_length=12, db_index=True)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=150)
    is_unattended = models.BooleanField(default=False)
    mode = models.CharField(max_length=7, blank=True)
    compared_after = models.BigIntegerField(default=0)
    step = models.CharField(max_length=40, blank=True)
    done_rows = models.BigIntegerField(default=0)
    total_rows = models.BigIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    problem_count = models.IntegerField(default=0)
    warning_count = models.IntegerField(default=0)
    brake = models.JSONField(default=list)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=150, blank=True)
    approval_reason = models.CharField(max_length=400, blank=True)
    committed_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=500, blank=True)


class Flow(models.Model):
    """Fast flyt: a source that an administrator has declared may pass without a person looking."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="flows")
    kind = models.CharField(max_length=12)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="flows")
    declared_at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    ended_at = models.DateTimeField(null=True)
