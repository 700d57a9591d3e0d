"""Whose follow-up a reader has for herself or as a guardian, and which parts of it."""

from collections import defaultdict
from collections.abc import Mapping

from tettpaa.follow_up.meetings.seen import closed_to
from tettpaa.trust.access.rights import Rights

PLAN, MEASURES, MEETINGS = "own_plan_read", "own_measure_read", "own_meeting_read"
PARTS = (PLAN, MEASURES, MEETINGS)

Reach = Mapping[int, frozenset[str]]


def reach_of(rights: Rights) -> Reach:
    """Pupil key → the parts the reader may see today; nobody of whom it is none. Three reads.

    A guardian's are those the table by age lets, and what the child has said yes to. Where a protected address keeps
    relatives out, nothing tells where the pupil will be.
    """
    found: dict[int, set[str]] = defaultdict(set)
    closed = closed_to(rights)
    for part in PARTS:
        for key in rights.pupils(part).values_list("pk", flat=True):
            if part != MEETINGS or key not in closed:
                found[key].add(part)
    return {key: frozenset(parts) for key, parts in found.items()}
