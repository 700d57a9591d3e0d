"""Nobody is asked twice about the same: what an alarm keeps when earlier alerts are known. Pure."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from tettpaa.trust.log_control.limits import Limits
from tettpaa.trust.log_control.rules import NO_TIE, PAST_END, SAME_SURNAME, Alarm

BY_PUPIL = (NO_TIE, PAST_END, SAME_SURNAME)  # asked about pupil by pupil; the others about the day as a whole

# (rule, user, pupil; None where the rule is about the day) → the days alerts speak of
Asked = Mapping[tuple[str, str, int | None], Iterable[dt.date]]


def fresh(found: Iterable[Alarm], asked: Asked, limits: Limits) -> list[Alarm]:
    """The alarms without what is asked already, by `again_after_days`; alarms before count for those after."""
    days = {key: set(told) for key, told in asked.items()}
    kept = []
    for alarm in found:
        reads = [read for read in alarm.reads if not _is_asked(days, alarm, _about(alarm, read.pupil), limits)]
        if not reads and (alarm.reads or _is_asked(days, alarm, None, limits)):
            continue
        kept.append(replace(alarm, reads=tuple(reads)))
        for pupil in {_about(alarm, read.pupil) for read in reads} or {None}:
            days.setdefault((alarm.rule, alarm.by, pupil), set()).add(alarm.on)
    return kept


def _about(alarm: Alarm, pupil: int) -> int | None:
    return pupil if alarm.rule in BY_PUPIL else None


def _is_asked(days: dict, alarm: Alarm, pupil: int | None, limits: Limits) -> bool:
    within = limits.of(alarm.rule, "again_after_days")
    return any(abs((alarm.on - day).days) < within for day in days.get((alarm.rule, alarm.by, pupil), ()))
