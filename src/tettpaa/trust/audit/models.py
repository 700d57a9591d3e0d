"""What was done, and what was read. Rows are only ever added; the database itself refuses anything else."""

from typing import ClassVar

from django.db import models


class LogRow(models.Model):
    """A link of the log's chain. `id` is its number there (`chain/links.py`), `digest` binds it to the one before."""

    NAME: ClassVar[str]

    id = models.BigIntegerField(primary_key=True)
    digest = models.BinaryField(max_length=32)
    at = models.DateTimeField(db_index=True)

    class Meta:
        abstract = True


class AuditEvent(LogRow):
    """Hendelse: one decision, written in the same transaction as the decision itself."""

    NAME = "event"

    by = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    owner_id = models.BigIntegerField(null=True)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    details = models.JSONField(default=dict)


class AccessRecord(LogRow):
    """Oppslag: one pupil shown to one user, committed before the answer leaves.

    `kind` is 'opened' for a page about the pupil, 'listed' where the pupil stood in a list, 'export' where the pupil
    was in a file that was taken out. `unit` is the school the pupil was met at. `role` repeats the first
    word of `reason`, which also tells since when.
    """

    NAME = "access"

    by = models.CharField(max_length=150)
    pupil_key = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=6)
    page = models.CharField(max_length=60)
    thing = models.CharField(max_length=40, default="")
    purpose = models.CharField(max_length=40, default="")
    role = models.CharField(max_length=40, default="")
    unit = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200)

    class Meta:
        # Asked with each page that opens a pupil: how many its reader has opened (`brake.py`).
        indexes = [models.Index(fields=["by", "kind", "at"], name="access_by_reader")]


class ChainHead(models.Model):
    """Where a lane of a chain ends. Whoever adds to the lane holds this row until the transaction is over."""

    chain = models.CharField(max_length=6)
    lane = models.SmallIntegerField()
    last = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "lane"], name="one_head_a_lane")]


class Tombstone(models.Model):
    """What retention has taken from the beginning of a lane: the chain goes on from `digest`. Signed by `seal`."""

    chain = models.CharField(max_length=6)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    digest = models.BinaryField(max_length=32)
    newest_at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    seal = models.BinaryField(max_length=32)
