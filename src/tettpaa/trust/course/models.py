"""Kurskrav and gjennomføring: what an owner asks of those who work there, and who has done it."""

from django.conf import settings
from django.db import models

from tettpaa.schools.places.models import Owner


class CourseRequirement(models.Model):
    """Kurskrav: an owner's switch, from a day until the next one. Rows are added and never changed.

    `covers_emergency`: an emergency opening is not let through either.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="course_requirements")
    is_required = models.BooleanField()
    covers_emergency = models.BooleanField(default=False)
    valid_from = models.DateField()
    reason = models.CharField(max_length=400)
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()


class CourseCompletion(models.Model):
    """Gjennomføring: a user has read a version of the course and answered its questions rightly."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="course_completions")
    number = models.IntegerField()
    completed_at = models.DateTimeField()
    valid_to = models.DateField()
