"""What an owner has chosen to round numbers of many pupils to."""

from django.db import models
from django.db.models import Q

from tettpaa.schools.places.models import Owner


class RoundingChoice(models.Model):
    """Valg av avrunding: what an owner's numbers are rounded to, from a day until the next choice. 1 is as counted.

    A coarser choice holds from `valid_from`. A finer one waits until the privacy officer has approved it; `closed_at` is when
    one that waited was refused, or gave way to another.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="rounding_choices")
    rounded_to = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    reason = models.CharField(max_length=400)
    chosen_by = models.CharField(max_length=150)
    chosen_at = models.DateTimeField()
    needs_approval = models.BooleanField(default=False)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=Q(needs_approval=True, approved_at=None, closed_at=None),
                name="one_rounding_waits",
            ),
        ]  # fmt: skip
