"""Measures, what shows that they may begin, their return schedules, and the looking after when they are over."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tettpaa.assess.cases.models import Case
from tettpaa.assess.documents.models import Document
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import School
from tettpaa.trust.seals.models import Sealable
from tettpaa.trust.sharing.models import Consent


class Measure(Sealable):
    """Tiltak: one thing that is done for a pupil in a case, for a time, by somebody, with one adult responsible.

    `kind` is a key of the catalogue (knowledge/measures). `state` is what `states.STORED` lists, written together with
    its step. `school` is where it is done. `amount` with `unit` is how often; empty is unknown. `form_id`: see concerns.
    """

    dated_by = "planned_at"

    class Unit(models.TextChoices):
        WEEK = "week", gettext_lazy("per uke")
        DAY = "day", gettext_lazy("per dag")
        ONCE = "once", gettext_lazy("i alt")

    class Outcome(models.TextChoices):
        """Why it ended. What was entered by mistake is not ended, but marked as that."""

        DONE = "done", gettext_lazy("Gjennomført")
        NOT_NEEDED = "not_needed", gettext_lazy("Trengs ikke lenger")
        NO_HELP = "no_help", gettext_lazy("Hjalp ikke")
        DECLINED = "declined", gettext_lazy("Eleven ville ikke")
        MOVED = "moved", gettext_lazy("Eleven har byttet skole eller sluttet")

    class Helped(models.TextChoices):
        """The answer to 'hjalp det?'."""

        YES = "yes", gettext_lazy("Ja")
        PARTLY = "partly", gettext_lazy("Delvis")
        NO = "no", gettext_lazy("Nei")
        TOO_EARLY = "too_early", gettext_lazy("For tidlig å si")
        UNKNOWN = "unknown", gettext_lazy("Vi vet ikke")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="measures")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=40)
    line = models.CharField(max_length=400)
    state = models.CharField(max_length=7)
    starts_on = models.DateField()
    planned_end = models.DateField()
    provider = models.CharField(max_length=120)
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="measures")
    amount = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    unit = models.CharField(max_length=4, choices=Unit, blank=True)
    form_id = models.UUIDField(unique=True)
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=150)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    helped = models.CharField(max_length=9, choices=Helped, blank=True)
    learned = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["pupil", "state"]), models.Index(fields=["responsible", "state"])]


class MeasureStep(models.Model):
    """Tiltakssteg: what was done with a measure, when, by whom and why. Never changed.

    `act` is a key of `states.EVENT_OF`; `planned_end` the end planned from then on.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    reason = models.CharField(max_length=1000)
    planned_end = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)


class GateProof(models.Model):
    """Grunnlag: what shows that a gate is passed. A new one for the same gate replaces the old, which is kept."""

    class GivenBy(models.TextChoices):
        PUPIL = "pupil", gettext_lazy("Eleven selv")
        GUARDIAN = "guardian", gettext_lazy("En foresatt")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="proofs")
    gate = models.CharField(max_length=40)
    made_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=8, choices=GivenBy, blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="proofs_of_gates"
    )
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="proofs_of_gates"
    )
    reference = models.CharField(max_length=200, blank=True)
    line = models.CharField(max_length=400, blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "gate"], condition=Q(replaced_at=None), name="one_proof_of_each_gate"
            ),
        ]


class ReturnDay(models.Model):
    """Opptrappingsdag: on one day the pupil is to come, all of it or a part, to a place. Replaced, never changed."""

    class Part(models.TextChoices):
        WHOLE = "whole", gettext_lazy("Hele dagen")
        MORNING = "morning", gettext_lazy("Formiddagen")
        AFTERNOON = "afternoon", gettext_lazy("Ettermiddagen")
        HOURS = "hours", gettext_lazy("Et klokkeslett")
        NONE = "none", gettext_lazy("Skal ikke komme likevel")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="return_days")
    on = models.DateField()
    part = models.CharField(max_length=9, choices=Part)
    begins = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "on"], condition=Q(replaced_at=None), name="one_return_day"),
        ]


class Observation(models.Model):
    """Observasjon: some weeks after a return, whether it lasts, or why nobody looked. Answered once, but for mistakes."""

    class Answer(models.TextChoices):
        HOLDS = "holds", gettext_lazy("Det holder")
        PARTLY = "partly", gettext_lazy("Det holder delvis")
        NOT = "not", gettext_lazy("Det holder ikke")
        NOT_DONE = "not_done", gettext_lazy("Ikke sett etter")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="observations")
    weeks = models.SmallIntegerField()
    answer = models.CharField(max_length=8, choices=Answer)
    line = models.CharField(max_length=400)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=150)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.CharField(max_length=150, blank=True)
    voided_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "weeks"], condition=Q(voided_at=None), name="one_observation"),
        ]
