"""Samtykke and deling: what a pupil or guardian has said yes to, and what somebody has been let see."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from tettpaa.schools.people.models import Person
from tettpaa.trust.seals.models import Sealable


class Consent(Sealable):
    """Samtykke: asked for a purpose and some things, answered by who decides, ended by anybody who gave it.

    `things` are names of the matrix, with a space between. `guardian` is set where it lets a guardian see. `form_id` is the
    form it was asked in, so that a form sent twice asks once; empty where no form was.
    """

    dated_by = "asked_at"

    class Matter(models.TextChoices):
        EDUCATION = "education", gettext_lazy("Skole og oppfølging")
        HEALTH = "health", gettext_lazy("Helse")

    class Route(models.TextChoices):
        TALK = "talk", gettext_lazy("I samtale")
        PAPER = "paper", gettext_lazy("På papir")
        PHONE = "phone", gettext_lazy("På telefon")
        HERE = "here", gettext_lazy("Innlogget her")

    class Answer(models.TextChoices):
        GIVEN = "given", gettext_lazy("Gitt")
        REFUSED = "refused", gettext_lazy("Nektet")

    class End(models.TextChoices):
        WITHDRAWN = "withdrawn", gettext_lazy("Trukket tilbake")
        INVALIDATED = "invalidated", gettext_lazy("Ikke gyldig")
        MOVED = "moved", gettext_lazy("Eleven har byttet skole")

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    matter = models.CharField(max_length=9, choices=Matter)
    things = models.CharField(max_length=400)
    purpose = models.CharField(max_length=400)
    receivers = models.CharField(max_length=400)
    guardian = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="consents_about_wards"
    )
    form_id = models.UUIDField(null=True, blank=True, unique=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    route = models.CharField(max_length=5, choices=Route, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="consents_answered"
    )
    written_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    ended_how = models.CharField(max_length=11, choices=End, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=400, blank=True)

    @classmethod
    def of_school(cls) -> Q:
        """What lets a guardian see is the pupil's own, and follows her."""
        return Q(guardian=None)


class EarlierYes(models.Model):
    """Tidlig ja: one of several guardians has said yes, while the consent waits for the others."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="earlier_yeses")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="earlier_yeses")
    route = models.CharField(max_length=5, choices=Consent.Route)
    valid_to = models.DateField(null=True, blank=True)
    written_by = models.CharField(max_length=150)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "guardian"], name="one_earlier_yes")]


class Share(Sealable):
    """Deling: one person is let see some things of one pupil, for a purpose, on a basis, for a time. `form_id`: see Consent."""

    dated_by = "shared_at"

    class Basis(models.TextChoices):
        CONSENT = "consent", gettext_lazy("Samtykke")
        DUTY = "duty", gettext_lazy("Nødvendig for en oppgave etter loven")
        ORDER = "order", gettext_lazy("Pålegg")

    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shares")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shares_received")
    things = models.CharField(max_length=400)
    purpose = models.CharField(max_length=400)
    basis = models.CharField(max_length=7, choices=Basis)
    law = models.CharField(max_length=200, blank=True)
    necessity = models.CharField(max_length=1000)
    consent = models.ForeignKey(Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="shares")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    form_id = models.UUIDField(null=True, blank=True, unique=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    shared_by = models.CharField(max_length=150)
    shared_at = models.DateTimeField()
    withdrawn_by = models.CharField(max_length=150, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
