"""Contacts with pupils. The whole talk, with its form and the pupil's receipt, comes with the case."""

from django.db import models

from tettpaa.schools.people.models import Person


class Contact(models.Model):
    """Kontakt: somebody spoke, or tried to speak, with a pupil. Takes the pupil off the list when reached."""

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
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index(fields=["pupil", "on"])]


class ExplanationRequest(models.Model):
    """Spørsmål om fravær: a leader asks the contact teacher to explain a pupil's large absence (Fredrik II)."""

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explanation_requests")
    contact_teacher = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="explanations_asked")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=150, blank=True)
