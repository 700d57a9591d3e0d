"""Roles that are given, not read from the schools' systems."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.schools.places.models import Owner, School


class RoleGrant(models.Model):
    """Rolletildeling: a role at an owner or one of its schools, with dates, who gave it and why.

    Contact teacher and subject teacher are never granted: they follow from memberships.
    """

    class Role(models.TextChoices):
        LEADER = "leader", gettext_lazy("Skoleleder")
        COUNSELLOR = "counsellor", gettext_lazy("Rådgiver")
        ANALYST = "analyst", gettext_lazy("Skoleeiers analytiker")
        RULE_EDITOR = "rule_editor", gettext_lazy("Skoleeiers regelansvarlige")
        ADMINISTRATOR = "administrator", gettext_lazy("Administrator")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=15, choices=Role)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="role_grants")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="role_grants")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()
