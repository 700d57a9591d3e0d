"""Each school in figures, for readers who may never see a pupil: small counts are not told."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.rules import is_spoken_with
from tettpaa.identify.flags.models import Flag
from tettpaa.identify.imports.models import Import
from tettpaa.identify.registration.queries import registrations
from tettpaa.look_back.disclosure import HIDDEN, SMALLEST_SHOWN, Number, Table, release
from tettpaa.pages.figures import medians_by_school
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import first_day, school_year_of
from tettpaa.trust.wall.asking import counting


@dataclass(frozen=True)
class SchoolFigures:
    """One school. A figure that is None is unknown; nothing is told of a school with fewer than five pupils."""

    school: School
    pupils: Number
    median_days: float | None
    flagged: Number
    waiting: Number
    registered_percent: float | None


def figures_of_schools(owner: Owner, on: dt.date, hidden: frozenset[int]) -> list[SchoolFigures]:
    """Every school of the owner with pupils or without, by name, without the `hidden` pupils (keys).

    The number of reads does not grow with the schools.
    """
    schools = list(School.objects.filter(owner=owner, is_gone=False).order_by("name"))
    counts = (
        live_enrolments(on)
        .filter(school__in=schools)
        .exclude(pupil__in=hidden)
        .values_list("school")
        .annotate(Count("pupil", distinct=True))
    )
    pupils: Counter[int] = Counter(dict(counts))
    flagged, waiting = _flagged_and_waiting(owner, on, hidden)
    keys = [school.key for school in schools]
    told = _released(keys, pupils, flagged, waiting)
    medians = _medians(owner.pk, on, _newest_import(owner), hidden)
    registered = _registered(owner, keys, on)
    return [
        SchoolFigures(
            school, told[school.key]["pupils"],
            medians.get(school.key) if pupils[school.key] >= SMALLEST_SHOWN else None,
            told[school.key]["flagged"], told[school.key]["waiting"], registered.get(school.key),
        )
        for school in schools
    ]  # fmt: skip


def _released(
    schools: list[int], pupils: Mapping[int, int], flagged: Mapping[int, set[int]], waiting: Mapping[int, set[int]]
) -> dict[int, dict[str, Number]]:
    """School → its three counts. Each pupil stands in one cell: waiting, flagged and spoken with, or neither."""
    counts = {}
    for school in schools:
        with_flag, waits = len(flagged[school]), len(waiting[school])
        parts = {"waits": waits, "spoken": with_flag - waits, "neither": max(pupils[school] - with_flag, 0)}
        counts |= {(str(school), name): count for name, count in parts.items()}
    told = release(Table(("school", "stands"), counts))

    def number(school: int, *names: str) -> Number:
        found = [told.number(school=str(school), stands=name) for name in names]
        return sum(each for each in found if each is not HIDDEN) if HIDDEN not in found else HIDDEN

    return {
        school: {
            "pupils": told.number(school=str(school)), "waiting": number(school, "waits"),
            "flagged": number(school, "waits", "spoken"),
        }
        for school in schools
    }  # fmt: skip


def _flagged_and_waiting(
    owner: Owner, on: dt.date, hidden: frozenset[int]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """School → pupils with a flag that stands, and those nobody has spoken with about one. Two reads."""
    year = school_year_of(on)
    spoken = Contact.standing.filter(pupil__owner=owner, was_reached=True, on__gte=first_day(year))
    flags = Flag.objects.filter(school__owner=owner, school_year=year, raised_on__isnull=False)
    reached: dict[int, list[dt.date]] = defaultdict(list)
    flagged, waiting = defaultdict(set), defaultdict(set)
    with counting():
        talks = list(spoken.values_list("pupil_id", "on"))
        standing = list(flags.values_list("school_id", "pupil_id", "raised_on"))
    for pupil, day in talks:
        reached[pupil].append(day)
    for school, pupil, raised_on in standing:
        if pupil in hidden:
            continue
        flagged[school].add(pupil)
        if not is_spoken_with(raised_on, reached[pupil]):
            waiting[school].add(pupil)
    return flagged, waiting


def _registered(owner: Owner, schools: list[int], on: dt.date) -> dict[int, float]:
    """School → percent of the lessons held so far that are registered; a school without lessons is left out."""
    held: Counter[int] = Counter()
    missing: Counter[int] = Counter()
    for each in registrations(owner, schools, on):
        held[each.school] += each.held
        missing[each.school] += each.missing
    return {school: 100 * (1 - missing[school] / held[school]) for school in held}


def _newest_import(owner: Owner) -> dt.datetime | None:
    return Import.objects.filter(owner=owner).aggregate(at=Max("committed_at"))["at"]


def forget_figures() -> None:
    """Fold anew the next time somebody asks."""
    _medians.cache_clear()


@lru_cache(maxsize=32)
def _medians(
    owner_id: int, on: dt.date, newest_import: dt.datetime | None, hidden: frozenset[int]
) -> dict[int, float | None]:
    """Folded once for each import, day and set of hidden pupils: a county takes seconds."""
    return medians_by_school(Owner.objects.get(pk=owner_id), on, hidden)
