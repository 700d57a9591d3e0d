"""What each school's board counts, for readers who see no pupil: the very lists its leader opens, added up by the night."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from statistics import median

from tettpaa.follow_up.meetings.queries import meeting_load
from tettpaa.kit.clock import OSLO
from tettpaa.look_back.statistics.models import BoardTotal
from tettpaa.look_back.statistics.things import LISTS, Of, things, total
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.disclosure import SMALLEST_SHOWN

MEETINGS = "meetings"


def board_totals(owner: Owner, on: dt.date, hidden: Collection[int]) -> list[BoardTotal]:
    """Every number of each school that is not gone, without the `hidden` pupils (keys)."""
    schools = School.objects.filter(owner=owner, is_gone=False).select_related("owner").order_by("pk")
    return [found for school in schools for found in _of_school(school, on, hidden)]


def _of_school(school: School, on: dt.date, hidden: Collection[int]) -> Iterator[BoardTotal]:
    enrolled = live_enrolments(on).filter(school=school).exclude(pupil__in=hidden)
    of = Of(school, list(enrolled.values_list("pupil_id", flat=True).distinct()), on)
    for number in LISTS:
        listed = things(number, of)
        found, held = total(listed), Counter(each.who for each in listed if each.who)
        is_of_many = sum(each.days is not None for each in listed) >= SMALLEST_SHOWN
        yield BoardTotal(
            school=school, number=number, things=found.things, pupils=found.pupils,
            median_days=found.median_days if is_of_many else None,
            holders=len(held), median_each=median(held.values()) if held else None, counted_on=on,
        )  # fmt: skip
    loads = [load.meetings for load in meeting_load(school, dt.datetime.combine(on, dt.time(), OSLO))]
    yield BoardTotal(
        school=school, number=MEETINGS, things=sum(loads), pupils=0, holders=len(loads),
        median_each=median(loads) if loads else None, counted_on=on,
    )  # fmt: skip
