"""What stands in the address of a contact, and of a question about absence."""

from django.db import migrations

from tettpaa.kit.in_addresses import references


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("talks", "0002_entered_by_mistake")]

    operations = references("talks", "contact", "explanationrequest")
