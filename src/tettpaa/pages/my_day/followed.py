"""Who has the case of a pupil that waits for a talk, and what happens next in it.

The pupil stays on the list and in every count: a flag asks for a talk, and a case is none. What the card says is that
somebody has the pupil, so that the talk is agreed with them.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.queries import live_cases
from tettpaa.follow_up.meetings.models import AgendaItem
from tettpaa.follow_up.meetings.queries import AHEAD
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.queries import live_plans
from tettpaa.follow_up.plans.states import DRAFT, IN_FORCE
from tettpaa.kit import clock
from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.dates import near_day
from tettpaa.trust.access.rights import Rights


def followed_words(rights: Rights, pupils: Iterable[int]) -> dict[int, tuple[Case, str]]:
    """Pupil key → the live case, and where it stands: 'Saken er hos Rådgiver A. Neste: møte om 3 dager.'

    Of cases the reader may see. One read where there are none, else at most four.
    """
    cases = {case.pupil_id: case for case in live_cases(rights.pupils("case_read").filter(pk__in=list(pupils)))}
    if not cases:
        return {}
    plans = live_plans(rights.pupils("plan_read").filter(pk__in=list(cases)))
    meetings = _next_meetings(rights, cases)
    return {
        pupil: (
            case,
            f"{_holder(rights, case)} {_next(case, plans.get(pupil), meetings.get(pupil), rights.on)}".strip(),
        )
        for pupil, case in cases.items()
    }


def _next_meetings(rights: Rights, pupils: Iterable[int]) -> dict[int, dt.date]:
    seen = rights.pupils("meeting_read").filter(pk__in=list(pupils))
    ahead = AgendaItem.objects.filter(
        pupil__in=seen, fate=AgendaItem.Fate.WAITS, meeting__state__in=AHEAD, meeting__ends_at__gt=clock.now()
    )
    latest_first = ahead.order_by("-meeting__starts_at").values_list("pupil_id", "meeting__starts_at")
    return {pupil: starts_at.astimezone(OSLO).date() for pupil, starts_at in latest_first}


def _holder(rights: Rights, case: Case) -> str:
    if case.responsible_id == rights.user.pk:
        return _("Saken er hos deg.")
    return _("Saken er hos %(name)s.") % {"name": case.responsible}


def _next(case: Case, plan: Plan | None, meets_on: dt.date | None, today: dt.date) -> str:
    """The nearest of what has a day; without any, that there is no plan yet."""
    evaluate_on = getattr(plan, "evaluate_on", None) if plan is not None and plan.state == IN_FORCE else None
    ahead = [
        (day, words)
        for day, words in (
            (meets_on, _("Neste: møte %(day)s.")),
            (evaluate_on, _("Neste: planen evalueres %(day)s.")),
            (case.waits_until, _("Den venter til %(day)s.")),
        )
        if day is not None and day >= today
    ]
    if ahead:
        day, words = min(ahead, key=lambda each: each[0])
        return words % {"day": near_day(day, today)}
    if evaluate_on is not None:
        return _("Planen skulle vært evaluert %(day)s.") % {"day": near_day(evaluate_on, today)}
    return _("Den har ingen plan ennå.") if plan is None or plan.state == DRAFT else ""
