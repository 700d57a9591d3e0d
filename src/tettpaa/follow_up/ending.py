"""A case comes to its end. What was promised in it is ended first, by name; what others were asked for ends with it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.assess.cases import actions
from tettpaa.assess.cases.models import Case
from tettpaa.assess.mappings.asking import close_round
from tettpaa.assess.mappings.queries import rounds_of
from tettpaa.follow_up.measures.actions import void_measure
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.states import LIVE as LIVE_MEASURES
from tettpaa.follow_up.plans.actions import withdraw_plan
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.states import LIVE as LIVE_PLANS
from tettpaa.follow_up.plans.states import WRITTEN as WRITTEN_PLANS


@transaction.atomic
def close_case(*, case: Case, outcome: str, evaluation: str, by: str, at: dt.datetime) -> None:
    """Close the case (`actions.close_case`); no teacher is asked for input to it any more.

    Refused while a measure goes on or a plan stands: whoever saw the pupil through the case would lose sight of them.
    """
    held = Case.objects.select_for_update().get(pk=case.pk)
    if Measure.objects.filter(case=held, state__in=LIVE_MEASURES).exists():
        raise ValidationError(_("Et tiltak er i gang eller planlagt. Avslutt det først, med hva som kom ut av det."))
    if Plan.objects.filter(case=held, state__in=WRITTEN_PLANS).exists():
        raise ValidationError(_("Saken har en plan. Evaluer og avslutt planen først."))
    _close_rounds(held, by, at)
    actions.close_case(case=case, outcome=outcome, evaluation=evaluation, by=by, at=at)


@transaction.atomic
def withdraw_case(*, case: Case, reason: str, by: str, at: dt.datetime) -> None:
    """Mark the case as opened by mistake (`actions.withdraw_case`); nobody is asked about the wrong pupil.

    What was planned in it is marked too: pupil and home must not be told of a plan that was made for another.
    """
    _close_rounds(case, by, at)
    actions.withdraw_case(case=case, reason=reason, by=by, at=at)
    for plan in Plan.objects.filter(case=case, state__in=LIVE_PLANS):
        withdraw_plan(plan=plan, reason=reason, by=by, at=at)
    for measure in Measure.objects.filter(case=case, state__in=LIVE_MEASURES):
        void_measure(measure=measure, reason=reason, by=by, at=at)


def _close_rounds(case: Case, by: str, at: dt.datetime) -> None:
    for held in rounds_of(case).filter(closed_at=None).select_related("pupil"):
        close_round(held=held, by=by, at=at)
