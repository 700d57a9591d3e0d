"""Raising alerts and closing them. Each alert that is raised or closed is one event."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.leaders import holders_of, leaders_of
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.audit.actions import record_event
from tettpaa.trust.identity.models import User
from tettpaa.trust.log_control.models import AlertedPupil, LogAlert
from tettpaa.trust.log_control.queries import open_counts
from tettpaa.trust.log_control.rules import Alarm

SHORTEST_ANSWER = 10
# (school, day it was found, school days) → the day an answer is due
DueDay = Callable[[School | None, dt.date, int], dt.date]


def raise_alerts(
    *, owner: Owner, found: Sequence[Alarm], due_days: int, due_day: DueDay, by: str, at: dt.datetime, on: dt.date
) -> list[LogAlert]:
    """One alert for each alarm, with a leader who answers for it and a day it is due. All of them, or none."""
    with transaction.atomic():
        raised = []
        for alarm in found:
            school = School.objects.filter(pk=alarm.school, owner=owner).first() if alarm.school else None
            due_on = due_day(school, on, due_days)
            raised.append(_raise(owner, school, alarm, due_on, by, at, on))
    return raised


def _raise(
    owner: Owner, school: School | None, alarm: Alarm, due_on: dt.date, by: str, at: dt.datetime, on: dt.date
) -> LogAlert:
    instants = [read.at for read in alarm.reads] + list(alarm.at)
    alert = LogAlert.objects.create(
        owner=owner, school=school, reader=alarm.by, rule=alarm.rule, on=alarm.on, first_at=min(instants),
        last_at=max(instants), facts=dict(alarm.facts), found_on=on, due_on=due_on,
        responsible=responsible_for(owner, school, alarm.by, on),
    )  # fmt: skip
    pupils = Counter(read.pupil for read in alarm.reads)
    AlertedPupil.objects.bulk_create(
        [AlertedPupil(alert=alert, pupil_key=pupil, reads=reads) for pupil, reads in pupils.items()]
    )
    _record("log_alert_raised", alert, by, at, rule=alarm.rule, pupils=sorted(pupils))
    return alert


def responsible_for(owner: Owner, school: School | None, reader: str, on: dt.date) -> User | None:
    """A leader of the school other than the reader, the one with fewest alerts waiting; else a privacy officer."""
    leaders = [user for user in leaders_of(school, on) if user.username != reader] if school else []
    if not leaders:
        officers = holders_of(owner, RoleGrant.Role.PRIVACY_OFFICER, on)
        leaders = [user for user in officers if user.username != reader]
    waiting: Mapping[int, int] = open_counts() if len(leaders) > 1 else {}
    return min(leaders, key=lambda user: (waiting.get(user.pk, 0), user.username), default=None)


def close_alert(*, alert: LogAlert, outcome: str, answer: str, by: str, at: dt.datetime) -> None:
    """Say once what came of it, in words. Nobody closes an alert about their own reads."""
    if outcome not in LogAlert.Outcome.values:
        raise ValidationError({"outcome": _("Velg hva du kom fram til.")})
    if len(answer.strip()) < SHORTEST_ANSWER:
        raise ValidationError({"answer": _("Skriv hva forklaringen var, med minst 10 tegn.")})
    if alert.reader == by:
        raise ValidationError(_("En annen enn den som leste, må lukke treffet."))
    with transaction.atomic():
        written = LogAlert.objects.filter(pk=alert.pk, closed_at=None).update(
            outcome=outcome, answer=answer.strip(), closed_by=by, closed_at=at
        )
        if not written:
            raise ValidationError(_("Treffet er lukket av en annen i mellomtiden."))
        _record("log_alert_closed", alert, by, at, outcome=outcome)


def _record(action: str, alert: LogAlert, by: str, at: dt.datetime, **details: object) -> None:
    record_event(
        by=by, at=at, action=action, about=("log_alert", alert.pk), owner_id=alert.owner_id,
        details={"school": alert.school_id} | details,
    )  # fmt: skip
