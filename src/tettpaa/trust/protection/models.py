"""The core blocks, which nothing overrides: who is related to whom, and who has a protected address."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.schools.people.models import Person


class Kinship(models.Model):
    """Slektskap: somebody of staff is so near a pupil that they may not follow the pupil up.

    Declared by the person, by a leader, or by the population register. A declared block is shown to nobody else.
    """

    class Kind(models.TextChoices):
        SELF = "self", gettext_lazy("Eleven selv")
        CHILD = "child", gettext_lazy("Barn")
        FOSTER_CHILD = "foster_child", gettext_lazy("Fosterbarn")
        STEPCHILD = "stepchild", gettext_lazy("Stebarn")
        SIBLING = "sibling", gettext_lazy("Søsken")
        HALF_SIBLING = "half_sibling", gettext_lazy("Halvsøsken")
        GRANDCHILD = "grandchild", gettext_lazy("Barnebarn")
        NIECE_OR_NEPHEW = "niece_or_nephew", gettext_lazy("Niese eller nevø")
        COUSIN = "cousin", gettext_lazy("Søskenbarn")
        PARTNER = "partner", gettext_lazy("Ektefelle, samboer eller kjæreste")
        FORMER_PARTNER = "former_partner", gettext_lazy("Tidligere ektefelle, samboer eller kjæreste")
        PARTNERS_CHILD = "partners_child", gettext_lazy("Tidligere partners barn, eller felles barn")
        OTHER = "other", gettext_lazy("Annen nær tilknytning")

    class Source(models.TextChoices):
        DECLARED = "declared", gettext_lazy("Egenerklæring")
        LEADER = "leader", gettext_lazy("Leder")
        REGISTER = "register", gettext_lazy("Folkeregisteret")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kinships")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kin_on_staff")
    kind = models.CharField(max_length=16, choices=Kind)
    source = models.CharField(max_length=8, choices=Source)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()


class AddressProtection(models.Model):
    """Adressebeskyttelse of a person, by grade. That there is one is a secret of the address zone.

    For the strictest grade no address is ever stored. Raised by one, lowered by two.
    """

    class Grade(models.TextChoices):
        STRICT = "strict", gettext_lazy("Strengt fortrolig adresse")
        CONFIDENTIAL = "confidential", gettext_lazy("Fortrolig adresse")
        CLIENT = "client", gettext_lazy("Klientadresse")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protections")
    grade = models.CharField(max_length=12, choices=Grade)
    source = models.CharField(max_length=40)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    raised_by = models.CharField(max_length=150)
    raised_at = models.DateTimeField()
    lowering_asked_by = models.CharField(max_length=150, blank=True)
    lowering_reason = models.CharField(max_length=400, blank=True)
    lowered_by = models.CharField(max_length=150, blank=True)
    lowered_at = models.DateTimeField(null=True, blank=True)


class Clearance(models.Model):
    """Klarering: a user named for one protected pupil, by a custodian of the pupil's school.

    `confirmed_at` is when a custodian last said that it is needed still: once a quarter, or it lapses.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clearances")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="clearances")
    reason = models.CharField(max_length=400)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
