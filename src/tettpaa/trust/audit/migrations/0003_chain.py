"""The log becomes a chain: rows already there are numbered and linked, and the database refuses to change any."""

from django.db import migrations, models

from tettpaa.trust.audit.chain.keys import key_now
from tettpaa.trust.audit.chain.links import LANE, START, content_of, link
from tettpaa.trust.audit.chain.walls import put_up, take_down
from tettpaa.trust.audit.chain.writing import LANES


def link_all(apps, editor):
    for chain, name in (("event", "AuditEvent"), ("access", "AccessRecord")):
        rows, number, digest = apps.get_model("audit", name).objects, 0, START
        for row in list(rows.order_by("id").values()):
            number += 1
            digest = link(key_now(), digest, content_of(chain, number, row))
            rows.filter(id=row["id"]).update(id=number, digest=digest)
        heads = apps.get_model("audit", "ChainHead").objects
        for lane in range(LANES[editor.connection.vendor]):
            last, end = (number, digest) if lane == 0 else (lane * LANE, START)
            heads.create(chain=chain, lane=lane, last=last, digest=end)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_what_was_read")]

    operations = [
        migrations.CreateModel(
            "ChainHead",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(max_length=6)),
                ("lane", models.SmallIntegerField()),
                ("last", models.BigIntegerField()),
                ("digest", models.BinaryField(max_length=32)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("chain", "lane"), name="one_head_a_lane")]},
        ),
        migrations.CreateModel(
            "Tombstone",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.CharField(max_length=6)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("newest_at", models.DateTimeField()),
                ("reason", models.CharField(max_length=400)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=150)),
                ("seal", models.BinaryField(max_length=32)),
            ],
        ),
        *[
            migrations.AlterField(name, "id", models.BigIntegerField(primary_key=True, serialize=False))
            for name in ("auditevent", "accessrecord")
        ],
        *[
            migrations.AddField(name, "digest", models.BinaryField(max_length=32, null=True))
            for name in ("auditevent", "accessrecord")
        ],
        migrations.RunPython(link_all, migrations.RunPython.noop),
        *[
            migrations.AlterField(name, "digest", models.BinaryField(max_length=32))
            for name in ("auditevent", "accessrecord")
        ],
        migrations.RunPython(put_up, take_down),
    ]
