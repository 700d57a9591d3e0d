"""Uttrekk: pupils' details that leave the site in a file, with who asked, for what, who said yes and when it was deleted."""

from django.conf import settings
from django.db import models

from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner
from tettpaa.trust.exports.states import STATES


class Export(models.Model):
    """One file, from order to deletion. `kind` names what it holds (`registry.py`), `place` of which group or school.

    `about` is what the place was called when it was ordered. `pupils` is how many the file holds: those counted
    at the order until it is made, and then those it really holds.
    """

    id = models.CharField(primary_key=True, max_length=32)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exports")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=30)
    place = models.BigIntegerField()
    about = models.CharField(max_length=200)
    file_format = models.CharField(max_length=4)
    purpose = models.CharField(max_length=400)
    pupils = models.IntegerField()
    state = models.CharField(max_length=9, choices=[(key, key) for key in STATES])
    ordered_at = models.DateTimeField(db_index=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    times_fetched = models.IntegerField(default=0)


class ExportedPupil(models.Model):
    """That a file holds a pupil: for the recall list, and for asking again before the file leaves."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="contents")
    pupil = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exported_in")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["export", "pupil"], name="once_in_an_export")]
