"""The weeks of a class and of a school, and the pupils and days that one of them counts."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.kit.html.charts.development import Week
from tettpaa.look_back.statistics.weeks import has_lessons, hours_between, mondays_of
from tettpaa.pages.boards.absence import Sum, seen_of
from tettpaa.pages.boards.places import Place
from tettpaa.pages.school_board.kept_today import kept_today
from tettpaa.pages.school_board.weeks import weeks_at
from tettpaa.pages.weekly import weeks_beside
from tettpaa.schools.places.school_year import last_day, school_year_of
from tettpaa.trust.access.rights import Rights

DAYS = tuple(dt.timedelta(days=day) for day in range(8))


@dataclass(frozen=True)
class PupilWeek:
    """One pupil's hours in a week: away, of those registered; `days`: those she was away on, with the hours."""

    pupil: int
    away: float
    registered: float
    days: dict[dt.date, float] = field(default_factory=dict)


def weeks_for(rights: Rights, place: Place) -> list[Week]:
    """Of those whose absence the reader may see; a class's last year is the same pupils' own, a school's of those there then."""
    on, year, seen = rights.on, school_year_of(rights.on), seen_of(rights, place.pupils)
    if place.group is None:
        kept = kept_today(place.school, on, rights.hidden)
        return weeks_at(place.school, kept, seen, on, place.week_url)
    now, before = (load(place.school.owner, each, pupils=seen) for each in (year, year - 1))
    return weeks_beside((now, on), (before, last_day(year - 1)), place.week_url)


def behind_week(rights: Rights, place: Place, number: int) -> list[PupilWeek]:
    """Those of the same pupils with hours registered in the ISO week. LookupError where no such week has begun."""
    seen = set(seen_of(rights, place.pupils))
    columns = _columns_of(rights, place, seen)
    begun = (monday for monday in mondays_of(columns) if monday <= rights.on)
    monday = next((monday for monday in begun if monday.isocalendar().week == number), None)
    if monday is None:
        raise LookupError(number)
    days = [monday + day for day in DAYS]
    away, registered = (
        hours_between(columns, rights.on, each, days)[:, :-1] for each in ("all_hours", "reported_hours")
    )
    counted = has_lessons(columns) & (registered.sum(axis=1) > 0)
    return [
        PupilWeek(
            pupil, float(away[at].sum()), float(registered[at].sum()),
            {day: float(hours) for day, hours in zip(days, away[at], strict=False) if hours},
        )
        for at, pupil in enumerate(columns.pupils.tolist()) if counted[at] and pupil in seen
    ]  # fmt: skip


def added(found: Iterable[PupilWeek]) -> Sum:
    """The number of the week: the sum of what it opens to."""
    listed = list(found)
    return Sum(len(listed), sum(each.away for each in listed), sum(each.registered for each in listed))


def _columns_of(rights: Rights, place: Place, seen: set[int]) -> Columns:
    """Loaded as for the number."""
    owner, year = place.school.owner, school_year_of(rights.on)
    if place.group is None:
        return load(owner, year, schools=[place.school.pk], without=rights.hidden)
    return load(owner, year, pupils=seen)
