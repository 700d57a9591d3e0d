"""What stands in the address of an address protection, and for a clearance on its page."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("protection", "0001_initial")]

    operations = references("protection", "addressprotection", "clearance")
