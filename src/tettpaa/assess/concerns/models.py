"""Concerns about pupils, from anybody who meets them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.schools.people.models import Person
from tettpaa.trust.seals.models import Sealable


class Concern(Sealable):
    """Bekymring: one line about a pupil, and what came of it. States in `states.py`.

    `form_id` is the form it was written in, so that a form sent twice gives one concern. The id tells nobody how many
    concerns there are.
    """

    dated_by = "told_at"

    class Teller(models.TextChoices):
        STAFF = "staff", gettext_lazy("Ansatt")
        NURSE = "nurse", gettext_lazy("Skolehelsetjenesten")
        PUPIL = "pupil", gettext_lazy("Eleven selv")
        GUARDIAN = "guardian", gettext_lazy("Foresatt")

    class About(models.TextChoices):
        """What was seen, chosen rather than written: as little free text as will do."""

        ABSENCE = "absence", gettext_lazy("Fravær")
        LEARNING = "learning", gettext_lazy("Faglig")
        WELL_BEING = "well_being", gettext_lazy("Trivsel og miljø")
        BEHAVIOUR = "behaviour", gettext_lazy("Endret væremåte")
        OTHER = "other", gettext_lazy("Annet")

    class Answer(models.TextChoices):
        SPOKE = "spoke", gettext_lazy("Har snakket med eleven")
        FOLLOWED = "followed", gettext_lazy("Følges allerede opp")
        CASE = "case", gettext_lazy("Har opprettet sak")
        NO_NEED = "no_need", gettext_lazy("Trenger ikke oppfølging nå")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="concerns")
    about = models.CharField(max_length=10, choices=About)
    line = models.CharField(max_length=400)
    teller = models.CharField(max_length=8, choices=Teller)
    form_id = models.UUIDField(unique=True)
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_line = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_why = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pupil", "answered_at"])]
