"""Every indicator of some pupils as of a day, by the fold or by the reference, in one shape."""

import datetime as dt
from collections.abc import Collection, Iterator

import numpy as np

from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.engine import fold
from tettpaa.identify.indicators.gauges import every_gauge
from tettpaa.identify.indicators.judge import as_json
from tettpaa.identify.indicators.reference.loading import cases
from tettpaa.identify.indicators.reference.numbers import Pupil
from tettpaa.schools.people.models import Enrolment
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of

ENGINES = ("numba", "reference")


def asked(
    owner: Owner, as_of: dt.date, *, engine: str, schools: Collection[int] | None, pupils: Collection[int] | None
) -> Iterator[tuple[int, list[dict]]]:
    """(pupil key, [{indicator, window, value, unit, …}]) for all the owner's pupils, those at schools, or those named."""
    found = _by_reference if engine == "reference" else _by_fold
    gauges = every_gauge()
    for pupil, values in found(owner, as_of, schools, pupils):
        yield pupil, [as_json(gauge, values[:, place]) for place, gauge in enumerate(gauges)]


def _by_fold(owner, as_of, schools, pupils) -> Iterator[tuple[int, np.ndarray]]:
    columns = load(owner, school_year_of(as_of), schools=schools, pupils=pupils)
    values = fold(columns, as_of, every_gauge()).values
    for place in np.argsort(columns.pupils):
        yield int(columns.pupils[place]), values[place]


def _by_reference(owner, as_of, schools, pupils) -> Iterator[tuple[int, np.ndarray]]:
    year = school_year_of(as_of)
    enrolled = Enrolment.objects.filter(school__owner=owner, school_year=year)
    enrolled = enrolled if schools is None else enrolled.filter(school__in=schools)
    enrolled = enrolled if pupils is None else enrolled.filter(pupil__in=pupils)
    for pupil, case in cases(owner, year, set(enrolled.values_list("pupil", flat=True))):
        asked_of = Pupil(case, as_of)
        yield pupil, np.array([asked_of.number(gauge, as_of) for gauge in every_gauge()], float).T
