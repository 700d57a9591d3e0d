"""Reminders to register attendance. What is missing is read from the lessons themselves (queries.py)."""

from django.db import models

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group


class RegistrationReminder(models.Model):
    """Påminnelse om føring: a leader reminded a teacher of lessons in a group that nobody has registered.

    `lessons` were missing when it was sent, from `oldest_on` through `newest_on`. It stands until
    those lessons are registered; nobody ticks it off.
    """

    teacher = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registration_reminders")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="registration_reminders")
    lessons = models.IntegerField()
    oldest_on = models.DateField()
    newest_on = models.DateField()
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["teacher", "group", "sent_on"], name="one_reminder_a_day"),
        ]
