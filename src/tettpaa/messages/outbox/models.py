"""Messages, written in the transaction of what they tell about: either both are there, or neither."""

import uuid

from django.db import models

from tettpaa.schools.people.models import Person


class Message(models.Model):
    """Beskjed: somebody is told that something waits. `once` makes it one, however often it is told.

    `about` is the id in the address of the page the kind leads to. Whether the reader may open that page is asked
    there, and again before anything leaves the house.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages_about", null=True, blank=True)
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=40)
    once = models.CharField(max_length=80)
    is_urgent = models.BooleanField()
    queued_at = models.DateTimeField()
    queued_by = models.CharField(max_length=150)
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "kind", "once"], name="told_once")]
        indexes = [models.Index(fields=["to", "seen_at"])]
