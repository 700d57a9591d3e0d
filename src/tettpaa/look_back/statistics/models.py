"""What a night counted of absence, so that no reader of figures asks for a pupil."""

from django.db import models

from tettpaa.schools.places.models import School


class WeeklyTotal(models.Model):
    """Ukestall: hours away of registered hours in one week, of a school's pupils on one programme and level.

    `programme` is the education programme's two letters, `level` as the source says it; empty is unknown. `pupils` are
    those enrolled on `counted_on`. `jobs.py` alone writes it: a cache of the fold. Shown through `look_back.disclosure`.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="weekly_totals")
    school_year = models.SmallIntegerField()
    programme = models.CharField(max_length=2, blank=True)
    level = models.CharField(max_length=10, blank=True)
    monday = models.DateField()
    pupils = models.IntegerField()
    away_hours = models.FloatField()
    registered_hours = models.FloatField()
    counted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "school_year", "programme", "level", "monday"], name="one_total_a_set_and_week"
            ),
        ]
