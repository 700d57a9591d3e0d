"""What stands in the address of an assignment, one for each that is there; and when what was read was a mistake."""

import uuid

from django.db import migrations, models


def fill_in(apps, _editor):
    assignments = apps.get_model("access", "Assignment").objects
    for key in list(assignments.filter(reference=None).values_list("pk", flat=True)):
        assignments.filter(pk=key).update(reference=uuid.uuid4())


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL changes no table whose rows have just been changed
    dependencies = [("access", "0001_initial")]

    operations = [
        migrations.AddField("assignment", "mistaken_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("assignment", "reference", models.UUIDField(null=True, unique=True, editable=False)),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AlterField(
            "assignment", "reference", models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
        ),
    ]
