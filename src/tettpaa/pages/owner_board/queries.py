"""Each school in figures, for readers who may never see a pupil: what the night counted, and small counts not told."""

import datetime as dt
from dataclasses import dataclass

from tettpaa.look_back.statistics.models import SchoolTotal
from tettpaa.look_back.statistics.schools import SPOKEN_WITH, WAITING, WITHOUT_FLAG
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.disclosure import HIDDEN, Number, Table, release


@dataclass(frozen=True)
class SchoolFigures:
    """One school. A figure that is None is unknown; where the pupils are too few to be told, their median is not."""

    school: School
    pupils: Number
    median_days: float | None
    flagged: Number
    waiting: Number
    registered_percent: float | None
    counted_on: dt.date


def figures_of_schools(owner: Owner, rounded_to: int) -> list[SchoolFigures]:
    """Every school that the night counted, by name. One read."""
    totals = list(SchoolTotal.objects.filter(school__owner=owner).select_related("school").order_by("school__name"))
    parts = (WAITING, SPOKEN_WITH, WITHOUT_FLAG)
    counts = {(str(total.school_id), part): getattr(total, part) for total in totals for part in parts}
    told = release(Table(("school", "stands"), counts), rounded_to=rounded_to)

    def number(total: SchoolTotal, *names: str) -> Number:
        return told.number(school=str(total.school_id), stands=names)

    return [
        SchoolFigures(
            total.school, pupils := told.number(school=str(total.school_id)),
            None if pupils is HIDDEN else total.median_days, number(total, WAITING, SPOKEN_WITH), number(total, WAITING),
            100 * (1 - total.unregistered / total.lessons) if total.lessons else None,
            total.counted_on,
        )
        for total in totals
    ]  # fmt: skip
