"""Many write the log at once: every row is there, each lane is whole, and nobody waits for a long decision."""

import threading

import pytest
from django.db import connection, transaction

from tests.builders import AT
from tests.flows.audit.conftest import read
from tettpaa.trust.audit.actions import Look, record_access, record_event
from tettpaa.trust.audit.chain.links import lane_of
from tettpaa.trust.audit.chain.verify import verify
from tettpaa.trust.audit.chain.writing import append
from tettpaa.trust.audit.models import AccessRecord, AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, TIMES, BATCH = 6, 8, 5


def at_once(*acts) -> list[BaseException]:
    """Run each act in a thread of its own; what went wrong in them."""
    wrong: list[BaseException] = []

    def run(act):
        try:
            act()
        except BaseException as fault:
            wrong.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def a_writer(number: int):
    def write():
        for time in range(TIMES):
            looks = [Look(number * 1000 + time * 10 + pupil, "leader -") for pupil in range(BATCH)]
            record_access(by=f"u{number}", at=AT, page="class", kind="listed", thing="absence", purpose="leading",
                          looks=looks)  # fmt: skip
            with transaction.atomic():
                record_event(by=f"u{number}", action="x_done", at=AT, about=("x", time))

    return write


def test_nothing_is_lost_and_the_chain_is_whole():
    assert at_once(*map(a_writer, range(WRITERS))) == []
    assert verify() == (WRITERS * TIMES * (BATCH + 1), [])
    pupils = AccessRecord.objects.values_list("pupil_key", flat=True)
    assert len(set(pupils)) == WRITERS * TIMES * BATCH


def test_the_very_first_two_writers_find_room():
    barrier = threading.Barrier(2)

    def write():
        barrier.wait()
        append([read(1)])

    assert at_once(write, write) == []
    assert verify() == (2, [])


def test_a_long_decision_keeps_no_other_waiting():
    """Where there are lanes. SQLite has one writer at a time, whatever it writes: the second comes after the first."""
    has_lanes = connection.vendor == "postgresql"
    record_event(by="leader", action="first_ever", at=AT, about=("x", 1))
    has_logged, may_end = threading.Event(), threading.Event()
    seen: list[int] = []

    def decide_slowly():
        with transaction.atomic():
            record_event(by="import", action="import_committed", at=AT, about=("import", 1))
            has_logged.set()
            may_end.wait(20 if has_lanes else 0.2)

    def decide():
        has_logged.wait(20)
        record_event(by="leader", action="role_granted", at=AT, about=("role_grant", 1))
        seen.append(AuditEvent.objects.count())
        may_end.set()

    assert at_once(decide_slowly, decide) == []
    assert seen == [2 if has_lanes else 3]
    lanes = {lane_of(number) for number in AuditEvent.objects.values_list("id", flat=True)}
    assert lanes == ({0, 1} if has_lanes else {0})
    assert verify() == (3, [])
