"""What a night counted of absence, so that no reader of figures asks for a pupil."""

from django.db import models

from tettpaa.schools.places.models import School


class WeeklyTotal(models.Model):
    """Ukestall: hours away of registered hours in one week, of a school's pupils on one programme and level.

    `programme` is the education programme's two letters, `level` as the source says it; empty is unknown. `pupils` are
    those enrolled on `counted_on`. `jobs.py` alone writes it: a cache of the fold. Shown through `trust.disclosure`.
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


class SchoolTotal(models.Model):
    """Skoletall: how many pupils a school has, where they stand, and what is registered, as of the night it was counted.

    `waiting`, `spoken_with` and `without_flag` are parts of `pupils`. `lessons` and `unregistered` are of lessons through the
    day before; both 0 where the school delivers none. `median_days` of absence this year is None where it is unknown.
    """

    school = models.OneToOneField(School, on_delete=models.PROTECT, related_name="total")
    waiting = models.IntegerField()
    spoken_with = models.IntegerField()
    without_flag = models.IntegerField()
    median_days = models.FloatField(null=True)
    lessons = models.IntegerField()
    unregistered = models.IntegerField()
    counted_on = models.DateField()

    @property
    def pupils(self) -> int:
        return self.waiting + self.spoken_with + self.without_flag


class BoardTotal(models.Model):
    """Tavletall: one number of a school's board as the night counted it: `things` about `pupils`, held by `holders`.

    `number` is a key of `things.LISTS`, or `meetings` of contact teachers this half-year, which name no pupil. `median_days`
    are school days (None: unknown, or of few), `median_each` what half of the holders have or fewer. `jobs.py` alone writes it.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="board_totals")
    number = models.CharField(max_length=20)
    things = models.IntegerField()
    pupils = models.IntegerField()
    holders = models.IntegerField()
    median_days = models.FloatField(null=True)
    median_each = models.FloatField(null=True)
    counted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "number"], name="one_total_a_number")]
