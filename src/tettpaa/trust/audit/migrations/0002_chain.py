"""The chains begin, and the database refuses to change what is in the log."""

from django.db import migrations

from tettpaa.trust.audit.chain.links import LANE, START
from tettpaa.trust.audit.chain.walls import put_up, take_down
from tettpaa.trust.audit.chain.writing import LANES


def begin(apps, editor):
    heads = apps.get_model("audit", "ChainHead").objects
    for chain in ("event", "access"):
        for lane in range(LANES[editor.connection.vendor]):
            heads.create(chain=chain, lane=lane, last=lane * LANE, digest=START)


class Migration(migrations.Migration):
    # What a database made before 30 November 2026 has been through comes to the same.
    replaces = [
        ("audit", "0002_what_was_read"),
        ("audit", "0003_chain"),
        ("audit", "0004_accessrecord_access_by_reader"),
    ]
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(put_up, take_down),
    ]
