"""What stands in the address of an alert."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("log_control", "0001_initial")]

    operations = references("log_control", "logalert")
