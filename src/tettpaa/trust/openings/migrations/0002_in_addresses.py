"""What stands in the address of an emergency opening."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("openings", "0001_initial")]

    operations = references("openings", "opening")
