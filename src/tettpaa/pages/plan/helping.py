"""Did it help? What is registered of absence before and after a plan began to hold, and each of its case's measures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.queries import measures_about
from tettpaa.follow_up.measures.states import ENDED, RUNNING
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import steps_of
from tettpaa.follow_up.plans.states import IN_FORCE
from tettpaa.kit.clock import OSLO
from tettpaa.look_back.effects.windows import Compared, compare
from tettpaa.pages.measure.days import days_through, school_days_of
from tettpaa.pages.measure.words import name_of
from tettpaa.pages.pupil.parts import parts_for
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Beside:
    """What began, in words, and absence before and after it. `is_plan`: the plan itself, not one of its measures."""

    name: str
    compared: Compared
    is_plan: bool = False


def beside(rights: Rights, plan: Plan) -> list[Beside]:
    """The plan first, then the measures that have begun, the newest first; nothing for who may not see absence.

    One reading for each school year in which something began.
    """
    if not parts_for(rights, plan.pupil).may("absence_read"):
        return []
    began = steps_of(plan).filter(state=IN_FORCE).first()
    begun = [(_("Planen"), began.at.astimezone(OSLO).date(), None, True)] if began else []
    if rights.may_about("measure_read", plan.pupil_id):
        measures = measures_about([plan.pupil_id]).filter(case=plan.case, state__in=(RUNNING, ENDED))
        begun += [(name_of(each), each.starts_on, each.ended_on, False) for each in measures]
    days = {
        year: school_days_of(days_through(plan.pupil, year, rights.on))
        for year in sorted({school_year_of(first) for _name, first, _last, _is_plan in begun})
    }
    return [
        Beside(name, compare(days[school_year_of(first)], first, last), is_plan) for name, first, last, is_plan in begun
    ]
