"""Messages about an alert lead to it by what stands in its address now."""

from django.db import migrations

KINDS = ("log_alert_raised", "log_alert_due")


def lead_there(apps, editor):
    alias = editor.connection.alias
    told = apps.get_model("outbox", "Message").objects.using(alias).filter(kind__in=KINDS)
    alerts = dict(apps.get_model("log_control", "LogAlert").objects.using(alias).values_list("pk", "reference"))
    for message in told.only("pk", "about"):
        if message.about.isdecimal() and int(message.about) in alerts:
            reference = str(alerts[int(message.about)])
            told.filter(pk=message.pk).update(about=reference, once=reference)


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("log_control", "0002_in_addresses")]

    operations = [migrations.RunPython(lead_there, migrations.RunPython.noop)]
