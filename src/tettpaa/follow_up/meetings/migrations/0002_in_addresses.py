"""What stands in the address where somebody is taken out of a team."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("meetings", "0001_initial")]

    operations = references("meetings", "teammember")
