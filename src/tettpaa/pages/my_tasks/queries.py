"""Everything that waits for one reader, from every part that has something to ask."""

import datetime as dt
from collections.abc import Callable

from tettpaa.pages.case import tasks as cases
from tettpaa.pages.class_review import tasks as reviews
from tettpaa.pages.concern import tasks as concerns
from tettpaa.pages.letter import tasks as letters
from tettpaa.pages.mapping import tasks as mappings
from tettpaa.pages.measure import tasks as measures
from tettpaa.pages.meeting import tasks as meetings
from tettpaa.pages.plan import tasks as plans
from tettpaa.pages.referral import tasks as referrals
from tettpaa.pages.stairs import tasks as stairs
from tettpaa.pages.talk import tasks as talks
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights

PARTS: tuple[Callable[[Rights], list[Task]], ...] = (
    concerns.tasks_for,
    cases.tasks_for,
    plans.tasks_for,
    talks.tasks_for,
    measures.tasks_for,
    meetings.tasks_for,
    letters.tasks_for,
    referrals.tasks_for,
    stairs.tasks_for,
    mappings.tasks_for,
    reviews.tasks_for,
)


def tasks_of(rights: Rights) -> list[Task]:
    """The first due first, and last what has no day. A number of reads that does not grow with the tasks."""
    found = [task for part in PARTS for task in part(rights)]
    return sorted(found, key=lambda task: (task.due_on or dt.date.max, task.words))
