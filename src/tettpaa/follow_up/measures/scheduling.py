"""Planning the days of a return, week by week."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.models import Measure, ReturnDay
from tettpaa.follow_up.measures.states import LIVE
from tettpaa.trust.audit.actions import record_event

MOST_WEEKS = 12
WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True)
class Days:
    """The same part of the same weekdays (0 is Monday), from the week of `first` on, some weeks in a row."""

    first: dt.date
    weekdays: Collection[int]
    weeks: int
    part: str
    place: str
    begins: dt.time | None = None
    ends: dt.time | None = None

    def dates(self, from_on: dt.date, to_on: dt.date) -> list[dt.date]:
        """Those within the days given, in order."""
        monday = self.first - dt.timedelta(days=self.first.weekday())
        every = [
            monday + week * WEEK + dt.timedelta(days=day)
            for week in range(self.weeks) for day in sorted(set(self.weekdays))
        ]  # fmt: skip
        return [day for day in every if max(from_on, self.first) <= day <= to_on]


def plan_days(*, measure: Measure, days: Days, by: str, at: dt.datetime) -> list[ReturnDay]:
    """Days the pupil is to come, from now on instead of what was planned for them. Days outside the measure are not."""
    dates = days.dates(measure.starts_on, measure.planned_end)
    _refuse(_faults_in(days, dates))
    hours = days.part == ReturnDay.Part.HOURS
    with transaction.atomic():
        held = Measure.objects.select_for_update().get(pk=measure.pk)
        if held.state not in LIVE:
            raise ValidationError(_("Tiltaket er avsluttet."))
        standing = ReturnDay.objects.filter(measure=held, on__in=dates, replaced_at=None)
        standing.update(replaced_at=at, replaced_by=by)
        planned = ReturnDay.objects.bulk_create(
            ReturnDay(
                measure=held, on=day, part=days.part, begins=days.begins if hours else None,
                ends=days.ends if hours else None, place=days.place.strip(), written_at=at, written_by=by,
            ) for day in dates
        )  # fmt: skip
        record_event(
            by=by, at=at, action="measure_days_planned", about=("measure", held.pk), owner_id=measure.pupil.owner_id,
            details={"pupil": held.pupil_id, "days": len(dates), "part": days.part},
        )  # fmt: skip
    return planned


def _faults_in(days: Days, dates: list[dt.date]) -> dict[str, str]:
    faults = {}
    if days.part not in ReturnDay.Part.values:
        faults["part"] = _("Velg hvor stor del av dagen.")
    if days.part == ReturnDay.Part.HOURS and not (days.begins and days.ends and days.begins < days.ends):
        faults["ends"] = _("Skriv fra og til, i den rekkefølgen.")
    if not days.place.strip() and days.part != ReturnDay.Part.NONE:
        faults["place"] = _("Skriv hvor eleven skal være, og hvem som tar imot.")
    if not 1 <= days.weeks <= MOST_WEEKS:
        faults["weeks"] = _("Velg mellom én og tolv uker.")
    if not dates:
        faults["weekdays"] = _("Ingen av dagene er innenfor tiltaket.")
    return faults


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise ValidationError(faults)
