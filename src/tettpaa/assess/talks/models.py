"""Contacts with pupils. The whole talk, with its form and the pupil's receipt, comes with the case."""

from django.db import models
from django.db.models import Q

from tettpaa.schools.people.models import Person


class Contact(models.Model):
    """Kontakt: somebody spoke, or tried to speak, with a pupil. Takes the pupil off the list when reached.

    `form_id` is the form it was written in, so that a form sent twice gives one contact.
    """

    class Channel(models.TextChoices):
        IN_PERSON = "in_person", "Ansikt til ansikt"
        PHONE = "phone", "Telefon"
        MESSAGE = "message", "Melding"
        HOME_VISIT = "home_visit", "Hjemmebesøk"

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel)
    was_reached = models.BooleanField()
    line = models.CharField(max_length=400, blank=True)
    next_on = models.DateField(null=True, blank=True)
    form_id = models.UUIDField(null=True, unique=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["pupil", "on"])]


class ExplanationRequest(models.Model):
    """Spørsmål om fravær: a leader asks the contact teacher to explain a pupil's large absence (Fredrik II).

    States in `states.py`. `facts` is what the leader saw: {"flags": [each flag's facts]}.
    """

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explanation_requests")
    contact_teacher = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explanations_asked")
    facts = models.JSONField(default=dict)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(answered_at=None), name="one_open_question"),
        ]
