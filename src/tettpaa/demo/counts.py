"""The line of counts that says the demo holds what it should."""

import datetime as dt
from dataclasses import dataclass

from tettpaa.assess.cases.models import Case
from tettpaa.assess.talks.queries import waiting
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import RUNNING
from tettpaa.follow_up.meetings.models import Meeting
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.states import IN_FORCE
from tettpaa.identify.flags.queries import flags_on
from tettpaa.identify.records.reading import connect, records
from tettpaa.schools.people.models import Enrolment, Person
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of


@dataclass(frozen=True)
class Counts:
    """Pupils of this school year, their absence rows, flags that stand, and pupils waiting for a talk; and what is done:
    cases, plans that hold, measures that run, and meetings.
    """

    pupils: int
    absences: int
    flags: int
    waiting: int
    cases: int
    plans: int
    measures: int
    meetings: int


def count(owner: Owner, on: dt.date) -> Counts:
    """As the pages would count them on the day."""
    year = school_year_of(on)
    enrolled = Enrolment.objects.filter(school__owner=owner, school_year=year)
    pupils = Person.objects.filter(enrolments__in=enrolled).distinct()
    with connect() as con:
        ((rows,),) = records(con, owner, "absences", school_year=year).aggregate("count(*)").fetchall()
    raised = [flag for flag in flags_on(owner, on) if flag.kind == "raised"]
    return Counts(
        pupils.count(), int(rows), len(raised), len(waiting(pupils, on)),
        Case.objects.filter(pupil__in=pupils).count(),
        Plan.objects.filter(pupil__in=pupils, state=IN_FORCE).count(),
        Measure.objects.filter(pupil__in=pupils, state=RUNNING).count(),
        Meeting.objects.filter(school__owner=owner).count(),
    )  # fmt: skip
