"""Each read says what was seen, for what, in which role and where; what older rows can tell is filled in."""

from django.db import migrations, models

from tettpaa.trust.audit.things import PAGES


def fill_in(apps, _editor):
    records = apps.get_model("audit", "AccessRecord").objects
    for page, (thing, purpose) in PAGES.items():
        records.filter(page=page).update(thing=thing, purpose=purpose)
    for reason in records.values_list("reason", flat=True).distinct().order_by("reason"):
        records.filter(reason=reason).update(role=reason.partition(" ")[0])


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField("accessrecord", "thing", models.CharField(max_length=40, default="")),
        migrations.AddField("accessrecord", "purpose", models.CharField(max_length=40, default="")),
        migrations.AddField("accessrecord", "role", models.CharField(max_length=40, default="")),
        migrations.AddField("accessrecord", "unit", models.BigIntegerField(null=True)),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
