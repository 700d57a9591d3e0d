"""What was counted of completion, so that no page waits for a county to be read."""

from django.db import models

from tettpaa.schools.places.models import Owner


class CompletionCount(models.Model):
    """Gjennomføringstall: all that may be told of an owner's completion, as it was last counted. `jobs.py` alone writes it.

    A cache of released numbers, not rounded: nothing that is hidden stands in it, and no pupil. `made_from` names what it was
    counted from, so that a newer import is seen.
    """

    owner = models.OneToOneField(Owner, on_delete=models.PROTECT, related_name="completion_count")
    figures = models.JSONField()
    made_from = models.CharField(max_length=64)
    counted_on = models.DateField()
