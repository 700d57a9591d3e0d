"""What each quality measure counts: lists of things about pupils, in a number of reads that does not grow with them.

What a school did for a pupil who has moved on counts as its own all the same.
"""

from collections.abc import Callable, Mapping

from django.db.models import F, Min, OuterRef, QuerySet, Subquery

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import left_behind
from tettpaa.assess.cases.states import LIVE, WITHDRAWN
from tettpaa.follow_up.meetings.models import Invitation
from tettpaa.follow_up.plans import states as plan_states
from tettpaa.follow_up.plans.models import PlanStep, PlanVersion
from tettpaa.follow_up.referrals.models import ReferralStep
from tettpaa.follow_up.referrals.states import SENT, VOIDED
from tettpaa.look_back.quality.counts_of_talks import Rows, dialogue_kept, flag_talk, spell_talk
from tettpaa.look_back.quality.figures import Counted, Sum, figure_named, in_time_limit, summed
from tettpaa.look_back.quality.scope import Scope, day_of, timed


def counted(key: str, scope: Scope) -> Rows:
    """Everything the figure counts, those hidden from the reader left out; by day and pupil."""
    found = [each for each in COUNTS[figure_named(key).key](scope) if each.pupil not in scope.hidden]
    return sorted(found, key=lambda each: (each.on, each.pupil))


def sums(key: str, scope: Scope) -> dict[int, Sum]:
    """School → what its counted things come to; a school with nothing to count is there, with nothing."""
    by_school: dict[int, Rows] = {school.key: [] for school in scope.schools}
    for each in counted(key, scope):
        by_school[each.school].append(each)
    return {school: summed(found) for school, found in by_school.items()}


def _opened(scope: Scope) -> QuerySet[Case]:
    begins, ends = scope.span
    opened = Case.everything.filter(school__in=scope.schools, opened_at__gte=begins, opened_at__lt=ends)
    return opened.exclude(state=WITHDRAWN)


def _case_plan(scope: Scope) -> Rows:
    settled = PlanStep.everything.filter(
        plan__case=OuterRef("pk"), state__in=(plan_states.IN_FORCE, plan_states.EXEMPT)
    ).exclude(plan__state=plan_states.WITHDRAWN)
    cases = _opened(scope).annotate(settled_at=Subquery(settled.order_by("at").values("at")[:1]))
    limit = in_time_limit("case_plan", scope.on)
    return [
        timed(scope, pupil, school, day_of(opened), day_of(settled_at) if settled_at else None, limit)
        for pupil, school, opened, settled_at in cases.values_list("pupil_id", "school_id", "opened_at", "settled_at")
    ]


def _ppt_involved(scope: Scope) -> Rows:
    sent = ReferralStep.objects.filter(referral__case=OuterRef("pk"), state=SENT).exclude(referral__state=VOIDED)
    cases = _opened(scope).annotate(sent_on=Subquery(sent.order_by("on").values("on")[:1]))
    return [
        Counted(pupil, school, day_of(opened), sent_on is not None,
                scope.days_between(school, day_of(opened), sent_on) if sent_on else None)
        for pupil, school, opened, sent_on in cases.values_list("pupil_id", "school_id", "opened_at", "sent_on")
    ]  # fmt: skip


def _own_responsible(scope: Scope) -> Rows:
    cases = Case.objects.filter(school__in=scope.schools, state__in=LIVE)
    live = list(cases.values_list("pk", "pupil_id", "school_id", "opened_at"))
    behind = set(left_behind([pupil for _case, pupil, *_rest in live], scope.on).values_list("pk", flat=True))
    return [Counted(pupil, school, day_of(opened), case not in behind) for case, pupil, school, opened in live]


def _pupil_took_part(scope: Scope) -> Rows:
    """Plans that came in force in the year, by the newest version's view."""
    begins, ends = scope.span
    in_force = PlanStep.everything.filter(state=plan_states.IN_FORCE, at__gte=begins, at__lt=ends)
    newest = PlanVersion.everything.filter(plan=OuterRef("plan")).order_by("-number").values("pupil_view")[:1]
    plans = (
        in_force.filter(plan__case__school__in=scope.schools)
        .exclude(plan__state=plan_states.WITHDRAWN)
        .values("plan", pupil=F("plan__pupil"), school=F("plan__case__school"), view=Subquery(newest))
        .annotate(first_at=Min("at"))
    )
    return [Counted(row["pupil"], row["school"], day_of(row["first_at"]), bool(row["view"])) for row in plans]


def _pupil_at_meeting(scope: Scope) -> Rows:
    begins, ends = scope.span
    called = Invitation.everything.filter(
        party=Invitation.Party.PUPIL, meeting__school__in=scope.schools, meeting__held_at__isnull=False,
        meeting__starts_at__gte=begins, meeting__starts_at__lt=ends, pupil__isnull=False,
    )  # fmt: skip
    names = ("pupil_id", "meeting__school_id", "meeting__starts_at", "was_there")
    return [
        Counted(pupil, school, day_of(at), was_there) for pupil, school, at, was_there in called.values_list(*names)
    ]


COUNTS: Mapping[str, Callable[[Scope], Rows]] = {
    "spell_talk": spell_talk,
    "flag_talk": flag_talk,
    "own_responsible": _own_responsible,
    "case_plan": _case_plan,
    "ppt_involved": _ppt_involved,
    "pupil_took_part": _pupil_took_part,
    "pupil_at_meeting": _pupil_at_meeting,
    "dialogue_kept": dialogue_kept,
}
