from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("flags", "0001_initial")]

    operations = [
        migrations.AddField("flag", "subjects", models.JSONField(default=list)),
        migrations.AddField("flagevent", "subjects", models.JSONField(default=list)),
    ]
