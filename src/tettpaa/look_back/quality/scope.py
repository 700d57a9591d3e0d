"""Which schools and which school year is counted, as of a day, and the school days between two days there."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from tettpaa.assess.talks.models import Contact
from tettpaa.identify.records.school_days import school_days
from tettpaa.kit.clock import OSLO
from tettpaa.look_back.quality.figures import Counted, in_time
from tettpaa.schools.people.models import Enrolment
from tettpaa.schools.places.models import School
from tettpaa.schools.places.school_year import first_day, last_day


@dataclass(frozen=True)
class Scope:
    """`hidden`: keys of pupils who are in no figure, since whoever reads may not even know of them."""

    schools: tuple[School, ...]
    school_year: int
    on: dt.date
    hidden: frozenset[int] = frozenset()
    _days: dict[int, Sequence[dt.date]] = field(default_factory=dict)

    @property
    def until(self) -> dt.date:
        """The last day that counts."""
        return min(self.on, last_day(self.school_year))

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """The school year so far as instants, the end not included."""
        return _midnight(first_day(self.school_year)), _midnight(self.until + dt.timedelta(days=1))

    @cached_property
    def days_reached(self) -> Mapping[int, list[dt.date]]:
        """Pupil who goes or went there → the days of the school year on which somebody reached her, in order: a talk after it is
        about something else. Read once.
        """
        is_of_scope = Q(seal=None) | Q(seal__school__in=self.schools)
        spoken = Contact.everything.filter(
            is_of_scope, voided_at=None, was_reached=True, on__range=(first_day(self.school_year), self.until),
            pupil__in=Enrolment.objects.filter(school__in=self.schools).values("pupil"),
        )  # fmt: skip
        found: dict[int, list[dt.date]] = defaultdict(list)
        for pupil, on in spoken.order_by("on").values_list("pupil_id", "on"):
            found[pupil].append(on)
        return found

    def days_between(self, school: int, since: dt.date, until: dt.date) -> int | None:
        """School days after `since`, through `until`; None where the school's calendar is unknown."""
        days = self._days_of(school)
        return bisect_right(days, until) - bisect_right(days, since) if days else None

    def _days_of(self, school: int) -> Sequence[dt.date]:
        if school not in self._days:
            found = next(each for each in self.schools if each.key == school)
            self._days[school] = school_days(found.owner, school, self.school_year)
        return self._days[school]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OSLO)


def timed(scope: Scope, pupil: int, school: int, since: dt.date, done: dt.date | None, limit: int) -> Counted:
    """Something that began, and was done on a day or is not done yet."""
    took = scope.days_between(school, since, done) if done else None
    if done and took is None:
        return Counted(pupil, school, since, None)
    is_met = in_time(took, scope.days_between(school, since, scope.until), limit)
    return Counted(pupil, school, since, is_met, took)


def day_of(at: dt.datetime) -> dt.date:
    """The day in Oslo."""
    return at.astimezone(OSLO).date()
