"""How much the data can tell: kept as curves, one row for each fitting."""

from django.db import models

from tettpaa.schools.places.models import Owner


class Yardstick(models.Model):
    """Målestokk: models fitted on earlier school years and tested on a later one. Nothing in it is about one pupil.

    `as_of` is the day of the tested year whose facts they saw, `fitted_on` the years they were fitted on; of the `pupils`
    of the tested year, `with_outcome` broke off or did not pass after that day. `curves` has one for each kind of model:
    {"auc": [value, low, high], "points": [[share found, share right], …]}.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="yardsticks")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    fitted_on = models.JSONField(default=list)
    tested_on = models.SmallIntegerField()
    as_of = models.DateField()
    pupils = models.IntegerField()
    with_outcome = models.IntegerField()
    curves = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["owner", "made_at"])]
