"""What an owner has chosen of guardians' sight, where it is not as shipped."""

from django.db import models
from django.db.models import Q

from tettpaa.schools.places.models import Owner


class FieldChoice(models.Model):
    """Valg av innsyn: what guardians see of one thing at one age, at one owner, until another choice replaces it.

    A tighter choice holds from `valid_from`. A looser one waits until the privacy officer has approved it.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="field_choices")
    thing = models.CharField(max_length=30)
    band = models.CharField(max_length=8)
    says = models.CharField(max_length=7)
    reason = models.CharField(max_length=400, blank=True)
    chosen_by = models.CharField(max_length=150)
    chosen_at = models.DateTimeField()
    needs_approval = models.BooleanField(default=False)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "thing", "band", "needs_approval"], condition=Q(replaced_at=None, approved_at=None),
                name="one_open_choice",
            ),
        ]  # fmt: skip
