"""What is on its way out of the house: one parcel, to one person, by one channel."""

import uuid

from django.db import models
from django.db.models import Q

from tettpaa.messages.outbox.models import Message
from tettpaa.schools.people.models import Person
from tettpaa.trust.seals.models import Sealable


class Delivery(Sealable):
    """Sending: the mail about an urgent message, the digest of a week, or a letter a page has ordered (`about`).

    `state` is what `states.STATES` lists. While it is *sending*, the one who claimed it has it until `claimed_until`.
    `is_perhaps_double`: tried again after a try that may have sent it. The id makes the mail's Message-ID, the same
    each time. `subject` and `body` only of letters: other mail is written when it leaves, and says nothing of anybody.
    """

    dated_by = "queued_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=12)
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deliveries")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deliveries_about", null=True, blank=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries", null=True, blank=True)
    week = models.DateField(null=True, blank=True)
    about = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    why = models.CharField(max_length=40, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    is_perhaps_double = models.BooleanField(default=False)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "message"], name="message_mailed_once"),
            models.UniqueConstraint(fields=["channel", "to", "week"], name="one_digest_a_week"),
            models.UniqueConstraint(fields=["channel", "about"], condition=~Q(about=""), name="letter_posted_once"),
        ]
        indexes = [models.Index(fields=["state", "next_try_at"]), models.Index(fields=["to", "queued_at"])]
