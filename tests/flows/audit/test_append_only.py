"""The database itself refuses to change, remove or replace what is in the log."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.builders import AT
from tests.walls import walls_down
from tettpaa.trust.audit.chain import walls
from tettpaa.trust.audit.models import AccessRecord, AuditEvent, Tombstone

MODELS = (AuditEvent, AccessRecord)
IDS = [model.__name__ for model in MODELS]


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def a_tombstone(last: int = 1) -> Tombstone:
    return Tombstone.objects.create(
        chain="access", first=1, last=last, digest=b"x", newest_at=AT, reason="x", at=AT, by="x", seal=b"x"
    )


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_a_row_can_be_added_and_read_but_neither_changed_nor_removed(log, model):
    before = list(model.objects.order_by("id").values())
    assert refused(lambda: model.objects.update(by="noen andre"))
    assert refused(lambda: model.objects.filter(id=3).update(at=AT))
    assert refused(lambda: model.objects.filter(id=3).delete())
    assert refused(lambda: model.objects.all().delete())
    assert list(model.objects.order_by("id").values()) == before and before


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_a_row_cannot_be_written_over(log, model):
    row = model.objects.get(id=3)
    row.by = "noen andre"
    assert refused(lambda: row.save(force_insert=True))
    if connection.vendor == "sqlite":
        copied = f"REPLACE INTO {model._meta.db_table} SELECT * FROM {model._meta.db_table} WHERE id = 3"
        assert refused(lambda: connection.cursor().execute(copied))


@pytest.mark.parametrize("model", [*MODELS, Tombstone])
def test_a_table_cannot_be_emptied_at_a_stroke(log, model):
    if model is Tombstone:
        a_tombstone()
    at_a_stroke = {"postgresql": "TRUNCATE", "sqlite": "DELETE FROM"}[connection.vendor]
    assert refused(lambda: connection.cursor().execute(f"{at_a_stroke} {model._meta.db_table}"))
    assert model.objects.exists()


def test_a_tombstone_stands(log):
    stone = a_tombstone()
    assert refused(lambda: Tombstone.objects.update(last=9))
    assert refused(stone.delete)


def test_what_a_tombstone_names_may_go_and_nothing_beside_it(log):
    a_tombstone(last=2)
    assert refused(lambda: AccessRecord.objects.filter(id__lte=3).delete())
    assert refused(lambda: AuditEvent.objects.filter(id=1).delete())
    assert not refused(lambda: AccessRecord.objects.filter(id__lte=2).delete())
    assert AccessRecord.objects.count() == 10


def test_every_wall_stands_after_the_last_migration(db):
    assert walls.missing() == []


GETTING_RID = {
    "sqlite": ("DROP TRIGGER {name}",),
    "postgresql": ("DROP TRIGGER {name} ON {table}", "ALTER TABLE {table} DISABLE TRIGGER {name}"),
}


def test_a_wall_that_is_gone_or_switched_off_is_told(db):
    table, name = "audit_accessrecord", "audit_accessrecord_no_delete"
    for statement in GETTING_RID[connection.vendor]:
        with transaction.atomic():
            connection.cursor().execute(statement.format(table=table, name=name))
            assert walls.missing() == [name]
            transaction.set_rollback(True)
        assert walls.missing() == []


def test_without_the_walls_the_same_acts_would_succeed(log):
    """The twin of the refusals above: it is the walls that refuse."""
    with walls_down():
        assert AccessRecord.objects.filter(id=3).update(by="noen andre") == 1
        assert AuditEvent.objects.filter(id=3).delete()[0] == 1
    with pytest.raises(DatabaseError):
        AuditEvent.objects.filter(id=4).delete()
