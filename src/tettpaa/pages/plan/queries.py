"""A plan as its page shows it, and how two of its versions differ."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE as LIVE_CASES
from tettpaa.follow_up.paper.pdf import is_installed
from tettpaa.follow_up.plans.compare import SAME, Compared, compare
from tettpaa.follow_up.plans.form_words import form_named
from tettpaa.follow_up.plans.models import Plan, PlanStep, PlanVersion
from tettpaa.follow_up.plans.queries import content_of, last_step, live_plan, live_plan_of, versions_of
from tettpaa.follow_up.plans.rules import Content
from tettpaa.follow_up.plans.states import OF_EXEMPTIONS, WITHDRAWN, WRITTEN, State, state_of
from tettpaa.pages.plan.words import (
    AFTER,
    BEFORE,
    LOOK_OF,
    collision_word,
    day_text,
    kind_word,
    language,
    line_text,
    names_of,
    parts_of,
    when_text,
)
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Evaluated:
    """What one version was found to have done."""

    number: int
    helped: str
    did_not_help: str
    by: str
    on: object


@dataclass(frozen=True)
class PlanPage:
    """One plan. `version` is the newest, None for an exemption; `acts` what leads on and the reader may do."""

    plan: Plan
    state: State
    step: PlanStep | None
    version: PlanVersion | None
    saved_by: str
    step_by: str
    before: list[tuple[str, str]]
    lines: list[dict]
    after: list[tuple[str, str]]
    evaluated: list[Evaluated]
    acts: frozenset[str]
    can_print: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.plan.state == WITHDRAWN

    @property
    def is_exemption(self) -> bool:
        return self.plan.state in OF_EXEMPTIONS or self.version is None

    @property
    def can_edit(self) -> bool:
        return bool({"save_draft", "change_plan"} & self.acts)

    @property
    def has_pdf(self) -> bool:
        return is_installed()


def plan_page(rights: Rights, plan: Plan) -> PlanPage:
    """Everything of one plan, in a number of reads that does not grow with its versions."""
    versions = list(versions_of(plan))
    newest = versions[0] if versions else None
    step = last_step(plan)
    found = [version for version in versions if hasattr(version, "evaluation")]
    names = names_of({
        *([newest.saved_by] if newest else []), *([step.by] if step else []),
        *(version.evaluation.evaluated_by for version in found),
    })  # fmt: skip
    shown = text_of(newest) if newest else ([], [], [])
    state = state_of(plan.state, newest.evaluate_on if newest else None, rights.on)
    return PlanPage(
        plan, state, step, newest, names.get(newest.saved_by, newest.saved_by) if newest else "",
        names.get(step.by, step.by) if step else "", *shown,
        [Evaluated(each.number, each.evaluation.helped, each.evaluation.did_not_help,
                   names.get(each.evaluation.evaluated_by, ""), each.evaluation.evaluated_at) for each in found],
        acts_on(rights, plan, state), _can_print(rights, plan),
    )  # fmt: skip


def text_of(version: PlanVersion) -> tuple[list, list, list]:
    """The fields before the measures, the measures, and the fields after, in the words of the form it was written in."""
    content, words, spoken = content_of(version), form_named(version.form), language()
    paper = {"not_written": _("Ikke skrevet"), "not_heard": _("Ikke hørt, fordi")}
    lines = [
        {"what": line.what, "who": line.who, "when": when_text(line, _("inntil videre"))} for line in content.lines
    ]
    return (
        parts_of(content, words, spoken, BEFORE, paper), lines, parts_of(content, words, spoken, AFTER, paper)
    )  # fmt: skip


def acts_on(rights: Rights, plan: Plan, state: State) -> frozenset[str]:
    """What leads on from where the plan stands, and the reader may do."""
    acts = set(state.acts)
    if plan.case.state not in LIVE_CASES:
        acts &= {"withdraw_plan"}
    if not rights.may_about("plan_write", plan.pupil_id):
        acts &= {"withdraw_plan"}
    if not rights.may_about("plan_void", plan.pupil_id):
        acts -= {"withdraw_plan"}
    return frozenset(acts)


def _can_print(rights: Rights, plan: Plan) -> bool:
    return plan.state != WITHDRAWN and rights.may_about("plan_print", plan.pupil_id)


@dataclass(frozen=True)
class Pin:
    """The plan as it stands on top of the case's and the pupil's page; `plan` is None where there is none."""

    plan: Plan | None
    state: State | None
    can_write: bool

    @property
    def is_exemption(self) -> bool:
        return self.plan is not None and self.plan.state not in WRITTEN


def pin_of(rights: Rights, pupil: Person, case: Case | None = None) -> Pin | None:
    """The pupil's plan, of one case where it is given; None for who may not read plans of the pupil."""
    if not rights.may_about("plan_read", pupil.pk):
        return None
    plan = live_plan(case) if case is not None else live_plan_of(pupil.pk)
    state = state_of(plan.state, plan.evaluate_on, rights.on) if plan else None
    is_over = case is not None and case.state not in LIVE_CASES
    return Pin(plan, state, not is_over and rights.may_about("plan_write", pupil.pk))


@dataclass(frozen=True)
class ComparedField:
    """One field of two contents as a page shows it: `word` and `look` say how they differ."""

    label: str
    word: str
    look: str
    is_same: bool
    compared: Compared

    @property
    def one(self) -> list:
        return [part for part in self.compared.parts if part.kind != "new"]

    @property
    def other(self) -> list:
        return [part for part in self.compared.parts if part.kind != "gone"]


def compared(one: Content, other: Content, form: str, *, is_collision: bool = False) -> dict[str, object]:
    """Every field that has anything in it, in the words of a form, as `rows`; and whether some are the same, and some not."""
    words, spoken = form_named(form), language()
    word_of = collision_word if is_collision else kind_word
    rows = [
        ComparedField(words.label(each.field, spoken), word_of(each.kind), LOOK_OF[each.kind], each.kind == SAME, each)
        for each in compare(one, other, line_text, day_text)
        if each.one or each.other
    ]
    same = [row.is_same for row in rows]
    return {"rows": rows, "has_same": any(same), "has_changed": not all(same)}
