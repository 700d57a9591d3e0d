"""Letters to pupils and homes, and one delivery for each who gets it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.assess.cases.models import Case
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.seals.models import Sealable


class Letter(Sealable):
    """Brev: what somebody wants to tell a pupil and, of a minor, the guardians. The text is a template's (`texts/`).

    `facts` are what was true at the moment of sending, None before. Either it was sent, or `stopped_because` says why
    not. `form_id` is the form it was written in: a form sent twice gives one letter. `group` is the teaching group
    whose teacher gives a notice in a subject; None for letters from those who follow the pupil up. One that should not
    have been sent is voided: whoever got it is told so the way it came.
    """

    dated_by = "written_at"

    class Kind(models.TextChoices):
        SUBJECT = "subject_notice", gettext_lazy("Varsel i fag")
        ORDER = "order_notice", gettext_lazy("Varsel om orden")
        CONDUCT = "conduct_notice", gettext_lazy("Varsel om atferd")
        CHOICE = "choice", gettext_lazy("Valgbrev")
        INVITATION = "invitation", gettext_lazy("Invitasjon til møte")

    class Period(models.TextChoices):
        H1 = "h1", gettext_lazy("Halvårsvurdering 1. termin")
        H2 = "h2", gettext_lazy("Halvårsvurdering 2. termin")
        FINAL = "final", gettext_lazy("Standpunktkarakter")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="letters")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters", null=True, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="letters", null=True, blank=True)
    kind = models.CharField(max_length=14, choices=Kind)
    template_version = models.PositiveSmallIntegerField()
    subject_code = models.CharField(max_length=20, blank=True)
    period = models.CharField(max_length=5, choices=Period, blank=True)
    grounds = models.JSONField(default=list)
    line = models.CharField(max_length=1000, blank=True)
    meets_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    form_id = models.UUIDField(unique=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    facts = models.JSONField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=150, blank=True)
    stopped_because = models.CharField(max_length=14, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=150, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.CharField(max_length=150, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pupil", "written_at"])]


class LetterDelivery(models.Model):
    """Sending: one letter to one person, in a language and by a channel, with the very text that left.

    One for each: what stands here of one home is never shown to another. By print, staff say when it was received.
    `by_hand`: the channel does not reach the person, and the school finds another way.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="deliveries")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="letters_to")
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    text = models.TextField()
    by_hand = models.BooleanField(default=False)
    received_on = models.DateField(null=True, blank=True)
    received_said_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "to"], name="one_letter_each")]
