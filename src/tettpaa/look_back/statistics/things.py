"""What the boards' numbers count: lists of things about pupils of a class or a school, in a bounded number of reads.

A number is how many things its list holds, so that it cannot be another than what it opens to.
"""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from django.db.models import QuerySet

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.talks.models import Contact, Talk
from tettpaa.assess.talks.queries import waiting
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import RUNNING
from tettpaa.follow_up.plans.models import Plan, PlanStep
from tettpaa.follow_up.plans.states import IN_FORCE
from tettpaa.identify.flags.past import raised_between
from tettpaa.identify.flags.queries import events_at
from tettpaa.identify.records.school_days import school_days
from tettpaa.kit.clock import OSLO
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import first_day, school_year_of

# What has become of a flag, as the code of its thing.
REACHED, NOT_YET = "reached", "not_yet"


@dataclass(frozen=True)
class Of:
    """Whose things are counted: pupils (keys) who go to the school on a day, or some of them."""

    school: School
    pupils: Collection[int]
    on: dt.date

    @property
    def begins_on(self) -> dt.date:
        return first_day(school_year_of(self.on))

    @cached_property
    def school_days(self) -> tuple[dt.date, ...]:
        return school_days(self.school.owner, self.school.key, school_year_of(self.on))

    def days_between(self, since: dt.date, until: dt.date) -> int | None:
        """School days after `since`, through `until`; None where the school's calendar is unknown."""
        return sum(since < day <= until for day in self.school_days) if self.school_days else None


@dataclass(frozen=True)
class Thing:
    """One thing about a pupil, of a day. `what`: a code that says which; `who`: the user who has it.

    `days`: school days it has waited, or took until somebody spoke with the pupil; None where it is unknown, or not yet.
    """

    pupil: int
    on: dt.date
    what: str = ""
    who: int | None = None
    days: int | None = None


@dataclass(frozen=True)
class Total:
    """What some things come to: how many, about how many pupils, and the median of the days that are known."""

    things: int
    pupils: int
    median_days: float | None


def total(things: Iterable[Thing]) -> Total:
    """A number is the sum of what it opens to."""
    listed = list(things)
    days = [each.days for each in listed if each.days is not None]
    return Total(len(listed), len({each.pupil for each in listed}), median(days) if days else None)


def things(key: str, of: Of) -> list[Thing]:
    """The list behind a number, the newest first. KeyError where no number is called that."""
    found = LISTS[key](of)
    return sorted(found, key=lambda each: (-each.on.toordinal(), each.pupil, each.what))


def _raised(of: Of) -> list[Thing]:
    """Flags raised anew, with the school days until somebody spoke with the pupil."""
    raised = raised_between(events_at(of.school, of.pupils, of.on), of.begins_on, of.on)
    reached = _reached(of)
    found = []
    for each in raised:
        days = reached.get(each.pupil, [])
        at = bisect_left(days, each.on)
        took = of.days_between(each.on, days[at]) if at < len(days) else None
        found.append(Thing(each.pupil, each.on, REACHED if at < len(days) else NOT_YET, days=took))
    return found


def _reached(of: Of) -> Mapping[int, list[dt.date]]:
    """Pupil → the days this school year on which somebody reached her, in order."""
    found: dict[int, list[dt.date]] = defaultdict(list)
    for pupil, on in _spoken(of).order_by("on").values_list("pupil_id", "on"):
        found[pupil].append(on)
    return found


def _spoken(of: Of) -> QuerySet[Contact]:
    return Contact.standing.filter(pupil__in=of.pupils, was_reached=True, on__range=(of.begins_on, of.on))


def _waiting(of: Of) -> list[Thing]:
    return [
        Thing(each.pupil.key, each.longest, days=of.days_between(each.longest, of.on))
        for each in waiting(of.pupils, of.on)
    ]


def _contacts(of: Of) -> list[Thing]:
    return [Thing(*row) for row in _spoken(of).values_list("pupil_id", "on", "channel")]


def _talks(of: Of) -> list[Thing]:
    held = Talk.objects.filter(
        pupil__in=of.pupils, is_held=True, voided_at=None, on__range=(of.begins_on, of.on)
    )  # fmt: skip
    return [Thing(*row) for row in held.values_list("pupil_id", "on", "kind")]


def _cases(of: Of) -> list[Thing]:
    live = Case.objects.filter(pupil__in=of.pupils, school=of.school, state__in=LIVE)
    rows = live.values_list("pupil_id", "opened_at", "because", "responsible_id")
    return [Thing(pupil, _day(at), because, who) for pupil, at, because, who in rows]


def _plans(of: Of) -> list[Thing]:
    """Each since it first came in force."""
    holds = Plan.objects.filter(pupil__in=of.pupils, case__school=of.school, state=IN_FORCE)
    came = PlanStep.objects.filter(plan__in=holds, state=IN_FORCE).order_by("-at")
    since = dict(came.values_list("plan_id", "at"))
    rows = holds.values_list("pk", "pupil_id", "case__responsible_id")
    return [Thing(pupil, _day(since[plan]), who=who) for plan, pupil, who in rows]


def _measures(of: Of) -> list[Thing]:
    running = Measure.objects.filter(pupil__in=of.pupils, school=of.school, state=RUNNING)
    return [Thing(*row) for row in running.values_list("pupil_id", "starts_on", "kind", "responsible_id")]


def _day(at: dt.datetime) -> dt.date:
    return at.astimezone(OSLO).date()


LISTS: Mapping[str, Callable[[Of], list[Thing]]] = {
    "waiting": _waiting,
    "raised": _raised,
    "contacts": _contacts,
    "talks": _talks,
    "cases": _cases,
    "plans": _plans,
    "measures": _measures,
}
