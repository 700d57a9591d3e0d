"""What stands for an access on the page where it is kept or ended."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("recertification", "0001_initial")]

    operations = references("recertification", "review")
