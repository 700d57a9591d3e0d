"""What was done, and what was read. Rows are only ever added."""

from django.db import models


class AuditEvent(models.Model):
    """Hendelse: one decision, written in the same transaction as the decision itself."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    owner_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    details = models.JSONField(default=dict)


class AccessRecord(models.Model):
    """Oppslag: one pupil shown to one user, committed before the answer leaves.

    `kind` is 'opened' for a page about the pupil, 'listed' where the pupil stood in a list.
    """

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150)
    pupil_key = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=6)
    page = models.CharField(max_length=60)
    reason = models.CharField(max_length=200)
