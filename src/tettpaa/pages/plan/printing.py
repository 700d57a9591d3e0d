"""The plan as PDF, in the language the reader chooses. That somebody took it out is in the log before it leaves."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_GET

from tettpaa.follow_up.paper.pdf import CONTENT_TYPE, pdf_of
from tettpaa.follow_up.plans.form_words import PAPER_LANGUAGES, form_named
from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.follow_up.plans.queries import content_of, newest_version
from tettpaa.follow_up.plans.states import WITHDRAWN, state_of
from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.amounts import NO_BREAK_SPACE
from tettpaa.kit.text import slug_of
from tettpaa.pages.on_paper import pdf_or_told
from tettpaa.pages.plan.finding import found_plan
from tettpaa.pages.plan.words import AFTER, BEFORE, day_text, parts_of, when_text
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import EXPORTED, shown
from tettpaa.trust.uploads.sending import attachment


@requires("plan_print", checked_by_view=("plan_id", "language"))
@require_GET
def pdf(request: HttpRequest, plan_id: UUID, language: str) -> HttpResponse:
    """The newest version as PDF/UA, to keep or to hand over."""
    plan = found_plan(request, plan_id, "plan_print")
    version = newest_version(plan)
    if version is None or plan.state == WITHDRAWN or language not in PAPER_LANGUAGES:
        raise Http404
    on = request.rights.on
    content = pdf_or_told(
        request, lambda: pdf_of("plan", paper_of(plan, version, language, str(request.user), on), on=on)
    )
    if content is None:
        return redirect("plan", plan_id=plan.pk)
    shown(request, [plan.pupil_id], "plan_print", EXPORTED)
    return attachment(content, CONTENT_TYPE, f"plan-{slug_of(str(plan.pupil))}-{version.number}.pdf")


def paper_of(
    plan: Plan, version: PlanVersion, language: str, taken_by: str, on: dt.date, *, knows_case: bool = True
) -> dict:
    """What the sheet `plan` is told: in bokmål or nynorsk, in the words of the form the version was written in.

    Who answers for the case, and at which school, only for a reader who may know.
    """
    form, content = form_named(version.form), content_of(version)
    words = dict(form.paper[language])
    with translation.override(language):
        state = state_of(plan.state, version.evaluate_on, on)
        rows = [[line.what, _kept(when_text(line, words["until_further"])), line.who] for line in content.lines]
        return {
            "language": language, "title": f"{words['title']}: {plan.pupil}", "page": words["page"],
            "boxes": words["boxes"], "foot": f"{words['taken']} {day_text(on)} · {taken_by}",
            "facts": [
                *(_of_case(plan, words) if knows_case else ()),
                {"label": words["state"], "value": form.states[language][state.key]},
                {"label": words["version"], "value": f"{version.number}, {_moment(version.saved_at)}"},
            ],
            "before": _told(parts_of(content, form, language, BEFORE, words)),
            "measures": {
                "label": form.label("lines", language), "none": words["not_written"], "rows": rows,
                "columns": [form.label("what", language), words["when"], form.label("who", language)],
            },
            "after": _told(parts_of(content, form, language, AFTER, words)),
        }  # fmt: skip


def _of_case(plan: Plan, words: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"label": words["school"], "value": plan.case.school.name},
        {"label": words["responsible"], "value": str(plan.case.responsible)},
    ]


def _kept(when: str) -> str:
    """A day's number keeps to the line of its month."""
    return when.replace(". ", f".{NO_BREAK_SPACE}")


def _told(parts: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "text": text} for label, text in parts]


def _moment(at: dt.datetime) -> str:
    here = at.astimezone(OSLO)
    return f"{day_text(here.date())} {here:%H:%M}"
