"""What the comparisons came to, so that a page need not read a county's year."""

from django.db import models
from django.db.models import Q

from tettpaa.look_back.effects.comparing import Answer
from tettpaa.schools.places.models import Owner, School


class Comparison(models.Model):
    """Sammenligning: measures of one kind begun in a school year, at a school or (no school) anywhere at an owner's.

    Computed from records and measures, and written by `actions.update_comparisons` alone; it names no pupil. Numbers as
    `comparing.Compared` has them: `difference` from `low` to `high` in minutes away of a hundred, none where it is not told.
    """

    ANSWERS = [(answer.value, answer.value) for answer in Answer]

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="comparisons")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="comparisons")
    school_year = models.SmallIntegerField()
    kind = models.CharField(max_length=40)
    answer = models.CharField(max_length=9, choices=ANSWERS)
    begun = models.IntegerField()
    compared = models.IntegerField()
    controls = models.IntegerField()
    difference = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    with_it = models.JSONField(default=list)
    without = models.JSONField(default=list)
    as_of = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "school_year", "kind"], condition=Q(school=None), name="one_comparison_of_owner"
            ),
            models.UniqueConstraint(
                fields=["school", "school_year", "kind"],
                condition=Q(school__isnull=False),
                name="one_comparison_of_school",
            ),
        ]
