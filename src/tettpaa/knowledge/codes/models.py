"""An owner's translation of its school system's absence codes."""

from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.schools.places.models import Owner


class AbsenceCode(models.Model):
    """Fraværskode: what one source code means for this owner, from a day on."""

    class Documentation(models.TextChoices):
        NONE = "none", gettext_lazy("Ingen")
        SELF = "self", gettext_lazy("Egenmelding")
        HEALTH = "health", gettext_lazy("Helsepersonell")
        OTHER = "other", gettext_lazy("Annen dokumentasjon")

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="absence_codes")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)
    cause = models.CharField(max_length=1, blank=True)
    documentation = models.CharField(max_length=6, choices=Documentation)
    counts_as_absence = models.BooleanField()
    valid_from = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "code", "valid_from"], name="code_once_a_day")]
