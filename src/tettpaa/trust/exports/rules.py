"""How large a file leaves without another's yes, how long it stays, and what an order must say. Pure: see limits.toml."""

import datetime as dt
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST_PURPOSE = 400


class LimitsUnknown(LookupError):
    """No version of the limits is written down for a day."""


@dataclass(frozen=True)
class Limits:
    """As in force from `valid_from`: pupils in a file, hours, letters."""

    valid_from: dt.date
    source: str
    approval_above: int
    hours_kept: int
    hours_to_approve: int
    shortest_purpose: int


@cache
def versions() -> tuple[Limits, ...]:
    """All versions written down, oldest first."""
    told = tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["version"]
    names = Limits.__dataclass_fields__
    return tuple(sorted((Limits(**{name: row[name] for name in names}) for row in told), key=lambda v: v.valid_from))


def limits_on(day: dt.date) -> Limits:
    """The limits in force on a day; LimitsUnknown before the first."""
    for version in reversed(versions()):
        if version.valid_from <= day:
            return version
    raise LimitsUnknown(day)


def needs_approval(limits: Limits, pupils: int, approved: int | None = None) -> bool:
    """Whether another must say yes: more pupils than the limit, and more than somebody has said yes to."""
    return pupils > limits.approval_above and (approved is None or pupils > approved)


def gone_at(limits: Limits, made_at: dt.datetime) -> dt.datetime:
    """When a file made at `made_at` is deleted, counted in hours that pass."""
    return (made_at.astimezone(dt.UTC) + dt.timedelta(hours=limits.hours_kept)).astimezone(made_at.tzinfo)


def lapsed_before(limits: Limits, at: dt.datetime) -> dt.datetime:
    """Orders from before this that nobody has answered no longer stand."""
    return at - dt.timedelta(hours=limits.hours_to_approve)


def faults_in_order(*, limits: Limits, purpose: str, pupils: int, file_format: str) -> dict[str, str]:
    """Field → fault; '' is the whole form."""
    faults = {}
    if len(purpose.strip()) < limits.shortest_purpose:
        faults["purpose"] = "purpose_short"
    if len(purpose.strip()) > LONGEST_PURPOSE:
        faults["purpose"] = "purpose_long"
    if file_format not in FORMATS:
        faults["file_format"] = "format_unknown"
    if not pupils:
        faults[""] = "nobody"
    return faults


def may_still_leave(contained: Collection[int], permitted: Collection[int]) -> bool:
    """Whether everybody in the file may still be seen by who ordered it: one who may not, and the file stays."""
    return set(contained) <= set(permitted)


FORMATS = ("csv", "xlsx")
