"""A log with something in it."""

import datetime as dt

import pytest

from tests.builders import AT
from tettpaa.trust.audit.actions import Look, record_event
from tettpaa.trust.audit.chain.writing import append
from tettpaa.trust.audit.models import AccessRecord

HOUR = dt.timedelta(hours=1)


def read(pupil: int, at: dt.datetime = AT, **changed) -> AccessRecord:
    """One look, not yet written."""
    told = {
        "by": "contact_a", "kind": "opened", "page": "pupil", "thing": "pupil_page", "purpose": "follow_up",
        "role": "contact_teacher", "reason": "contact_teacher 2025-08-18", "unit": 5,
    }  # fmt: skip
    return AccessRecord(at=at, pupil_key=pupil, **told | changed)


@pytest.fixture
def log(db):
    """Twelve looks in four batches, and six events, an hour between each."""
    for batch in range(4):
        append([read(pupil, AT + batch * HOUR) for pupil in (batch, batch + 100, batch + 200)])
    for number in range(6):
        record_event(
            by="leader", action="role_granted", at=AT + number * HOUR, about=("role_grant", number),
            details={"school": 5, "share": 0.1 * number},
        )  # fmt: skip


__all__ = ["Look"]
