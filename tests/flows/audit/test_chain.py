"""The chain is whole as it is written, and every kind of tampering is found at its place."""

import datetime as dt

import pytest
from django.db import transaction

from tests.builders import AT
from tests.flows.audit.conftest import HOUR, read
from tests.walls import walls_down
from tettpaa.trust.audit.actions import record_event, take_oldest
from tettpaa.trust.audit.chain.links import LANE, content_of, link
from tettpaa.trust.audit.chain.verify import Fault, verify
from tettpaa.trust.audit.chain.writing import append, fields_of
from tettpaa.trust.audit.models import AccessRecord, AuditEvent, ChainHead, Tombstone


def faults() -> list[Fault]:
    return verify()[1]


def test_the_log_as_the_program_writes_it_is_whole(log):
    assert verify() == (18, [])
    assert list(AccessRecord.objects.order_by("id").values_list("id", flat=True)) == list(range(1, 13))


def test_an_empty_log_is_whole(db):
    assert verify() == (0, [])


def test_what_is_rolled_back_leaves_no_gap(log):
    with transaction.atomic():
        record_event(by="leader", action="role_granted", at=AT, about=("role_grant", 9))
        append([read(9)])
        transaction.set_rollback(True)
    append([read(10)])
    assert verify() == (19, [])


def test_two_events_of_one_transaction_follow_each_other(db):
    with transaction.atomic():
        for number in range(3):
            record_event(by="leader", action="role_granted", at=AT, about=("role_grant", number))
    assert list(AuditEvent.objects.order_by("id").values_list("object_id", flat=True)) == ["0", "1", "2"]
    assert faults() == []


def changed_by_hand(model, number, **changed):
    with walls_down():
        assert model.objects.filter(id=number).update(**changed) == 1


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (AccessRecord, {"at": AT - HOUR}),
        (AccessRecord, {"by": "noen andre"}),
        (AccessRecord, {"pupil_key": 99}),
        (AccessRecord, {"kind": "listed"}),
        (AccessRecord, {"unit": None}),
        (AccessRecord, {"purpose": "emergency"}),
        (AccessRecord, {"digest": bytes(32)}),
        (AuditEvent, {"details": {"school": 6}}),
        (AuditEvent, {"owner_id": 1}),
        (AuditEvent, {"action": "role_ended"}),
    ],
    ids=str,
)
def test_a_changed_field_is_found(log, model, changed):
    changed_by_hand(model, 5, **changed)
    assert Fault("changed", model.NAME, 5, 5) in faults()


def test_a_removed_row_is_found(log):
    with walls_down():
        AccessRecord.objects.filter(id__in=[4, 5]).delete()
    assert faults() == [Fault("missing", "access", 4, 5)]


def test_the_first_row_removed_is_found(log):
    with walls_down():
        AccessRecord.objects.filter(id=1).delete()
    assert faults() == [Fault("missing", "access", 1, 1)]


def test_rows_that_have_changed_places_are_found(log):
    one, two = AccessRecord.objects.get(id=4), AccessRecord.objects.get(id=5)
    one.id, two.id = two.id, one.id
    with walls_down():
        AccessRecord.objects.filter(id__in=[4, 5]).delete()
        AccessRecord.objects.bulk_create([one, two])
    assert {Fault("changed", "access", 4, 4), Fault("changed", "access", 5, 5)} <= set(faults())


@pytest.mark.parametrize("number", [13, 3 * LANE + 1, 99 * LANE + 1, 0, -1])
def test_a_row_put_in_by_hand_is_found(log, number):
    AccessRecord.objects.bulk_create([read(9, id=number, digest=b"x" * 32)])
    assert ("access", number) in {(fault.chain, fault.first) for fault in faults()}


def test_a_tail_cut_off_is_found_by_the_head(log):
    with walls_down():
        AccessRecord.objects.filter(id__gt=9).delete()
    assert faults() == [Fault("missing", "access", 10, 12)]


def test_a_chain_rebuilt_without_the_key_is_found(log):
    digest = bytes(32)
    changed_by_hand(AccessRecord, 5, by="noen andre")
    with walls_down():
        for row in AccessRecord.objects.order_by("id"):
            digest = link(b"a guess", digest, content_of("access", row.id, fields_of(row)))
            AccessRecord.objects.filter(id=row.id).update(digest=digest)
    ChainHead.objects.filter(chain="access", lane=0).update(digest=digest)
    assert Fault("changed", "access", 1, 1) in faults()


def test_a_head_set_elsewhere_is_found(log):
    ChainHead.objects.filter(chain="access", lane=0).update(digest=b"x" * 32)
    assert faults() == [Fault("head_changed", "access", 12, 12)]
    ChainHead.objects.filter(chain="access", lane=0).update(last=14)
    assert faults() == [Fault("missing", "access", 13, 14)]


def test_retention_takes_the_oldest_and_the_rest_is_whole(log):
    taken = take_oldest(older_than=AT + 2 * HOUR, reason="Fem år", by="worker", at=AT + dt.timedelta(days=1))
    assert taken == 8
    assert list(AccessRecord.objects.order_by("id").values_list("id", flat=True)) == list(range(7, 13))
    assert verify() == (11, [])
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.details["rows"]) == ("log_shortened", {"event": 2, "access": 6})
    assert take_oldest(older_than=AT + 3 * HOUR, reason="Fem år", by="worker", at=AT + dt.timedelta(days=2)) == 4
    append([read(9)])
    assert faults() == []


def test_retention_that_finds_nothing_leaves_no_trace(log):
    assert take_oldest(older_than=AT, reason="Fem år", by="worker", at=AT) == 0
    assert verify() == (18, [])
    assert not Tombstone.objects.exists()


def test_a_whole_table_can_be_taken(log):
    take_oldest(older_than=AT + 9 * HOUR, reason="Fem år", by="worker", at=AT)
    assert not AccessRecord.objects.exists()
    append([read(9)])
    assert AccessRecord.objects.get().id == 13
    assert faults() == []


def test_a_younger_row_keeps_those_after_it(log):
    append([read(9, AT + 9 * HOUR), read(10, AT)])
    take_oldest(older_than=AT + 5 * HOUR, reason="Fem år", by="worker", at=AT)
    assert list(AccessRecord.objects.values_list("pupil_key", flat=True)) == [9, 10]


def test_a_tombstone_without_the_seal_is_found(log):
    with transaction.atomic():
        Tombstone.objects.create(
            chain="access", first=1, last=2, digest=AccessRecord.objects.get(id=2).digest, newest_at=AT,
            reason="Fem år", at=AT, by="worker", seal=b"x" * 32,
        )  # fmt: skip
        AccessRecord.objects.filter(id__lte=2).delete()
    assert faults() == [Fault("tombstone_forged", "access", 1, 2)]


def test_a_new_key_goes_on_where_the_old_one_ended_and_the_old_one_alone_is_not_enough(log, settings):
    old, new = settings.SECRET_KEY, "en ny hemmelighet"
    settings.TETTPAA_AUDIT_KEYS = [old, new]
    append([read(9), read(10)])
    assert faults() == []
    settings.TETTPAA_AUDIT_KEYS = [old]
    assert Fault("changed", "access", 13, 13) in faults()
    settings.TETTPAA_AUDIT_KEYS = [new]
    assert Fault("changed", "access", 1, 1) in faults()


def test_a_key_laid_aside_links_nothing_after_the_new_one(log, settings):
    old, new = settings.SECRET_KEY, "en ny hemmelighet"
    settings.TETTPAA_AUDIT_KEYS = [old, new]
    append([read(9)])
    settings.TETTPAA_AUDIT_KEYS = [new, old]
    append([read(10)])
    settings.TETTPAA_AUDIT_KEYS = [old, new]
    assert faults() == [Fault("changed", "access", 14, 14)]
