"""The rules as an owner has them, and its runs."""

import datetime as dt

from django.db.models import QuerySet

from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.models import Owner
from tettpaa.trust.retention.models import OwnerPeriod, Run
from tettpaa.trust.retention.rules import Happens, Period, Rule, Rules, rules_on


def rules_of(owner: Owner, on: dt.date) -> Rules:
    """The shipped rules with the owner's own periods in their place. One read."""
    chosen = {row.rule: row for row in OwnerPeriod.objects.filter(owner=owner, replaced_at=None)}
    return {name: _as_chosen(rule, chosen.get(name)) for name, rule in rules_on(on).items()}


def log_goes_before(on: dt.date) -> dt.date | None:
    """The log is every owner's: the longest period of any of them. One read for each owner."""
    days = [rules_of(owner, on)["log_five_years"].due_before(on) for owner in Owner.objects.all()]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def runs_of(owners: QuerySet[Owner]) -> QuerySet[Run]:
    """The newest first, each with its parts."""
    return Run.objects.filter(owner__in=owners).prefetch_related("parts").order_by("-pk")


def is_pupil(key: int, on: dt.date) -> bool:
    """Whether the person goes to a school of ours on the day."""
    return live_enrolments(on).filter(pupil=key).exists()


def _as_chosen(rule: Rule, chosen: OwnerPeriod | None) -> Rule:
    if chosen is None:
        return rule
    period = Period(chosen.years, chosen.months, chosen.days)
    return Rule(
        rule.name,
        rule.words,
        rule.counted,
        Happens(chosen.happens),
        "plan",
        chosen.source,
        period,
        rule.least,
        rule.most,
    )
