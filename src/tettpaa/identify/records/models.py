"""Which version of each record table is in force: the switch that makes an import visible as one set."""

from django.db import models

from tettpaa.schools.places.models import Owner


class TableVersion(models.Model):
    """Tabellversjon: readers of `table` see exactly this Delta version, whatever is being written.

    Moved forward in the same transaction that writes the roster and marks the import done, so no
    reader ever sees half an import.
    """

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="table_versions")
    table = models.CharField(max_length=40)
    version = models.BigIntegerField()
    import_id = models.CharField(max_length=40)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "table"], name="one_version_in_force")]
