"""The sheet of a class and a half-year, and what it says of each pupil."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.assess.reviews import rules
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group
from tettpaa.trust.seals.models import Sealable


class ClassReview(models.Model):
    """Klassegjennomgang: one sheet for a class and a half-year. `took_part` are user names, written when it is closed."""

    class Half(models.IntegerChoices):
        FIRST = 1, gettext_lazy("Første halvår")
        SECOND = 2, gettext_lazy("Andre halvår")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="class_reviews")
    school_year = models.SmallIntegerField()
    half = models.PositiveSmallIntegerField(choices=Half)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150)
    took_part = models.JSONField(default=list, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "half"], name="one_review_a_half_year")]


class ReviewLine(Sealable):
    """What a class review says of one pupil. `number` counts the writings from 1; the highest that is no mistake holds."""

    dated_by = "written_at"

    class Choice(models.TextChoices):
        FINE = rules.FINE, gettext_lazy("Det går bra")
        TALK = rules.TALK, gettext_lazy("Kontaktlærer snakker med eleven")
        CASE = rules.CASE, gettext_lazy("Opprette sak")
        MAPPING = rules.MAPPING, gettext_lazy("Kartlegge mer")
        MEETING = rules.MEETING, gettext_lazy("Innkalle til møte")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(ClassReview, on_delete=models.PROTECT, related_name="lines")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="review_lines")
    number = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=7, choices=Choice)
    line = models.CharField(max_length=400, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "pupil", "number"], name="one_next_review_line")]
