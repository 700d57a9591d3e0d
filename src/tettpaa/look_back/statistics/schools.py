"""Where a school's pupils stand with flags and talks, and what is registered: every school of an owner at once."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.rules import is_spoken_with
from tettpaa.identify.flags.models import Flag
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.rollups import by_school, rollups
from tettpaa.identify.registration.queries import registrations
from tettpaa.look_back.statistics.models import SchoolTotal
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import first_day, school_year_of

WAITING, SPOKEN_WITH, WITHOUT_FLAG = "waiting", "spoken_with", "without_flag"


def school_totals(owner: Owner, on: dt.date, hidden: Collection[int]) -> list[SchoolTotal]:
    """One for each school that is not gone, without the `hidden` pupils (keys)."""
    schools = list(School.objects.filter(owner=owner, is_gone=False).values_list("pk", flat=True))
    stands = _stands(owner, on, hidden)
    medians = _medians(owner, on, hidden)
    held, missing = _registered(owner, schools, on)
    return [
        SchoolTotal(
            school_id=school, **{name: stands[school, name] for name in (WAITING, SPOKEN_WITH, WITHOUT_FLAG)},
            median_days=medians.get(school), lessons=held[school], unregistered=missing[school], counted_on=on,
        )
        for school in schools
    ]  # fmt: skip


def _stands(owner: Owner, on: dt.date, hidden: Collection[int]) -> Counter[tuple[int, str]]:
    """(School, where pupils stand) → how many: each pupil enrolled there on the day is in one of the three."""
    raised_on = _flags(owner, on)
    reached = _reached(owner, on)
    found: Counter[tuple[int, str]] = Counter()
    enrolled = live_enrolments(on).filter(school__owner=owner).exclude(pupil__in=hidden)
    for pupil, school in set(enrolled.values_list("pupil_id", "school_id")):
        days = raised_on.get((pupil, school), ())
        waits = any(not is_spoken_with(day, reached[pupil]) for day in days)
        found[school, WAITING if waits else SPOKEN_WITH if days else WITHOUT_FLAG] += 1
    return found


def _flags(owner: Owner, on: dt.date) -> Mapping[tuple[int, int], list[dt.date]]:
    """(Pupil, school) → the days on which flags that stand were raised."""
    standing = Flag.objects.filter(school__owner=owner, school_year=school_year_of(on), raised_on__isnull=False)
    found: dict[tuple[int, int], list[dt.date]] = defaultdict(list)
    for pupil, school, day in standing.values_list("pupil_id", "school_id", "raised_on"):
        if day is not None:
            found[pupil, school].append(day)
    return found


def _reached(owner: Owner, on: dt.date) -> Mapping[int, list[dt.date]]:
    """Pupil → the days this school year on which somebody spoke with the pupil."""
    spoken = Contact.standing.filter(
        pupil__owner=owner, was_reached=True, on__range=(first_day(school_year_of(on)), on)
    )
    found: dict[int, list[dt.date]] = defaultdict(list)
    for pupil, day in spoken.values_list("pupil_id", "on"):
        found[pupil].append(day)
    return found


def _medians(owner: Owner, on: dt.date, hidden: Collection[int]) -> dict[int, float | None]:
    """School → the median of its pupils' days of absence this school year."""
    columns = load(owner, school_year_of(on), without=frozenset(hidden))
    of_school = by_school(columns, as_of=on)
    told = rollups(columns, list(of_school.values()), as_of=on)
    return {school: found.median_days for school, found in zip(of_school, told, strict=True)}


def _registered(owner: Owner, schools: list[int], on: dt.date) -> tuple[Counter[int], Counter[int]]:
    """School → lessons held so far, and those nobody has registered."""
    held: Counter[int] = Counter()
    missing: Counter[int] = Counter()
    for each in registrations(owner, schools, on):
        held[each.school] += each.held
        missing[each.school] += each.missing
    return held, missing
