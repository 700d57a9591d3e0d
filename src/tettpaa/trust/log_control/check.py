"""Goes through an owner's log: every day by the rules, every week by a sample. Killed at any point it can be run again.

A day's alerts and the note that the day is done are one transaction; so are a week's. Days are gone through before the
night's imports, against the ties as they were known when people read.
"""

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.db.models import Max

from tettpaa.schools.places.models import Owner
from tettpaa.trust.audit.chain.keys import key_now
from tettpaa.trust.log_control.actions import DueDay, raise_alerts
from tettpaa.trust.log_control.again import fresh
from tettpaa.trust.log_control.gathering import known_about, reads_of, refusals_of
from tettpaa.trust.log_control.limits import Limits, limits_on
from tettpaa.trust.log_control.models import AlertedPupil, LogAlert, LogCheck
from tettpaa.trust.log_control.rules import SAMPLE, Alarm, Read, alarms
from tettpaa.trust.log_control.sample import drawn, monday_of

A_DAY, A_WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def days_to_check(owner: Owner, today: dt.date) -> list[dt.date]:
    """Days through yesterday that the rules have not gone through, in order; an owner that begins begins with yesterday."""
    done = LogCheck.objects.filter(owner=owner, kind=LogCheck.Kind.DAY).aggregate(last=Max("on"))["last"]
    yesterday = today - A_DAY
    first = max(done + A_DAY, today - limits_on(today).catches_up_days * A_DAY) if done else yesterday
    return [first + number * A_DAY for number in range((yesterday - first).days + 1)]


def check_day(owner: Owner, day: dt.date, *, due_day: DueDay, by: str, at: dt.datetime, on: dt.date) -> list[LogAlert]:
    """Alerts from the reads and refusals of one day. A day that is done gives no more."""
    limits = limits_on(day)
    reads, refusals = reads_of(owner, day, day), refusals_of(owner, day, day)
    found = alarms(reads, refusals, known_about(owner, reads, refusals, day), limits)
    with transaction.atomic():
        if not _begin(owner, LogCheck.Kind.DAY, day, at):
            return []
        kept = fresh(found, _asked(owner, day, limits), limits)
        return raise_alerts(
            owner=owner, found=kept, due_days=limits.due_school_days, due_day=due_day, by=by, at=at, on=on
        )


def week_to_sample(owner: Owner, today: dt.date) -> dt.date | None:
    """The Monday of last week, where nothing has been drawn from it yet."""
    monday = monday_of(today) - A_WEEK
    is_done = LogCheck.objects.filter(owner=owner, kind=LogCheck.Kind.WEEK, on=monday).exists()
    return None if is_done else monday


def draw_week(
    owner: Owner, monday: dt.date, *, due_day: DueDay, by: str, at: dt.datetime, on: dt.date
) -> list[LogAlert]:
    """Some of each school's reads of the week, drawn by a key so that nobody can choose them."""
    limits = limits_on(monday)
    of_school: dict[int, list[Read]] = defaultdict(list)
    for read in reads_of(owner, monday, monday + A_WEEK - A_DAY):
        if read.school is not None:
            of_school[read.school].append(read)
    key, size = key_now(), limits.sample_a_week
    found = [
        Alarm(SAMPLE, read.by, school, monday, (read,))
        for school, reads in sorted(of_school.items())
        for read in drawn(reads, size=size, key=key, school=school, monday=monday)
    ]
    with transaction.atomic():
        if not _begin(owner, LogCheck.Kind.WEEK, monday, at):
            return []
        return raise_alerts(
            owner=owner, found=found, due_days=limits.due_school_days, due_day=due_day, by=by, at=at, on=on
        )


def _begin(owner: Owner, kind: str, on: dt.date, at: dt.datetime) -> bool:
    """Note that it is done; False where another has done it."""
    Owner.objects.select_for_update().get(pk=owner.pk)
    return LogCheck.objects.get_or_create(owner=owner, kind=kind, on=on, defaults={"done_at": at})[1]


def _asked(owner: Owner, day: dt.date, limits: Limits) -> dict[tuple[str, str, int | None], list[dt.date]]:
    """What alerts are about already, as far back as any rule remembers."""
    longest = max(figures["again_after_days"] for figures in limits.of_rule.values())
    recent = LogAlert.objects.filter(owner=owner, on__gt=day - longest * A_DAY).exclude(rule=SAMPLE)
    asked: dict[tuple[str, str, int | None], list[dt.date]] = defaultdict(list)
    for rule, reader, on in recent.values_list("rule", "reader", "on"):
        asked[rule, reader, None].append(on)
    pupils = AlertedPupil.objects.filter(alert__in=recent)
    for rule, reader, pupil, on in pupils.values_list("alert__rule", "alert__reader", "pupil_key", "alert__on"):
        asked[rule, reader, pupil].append(on)
    return asked
