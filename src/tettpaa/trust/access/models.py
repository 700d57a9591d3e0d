"""Roles that are given, not read from the schools' systems."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Group, Owner, School
from tettpaa.trust.seals.models import Sealable


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
        PPT_OFFICE = "ppt_office", gettext_lazy("PP-tjenesten ved en skole")
        CUSTODIAN = "custodian", gettext_lazy("Forvalter av adressebeskyttelse")
        OPERATOR = "operator", gettext_lazy("Driftsansvarlig")
        PRIVACY_OFFICER = "privacy_officer", gettext_lazy("Personvernombud")
        MACHINE = "machine", gettext_lazy("Maskin")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=15, choices=Role)
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="role_grants")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT, related_name="role_grants")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()


class Assignment(Sealable):
    """Oppdrag: a user has a task about one pupil, in a role, for a time.

    Somebody in the team of a case, or a guest from another service; a guest's lasts at most 90 days and is renewed.
    `reference` stands in addresses, and does not tell how many there are. `mistaken_at`: what the user was given to read,
    and has read, was marked as entered by mistake.
    """

    dated_by = "granted_at"

    class Role(models.TextChoices):
        CASE_MEMBER = "case_member", gettext_lazy("Med i oppfølgingssaken")
        PPT_ADVISER = "ppt_adviser", gettext_lazy("PP-rådgiver")
        NURSE = "nurse", gettext_lazy("Helsesykepleier")
        OT_ADVISER = "ot_adviser", gettext_lazy("OT-veileder")
        NAV_ADVISER = "nav_adviser", gettext_lazy("NAV-veileder")
        CHILD_WELFARE_CONTACT = "child_welfare", gettext_lazy("Kontakt i barnevernet")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=15, choices=Role)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mistaken_at = models.DateTimeField(null=True, blank=True)


class Substitution(models.Model):
    """Vikariat: a user takes a group's lessons; what that gives ends 24 hours after the last."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="substitutions")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="substitutions")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=400)
    granted_by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()
