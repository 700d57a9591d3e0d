"""What the comparisons are made from, and what they came to."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from django.db.models import QuerySet

from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import ENDED, RUNNING
from tettpaa.identify.indicators.columns import Columns
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.indicators.histories import histories_of
from tettpaa.kit.clock import OSLO
from tettpaa.knowledge.programmes.programmes import prepares_for_studies
from tettpaa.look_back.effects.comparing import County, rules_from
from tettpaa.look_back.effects.limits import limit_on
from tettpaa.look_back.effects.matching import Begun
from tettpaa.look_back.effects.models import Comparison
from tettpaa.schools.places.models import Owner, School
from tettpaa.schools.places.school_year import first_day, last_day
from tettpaa.trust.protection.queries import strictly_hidden

_KINDS = {None: 0, True: 1, False: 2}


@dataclass(frozen=True)
class MeasuresOfYear:
    """An owner's school year, matched; `kinds` are named by their numbers in `county.begun`, `schools` are keys, one each."""

    county: County
    kinds: list[str]
    schools: np.ndarray


def begun_in(pupils_of: Owner, school_year: int) -> QuerySet[Measure]:
    """Measures that have begun in a school year, in the order they did."""
    begun = Measure.everything.filter(
        pupil__owner=pupils_of, state__in=(RUNNING, ENDED), steps__act="start_measure",
        starts_on__range=(first_day(school_year), last_day(school_year)),
    )  # fmt: skip
    return begun.order_by("starts_on", "planned_at", "pk").distinct()


def measures_of_year(owner: Owner, school_year: int, as_of: dt.date) -> MeasuresOfYear:
    """Everything, matched. Who has the strictest address protection is in no figure, whoever reads it."""
    begun = list(begun_in(owner, school_year))
    columns = load(owner, school_year, without=strictly_hidden(owner.pk))
    number_of = {int(key): number for number, key in enumerate(columns.pupils)}
    first = {(each.pupil_id, each.kind): each for each in reversed(begun) if each.pupil_id in number_of}
    measures, kinds = list(first.values()), sorted({kind for _pupil, kind in first})
    rows = [
        (kinds.index(each.kind), number_of[each.pupil_id], columns.day(_decided_on(each)), columns.day(each.starts_on))
        for each in measures
    ]
    rules = rules_from(limit_on("window", as_of), limit_on("group", as_of))
    table = np.array(rows, np.int64).reshape(-1, 4)
    county = County(histories_of(columns, as_of), strata_of(columns, as_of), Begun(*table.T), rules)
    return MeasuresOfYear(county, kinds, np.array([each.school_id for each in measures], np.int64))


def _decided_on(measure: Measure) -> dt.date:
    """The day it was planned: no earlier than the longest wait before it begins, and never after."""
    waits = dt.timedelta(days=limit_on("group", measure.starts_on)["longest_wait"])
    planned_on = measure.planned_at.astimezone(OSLO).date()
    return min(measure.starts_on, max(planned_on, measure.starts_on - waits))


def strata_of(columns: Columns, as_of: dt.date) -> np.ndarray:
    """A number for each pupil's level with kind of programme: preparing for studies, vocational, or unknown."""
    rows = columns.raw["enrolments"]
    area_of = dict(zip(rows["pupil"].tolist(), rows["area"].tolist(), strict=True))
    kinds = np.array([_KINDS[prepares_for_studies(area_of[int(key)], as_of)] for key in columns.pupils], np.int64)
    levels = np.unique(columns.parts["pupils"]["year_level"], return_inverse=True)[1]
    return 3 * levels + kinds


def comparisons_of(owner: Owner, school_year: int, school: School | None = None) -> QuerySet[Comparison]:
    """What the measures of a school year came to, at a school or in all of an owner's."""
    return Comparison.objects.filter(owner=owner, school_year=school_year, school=school).order_by("kind")


def years_told(owner: Owner) -> list[int]:
    """School years of which there is something, the newest first."""
    years = Comparison.objects.filter(owner=owner).values_list("school_year", flat=True)
    return list(years.order_by("-school_year").distinct())
