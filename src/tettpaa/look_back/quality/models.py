"""What a night counted at each school: so that whoever may not see pupils, reads numbers and asks no table of pupils."""

from django.db import models

from tettpaa.schools.places.models import School


class FigureTotal(models.Model):
    """Kvalitetstall: one figure of one school and school year, as it was last counted. `jobs.py` alone writes it.

    A cache: the same count may be made again at any time. Shown through `trust.disclosure` alone.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="figure_totals")
    school_year = models.SmallIntegerField()
    figure = models.CharField(max_length=40)
    met = models.IntegerField()
    unmet = models.IntegerField()
    unknown = models.IntegerField()
    median_days = models.FloatField(null=True)
    counted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "school_year", "figure"], name="figure_once_a_year"),
        ]
