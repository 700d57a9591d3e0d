"""Consults without a name, and referrals with consent: a case's way to PPT."""

import uuid

from django.db import models
from django.db.models import Q

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.referrals.states import LIVE
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.trust.access.models import Assignment
from tettpaa.trust.seals.models import Sealable
from tettpaa.trust.sharing.models import Consent


class Consult(models.Model):
    """Drøfting: a question to PPT that names nobody, and what PPT answered: in its own words, or written by who asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="consults")
    question = models.CharField(max_length=2000)
    asked_on = models.DateField()
    form_id = models.UUIDField(unique=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)


class VoidedAnswer(models.Model):
    """Feilført svar: what PPT answered, and has taken back with a reason. The question waits for an answer anew."""

    consult = models.ForeignKey(Consult, on_delete=models.PROTECT, related_name="voided_answers")
    answer = models.CharField(max_length=2000)
    answered_on = models.DateField()
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=150)
    voided_at = models.DateTimeField()
    voided_by = models.CharField(max_length=150)
    voided_why = models.CharField(max_length=400)


class Referral(Sealable):
    """Henvisning: the school asks PPT about a pupil, with the consent of who decides at that age (§§ 11-7 and 24-5).

    `state` is written by `actions.py` alone, together with its step. `points` tells which points of § 11-8 the assessment
    took a stand on: the words, or True where the school only knows that it does; empty until it has come. `assignment`
    is what lets an adviser at PPT see it, and ends with it; None where PPT got it another way. `decision_on` and
    `decision_reference` point to the decision on individual facilitation, which is made elsewhere.
    """

    dated_by = "drafted_at"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    reason = models.CharField(max_length=2000)
    tried = models.CharField(max_length=2000)
    asks = models.CharField(max_length=2000)
    state = models.CharField(max_length=9)
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="referrals", null=True, blank=True)
    points = models.JSONField(default=dict, blank=True)
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, related_name="referrals", null=True, blank=True
    )
    decision_on = models.DateField(null=True, blank=True)
    decision_reference = models.CharField(max_length=100, blank=True)
    form_id = models.UUIDField(unique=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=LIVE), name="one_live_referral"),
        ]


class ReferralStep(models.Model):
    """Steg: the referral came to a state on a day. Never changed: the days are how long it took."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=9)
    on = models.DateField()
    reason = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
