"""What stands in the address of a run of removal."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("retention", "0001_initial")]

    operations = references("retention", "run")
