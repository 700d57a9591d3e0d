"""Plans and measures."""

from collections.abc import Mapping
from typing import Any

from tettpaa.demo.county.autumn.stage import Act, Stage, new_form
from tettpaa.follow_up.measures.actions import end_measure, start_measure
from tettpaa.follow_up.measures.observing import record_observation
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.measures.scheduling import Days, plan_days
from tettpaa.follow_up.plans.actions import begin_plan, change_plan
from tettpaa.follow_up.plans.exempting import exempt_plan
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import live_plan, newest_version
from tettpaa.follow_up.plans.rules import Content, Line


def plan(stage: Stage, act: Act) -> None:
    """In force at once; a draft where the file says so."""
    words = dict(act.words)
    is_in_force = not words.pop("is_draft", False)
    begin_plan(case=stage.case_of(act), content=_content(words), form_id=new_form(), is_in_force=is_in_force,
               **act.signed)  # fmt: skip


def plan_again(stage: Stage, act: Act) -> None:
    """The next version."""
    standing = _plan(stage, act)
    newest = newest_version(standing)
    change_plan(plan=standing, content=_content(act.words), began_from=newest.number if newest else 0,
                form_id=new_form(), **act.signed)  # fmt: skip


def no_plan(stage: Stage, act: Act) -> None:
    """A plan is not needed, and why."""
    exempt_plan(case=stage.case_of(act), form_id=new_form(), **act.words, **act.signed)


def measure(stage: Stage, act: Act) -> None:
    """Planned, and begun at once where its first day has come."""
    words = dict(act.words)
    case, responsible = stage.case_of(act), stage.users[words.pop("responsible", act.by)]
    made = plan_measure(case=case, wish=Wish(**words), school=case.school, responsible=responsible, form_id=new_form(),
                        **act.signed)  # fmt: skip
    if made.starts_on <= act.on:
        start_measure(measure=made, **act.signed)


def measure_over(stage: Stage, act: Act) -> None:
    told = {name: value for name, value in act.words.items() if name != "kind"}
    end_measure(measure=stage.measure_of(act), ended_on=act.on, **told, **act.signed)


def return_days(stage: Stage, act: Act) -> None:
    """The days of a return, week by week."""
    told = {name: value for name, value in act.words.items() if name != "kind"}
    plan_days(measure=stage.measure_of(act), days=Days(**told), **act.signed)


def look_after(stage: Stage, act: Act) -> None:
    """Does the return last?"""
    told = {name: value for name, value in act.words.items() if name != "kind"}
    record_observation(measure=stage.measure_of(act), **told, **act.signed)


def _plan(stage: Stage, act: Act) -> Plan:
    found = live_plan(stage.case_of(act))
    if found is None:
        raise LookupError(f"pupil {act.number} has no plan on {act.on}")
    return found


def _content(told: Mapping[str, Any]) -> Content:
    return Content(**{**told, "lines": tuple(Line(**line) for line in told["lines"])})


PLAYS = {
    "plan": plan, "plan_again": plan_again, "no_plan": no_plan, "measure": measure, "measure_over": measure_over,
    "return_days": return_days, "look_after": look_after,
}  # fmt: skip
