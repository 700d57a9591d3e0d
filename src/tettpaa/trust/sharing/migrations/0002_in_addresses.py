"""What stands in the address of a consent, and of a share."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("sharing", "0001_initial")]

    operations = references("sharing", "consent", "share")
