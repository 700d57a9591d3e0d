"""Plans in the pupil's chronology: every version, evaluation and choice of no plan, with what was wrong struck through."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.plans.models import Plan, PlanEvaluation, PlanStep, PlanVersion
from tettpaa.follow_up.plans.states import DRAFT, ENDED, EXEMPT, IN_FORCE, STATES, WITHDRAWN
from tettpaa.kit.clock import OSLO
from tettpaa.pages.plan.words import day_text, names_of
from tettpaa.trust.access.rights import Rights

# A version tells that it was saved, an evaluation that the plan ended.
_TOLD_OTHERWISE = (DRAFT, ENDED)


def entries_of(rights: Rights, pupil: int) -> list[dict]:
    """Of a pupil's plans, for whoever may read them, the newest first. Five reads."""
    if not rights.may_about("plan_read", pupil):
        return []
    versions = list(PlanVersion.objects.filter(plan__pupil=pupil).select_related("plan"))
    found = PlanEvaluation.objects.filter(version__plan__pupil=pupil).select_related("version__plan")
    steps = PlanStep.objects.filter(plan__pupil=pupil).exclude(state__in=_TOLD_OTHERWISE).select_related("plan")
    evaluations, steps = list(found), list(steps)
    names = names_of(
        {each.saved_by for each in versions} | {each.evaluated_by for each in evaluations} | {each.by for each in steps}
    )
    told = (
        [(each.saved_at, _version_entry(each, names)) for each in versions]
        + [(each.evaluated_at, _evaluation_entry(each, names)) for each in evaluations]
        + [(each.at, _step_entry(each, names)) for each in steps]
    )
    return [entry for _at, entry in sorted(told, key=lambda each: each[0], reverse=True)]


def _entry(plan: Plan, at, title: str, text: str) -> dict:
    entry = {
        "on": at.astimezone(OSLO).date(), "title": title, "text": text, "url": reverse("plan", args=[plan.pk])
    }  # fmt: skip
    if plan.state == WITHDRAWN:
        return {**entry, "is_withdrawn": True, "word": _("Feilført"), "look": "ended"}
    return entry


def _version_entry(version: PlanVersion, names: dict[str, str]) -> dict:
    title = _("Planen lagret, versjon %(number)d · %(name)s") % {
        "number": version.number, "name": names.get(version.saved_by, version.saved_by),
    }  # fmt: skip
    day = version.evaluate_on
    return _entry(
        version.plan, version.saved_at, title, _("Evalueres %(day)s.") % {"day": day_text(day)} if day else ""
    )


def _evaluation_entry(evaluation: PlanEvaluation, names: dict[str, str]) -> dict:
    name = names.get(evaluation.evaluated_by, evaluation.evaluated_by)
    what = (
        _("Planen evaluert, går videre · %(name)s")
        if evaluation.goes_on
        else _("Planen evaluert og avsluttet · %(name)s")
    )
    return _entry(evaluation.version.plan, evaluation.evaluated_at, what % {"name": name}, evaluation.helped)


def _step_entry(step: PlanStep, names: dict[str, str]) -> dict:
    about = {IN_FORCE: _("Planen gjelder"), EXEMPT: _("Plan ikke nødvendig")}.get(
        step.state, _(STATES[step.state].word)
    )
    return _entry(step.plan, step.at, f"{about} · {names.get(step.by, step.by)}", step.reason)
