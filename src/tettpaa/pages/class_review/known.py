"""What is known of each pupil on the sheet before anybody speaks, in a number of reads that does not grow with the class."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import live_cases
from tettpaa.assess.talks.models import Contact
from tettpaa.assess.talks.queries import standing_flags
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import live_plans
from tettpaa.follow_up.plans.states import state_of as plan_state_of
from tettpaa.identify.flags.models import Flag, Kind
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.kit.html.table_rows import Cell
from tettpaa.kit.states import State
from tettpaa.pages.figure_words import year_cell
from tettpaa.pages.figures import NOTHING_KNOWN, figures_in
from tettpaa.pages.flag_words import reasons_in
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_memberships
from tettpaa.schools.places.models import Group
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Known:
    """One pupil. `absence` this school year, `flagged` the reasons of the flags that stand, `is_unknown` where one cannot
    be decided; `spoken_on` the last day somebody reached the pupil, None for never; `plan` the open one, or an exemption.
    """

    pupil: Person
    absence: Cell
    flagged: str
    is_unknown: bool
    spoken_on: dt.date | None
    case: Case | None
    plan: Plan | None
    plan_state: State | None


def pupils_on(rights: Rights, group: Group) -> list[Person]:
    """The class's pupils today about whom the reader may read lines, by name."""
    members = live_memberships(rights.on).filter(group=group, role=Membership.Role.PUPIL)
    pupils = rights.pupils("mapping_read").filter(key__in=members.values("person"))
    return list(pupils.select_related("owner").order_by("sort_key", "key"))


def known_of(rights: Rights, group: Group, pupils: list[Person]) -> list[Known]:
    """Each as far as the reader may see it. The record tables are read once, and the database five times."""
    keys = [pupil.key for pupil in pupils]
    flags = defaultdict(list)
    for flag in standing_flags(_among(rights, "flag_read", keys), rights.on):
        flags[flag.pupil_id].append(flag)
    spoken = _spoken(_among(rights, "contact_read", keys))
    cases = {case.pupil_id: case for case in live_cases(_among(rights, "case_read", keys))}
    plans = live_plans(_among(rights, "plan_read", keys))
    absent = figures_in(load(group.school.owner, school_year_of(rights.on), pupils=keys), rights.on) if keys else {}
    return [
        Known(
            pupil, year_cell(absent.get(pupil.key, NOTHING_KNOWN)), _reasons(flags[pupil.key]),
            any(flag.kind == Kind.UNKNOWN for flag in flags[pupil.key]), spoken.get(pupil.key), cases.get(pupil.key),
            *_plan(plans.get(pupil.key), rights.on),
        )
        for pupil in pupils
    ]  # fmt: skip


def _plan(plan: Plan | None, on: dt.date) -> tuple[Plan | None, State | None]:
    return plan, plan_state_of(plan.state, plan.evaluate_on, on) if plan else None


def _among(rights: Rights, permission: str, keys: list[int]) -> QuerySet[Person]:
    return rights.pupils(permission).filter(pk__in=keys)


def _reasons(flags: list[Flag]) -> str:
    raised = [flag for flag in flags if flag.kind == Kind.RAISED]
    return reasons_in(raised) if raised else ""


def _spoken(pupils: QuerySet[Person]) -> dict[int, dt.date]:
    reached = Contact.standing.filter(pupil__in=pupils, was_reached=True).values("pupil").annotate(last=Max("on"))
    return dict(reached.values_list("pupil", "last"))
