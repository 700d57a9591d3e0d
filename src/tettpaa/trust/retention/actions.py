"""Planning a removal, and saying yes or no to it. What is removed, `carrying_out.py` does.

Two steps, always: whoever has planned never approves.
"""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.kit.text import marked
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.retention.models import OwnerPeriod, Run, RunPart
from tettpaa.trust.retention.queries import is_pupil, log_goes_before, rules_of
from tettpaa.trust.retention.removable import Due, Removable
from tettpaa.trust.retention.rules import (
    From,
    Happens,
    Period,
    Rule,
    counted_from,
    faults_in_period,
    rule_for,
)  # fmt: skip
from tettpaa.trust.retention.states import APPROVED, REJECTED, STATES, may

GOES_TO_SCHOOL = marked(
    "Eleven går på skolen nå: opplysningene trengs til oppgaver skolen har etter loven "
    "(personvernforordningen artikkel 17 nr. 3 bokstav b)"
)
FAULTS = {
    "never": marked("Denne regelen har ingen frist å endre."),
    "empty": marked("Skriv hvor lenge."),
    "too_short": marked("Fristen er kortere enn regelen lar noen velge."),
    "too_long": marked("Fristen er lengre enn regelen lar noen velge."),
}


def set_period(
    *, owner: Owner, rule: str, period: Period, happens: str, source: str, by: str, at: dt.datetime
) -> OwnerPeriod:
    """What the owner's own plan says. The one it replaces stays, with the day it was replaced."""
    shipped = rules_of(owner, at.date()).get(rule)
    if shipped is None or happens not in set(Happens):
        raise ValidationError({"rule": _("Velg en av reglene.")})
    if faults := faults_in_period(shipped, period):
        raise ValidationError({"period": [_(FAULTS[fault]) for fault in faults]})
    if not source.strip():
        raise ValidationError({"source": _("Skriv hvor i planen det står.")})
    with transaction.atomic():
        Owner.objects.select_for_update().get(pk=owner.pk)
        OwnerPeriod.objects.filter(owner=owner, rule=rule, replaced_at=None).update(replaced_at=at)
        chosen = OwnerPeriod.objects.create(
            owner=owner, rule=rule, years=period.years, months=period.months, days=period.days, happens=happens,
            source=source.strip(), chosen_by=by, chosen_at=at,
        )  # fmt: skip
        details = {"rule": rule, "years": period.years, "months": period.months, "days": period.days}
        record_event(
            by=by, at=at, action="period_chosen", about=("ownerperiod", chosen.pk), owner_id=owner.pk, details=details
        )
    return chosen


def plan_retention(*, owner: Owner, classes: Sequence[Removable], as_of: dt.date, by: str, at: dt.datetime) -> Run:
    """A dry run: what the rules would take on the day, table by table and school by school. Nothing is removed."""
    rules = rules_of(owner, as_of)
    with transaction.atomic():
        run = Run.objects.create(owner=owner, kind=Run.Kind.RETENTION, as_of=as_of, planned_by=by, planned_at=at)
        RunPart.objects.bulk_create(
            part for each in classes if (part := _part(run, each, rule_for(each.words, rules))) is not None
        )
        _record(run, by, at)
    return run


def plan_erasure(*, pupil: Person, classes: Sequence[Removable], reason: str, by: str, at: dt.datetime) -> Run:
    """A dry run about one pupil: what goes, and what stays with why. Nothing is removed."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hva som er bedt om, og når.")})
    with transaction.atomic():
        run = Run.objects.create(
            owner=pupil.owner, kind=Run.Kind.ERASURE, pupil_key=pupil.pk, as_of=at.date(), reason=reason.strip(),
            planned_by=by, planned_at=at,
        )  # fmt: skip
        goes_to_school = is_pupil(pupil.pk, at.date())
        RunPart.objects.bulk_create(
            _share(run, each, GOES_TO_SCHOOL if goes_to_school and each.kept.erasure == "goes" else each.kept.why)
            for each in classes
            if each.kept.erasure
        )
        _record(run, by, at)
    return run


def approve_run(*, run: Run, by: str, at: dt.datetime) -> None:
    """The second step, by another than who planned it."""
    with transaction.atomic():
        held = _waiting(run, "approve_run")
        if held.planned_by == by:
            raise ValidationError(_("En annen enn den som planla slettingen, må godkjenne den."))
        held.state, held.approved_by, held.approved_at = APPROVED, by, at
        held.save()
        _record(held, by, at)


def reject_run(*, run: Run, by: str, at: dt.datetime) -> None:
    """Not to be done. Anybody who may approve, and whoever planned it."""
    with transaction.atomic():
        held = _waiting(run, "reject_run")
        held.state, held.rejected_by, held.rejected_at, held.pupil_key = REJECTED, by, at, None
        held.save()
        _record(held, by, at)


def _part(run: Run, each: Removable, rule: Rule) -> RunPart | None:
    """One table's share; None where its rows never go by themselves."""
    if counted_from(each.kept, each.words) in {From.NEVER, From.WITH}:
        return None
    before = log_goes_before(run.as_of) if each.kept.kind == "log" else rule.due_before(run.as_of)
    if before is None:
        return None
    return _filled(RunPart(run=run, name=each.name, rule=rule.name, before=before, happens=rule.happens),
                   each.due(run.owner, before))  # fmt: skip


def _share(run: Run, each: Removable, why: str) -> RunPart:
    assert run.pupil_key is not None  # noqa: S101 (an erasure has one)
    stays = why if why else ""
    part = RunPart(run=run, name=each.name, rule="erasure", happens=Happens.DELETE, stays=stays)
    return _filled(part, each.due_of(run.owner, run.pupil_key))


def _filled(part: RunPart, due: Due) -> RunPart:
    part.counts, part.planned, part.unknown = dict(due.counts), due.planned, due.unknown
    return part


def _waiting(run: Run, act: str) -> Run:
    held = Run.objects.select_for_update().get(pk=run.pk)
    if not may(held.state, act):
        raise ValidationError(_("Runden er alt %(state)s.") % {"state": _(STATES[held.state].word).lower()})
    return held


def _record(run: Run, by: str, at: dt.datetime) -> None:
    rows = {part.name: part.planned for part in run.parts.all() if part.planned}
    record_event(
        by=by, at=at, action=STATES[run.state].event, about=("run", run.pk), owner_id=run.owner_id,
        details={"kind": str(run.kind), "as_of": run.as_of.isoformat(), "rows": rows},
    )  # fmt: skip
