"""Everything that waits for one reader, from every part that has something to ask."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping

from tettpaa.pages.case import tasks as cases
from tettpaa.pages.class_review import tasks as reviews
from tettpaa.pages.concern import tasks as concerns
from tettpaa.pages.letter import tasks as letters
from tettpaa.pages.mapping import tasks as mappings
from tettpaa.pages.measure import tasks as measures
from tettpaa.pages.meeting import tasks as meetings
from tettpaa.pages.my_tasks.waiting import ASKED, knows_few, may_have_something
from tettpaa.pages.plan import tasks as plans
from tettpaa.pages.referral import tasks as referrals
from tettpaa.pages.stairs import tasks as stairs
from tettpaa.pages.subject_notice import tasks as notices
from tettpaa.pages.talk import tasks as talks
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights

# By the keys of `waiting.CONDITIONS`.
PARTS: Mapping[str, Callable[[Rights], list[Task]]] = {
    "concerns": concerns.tasks_for, "cases": cases.tasks_for, "plans": plans.tasks_for, "talks": talks.tasks_for,
    "measures": measures.tasks_for, "meetings": meetings.tasks_for, "letters": letters.tasks_for,
    "referrals": referrals.tasks_for, "stairs": stairs.tasks_for, "mappings": mappings.tasks_for,
    "reviews": reviews.tasks_for, "notices": notices.tasks_for,
}  # fmt: skip


def tasks_of(rights: Rights, waits: Collection[str] | None = None) -> list[Task]:
    """The first due first, and last what has no day. A number of reads that does not grow with the tasks.

    `waits`: what `what_waits` has said already, where the page has asked.
    """
    asked = what_waits(rights) if waits is None else waits
    found = [task for part, tasks_for in PARTS.items() if part in asked for task in tasks_for(rights)]
    return sorted(found, key=lambda task: (task.due_on or dt.date.max, task.words))


def what_waits(rights: Rights) -> frozenset[str]:
    """Keys of all that Min dag asks about, but for a teacher of those that may have anything to say."""
    if not knows_few(rights):
        return frozenset(ASKED)
    pupils = set(rights.all_reasons("day_read")) | {tie.place.key for tie in rights.ties if tie.place.kind == "pupil"}
    waits = may_have_something(rights, pupils)
    return waits | {"talks"} if talks.is_late_in_the_half(rights) else waits
