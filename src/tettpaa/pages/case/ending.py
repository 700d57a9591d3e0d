"""A case comes to its end, and what others wait for in it ends with it, in one transaction."""

import datetime as dt

from django.db import transaction

from tettpaa.assess.cases import actions
from tettpaa.assess.cases.models import Case
from tettpaa.assess.mappings.asking import close_round
from tettpaa.assess.mappings.queries import rounds_of


@transaction.atomic
def close_case(*, case: Case, outcome: str, evaluation: str, by: str, at: dt.datetime) -> None:
    """Close the case (`actions.close_case`); no teacher is asked for input to it any more."""
    _close_rounds(case, by, at)
    actions.close_case(case=case, outcome=outcome, evaluation=evaluation, by=by, at=at)


@transaction.atomic
def withdraw_case(*, case: Case, reason: str, by: str, at: dt.datetime) -> None:
    """Mark the case as opened by mistake (`actions.withdraw_case`); nobody is asked about the wrong pupil."""
    _close_rounds(case, by, at)
    actions.withdraw_case(case=case, reason=reason, by=by, at=at)


def _close_rounds(case: Case, by: str, at: dt.datetime) -> None:
    for held in rounds_of(case).filter(closed_at=None).select_related("pupil"):
        close_round(held=held, by=by, at=at)
