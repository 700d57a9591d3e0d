"""Cases, who has them, and how they came to where they stand."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tettpaa.assess.cases.states import LIVE
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.seals.models import Sealable


class Case(Sealable):
    """Oppfølgingssak: one pupil is followed up, and one adult is responsible.

    `state` is what `states.STORED` lists, written by `actions.py` alone together with its step. `responsible` keeps
    the case until another has accepted it. The id tells nobody how many cases there are.
    """

    dated_by = "opened_at"

    class Because(models.TextChoices):
        FLAG = "flag", gettext_lazy("Flagg")
        CONCERN = "concern", gettext_lazy("Bekymring")
        TALK = "talk", gettext_lazy("Samtale")
        REVIEW = "review", gettext_lazy("Klassegjennomgang")
        HANDOVER = "handover", gettext_lazy("Overgang fra annen skole")
        OTHER = "other", gettext_lazy("Annet")

    class Outcome(models.TextChoices):
        REACHED = "reached", gettext_lazy("Målet er nådd")
        ORDINARY = "ordinary", gettext_lazy("Følges videre i det vanlige")
        ELSEWHERE = "elsewhere", gettext_lazy("Følges opp av andre")
        MOVED = "moved", gettext_lazy("Har byttet skole")
        LEFT = "left", gettext_lazy("Har sluttet")
        NOT_REACHED = "not_reached", gettext_lazy("Målet er ikke nådd")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="cases")
    because = models.CharField(max_length=8, choices=Because)
    reason = models.CharField(max_length=400)
    state = models.CharField(max_length=9)
    waits_until = models.DateField(null=True, blank=True)
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=150)
    outcome = models.CharField(max_length=11, choices=Outcome, blank=True)
    evaluation = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pupil"], condition=Q(state__in=LIVE, seal=None), name="one_live_case"),
        ]


class CaseStep(models.Model):
    """Steg: the case came to a state, when, by whom and why. Never changed: the last one is where the case stands."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9)
    reason = models.CharField(max_length=1000)
    until = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)


class Handing(models.Model):
    """Stafettpinne: the responsible offers the case to another, who accepts or declines. Nothing moves before that."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handings")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases_offered")
    reason = models.CharField(max_length=400)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=150)
    is_accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(answered_at=None), name="one_baton_in_the_air"),
        ]


class CaseMember(models.Model):
    """Deltaker: somebody works on the case; the assignment is what lets them see it, and ends with it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="case_member")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=150, blank=True)
