"""When mail leaves, to whom, and when it is tried again. Pure; the figures stand in limits.toml."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Limits:
    """What holds on a day. `to_one_an_hour` urgent mails to one person; `retry_minutes` after each failure."""

    digest_weekday: int
    digest_hour: int
    to_one_an_hour: int
    urgent_for: dt.timedelta
    claim_for: dt.timedelta
    retry_minutes: tuple[int, ...]
    source: str


@cache
def limits_on(day: dt.date) -> Limits:
    """The newest limits that hold on the day. ValueError where none do."""
    rows = tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["limits"]
    row = max((row for row in rows if row["from"] <= day), key=lambda row: row["from"])
    return Limits(
        row["digest_weekday"], row["digest_hour"], row["to_one_an_hour"], dt.timedelta(days=row["urgent_for_days"]),
        dt.timedelta(seconds=row["claim_seconds"]), tuple(row["retry_minutes"]), row["source"],
    )  # fmt: skip


def next_try(attempts: int, limits: Limits, at: dt.datetime) -> dt.datetime | None:
    """When to try again after so many failed attempts; None: it is given up."""
    if attempts > len(limits.retry_minutes):
        return None
    return at + dt.timedelta(minutes=limits.retry_minutes[attempts - 1])


def digest_week(now: dt.datetime, limits: Limits) -> dt.date | None:
    """The Monday of the week whose digest may leave now: from its day and hour to the week's end; else None."""
    monday = now.date() - dt.timedelta(days=now.weekday())
    day = monday + dt.timedelta(days=limits.digest_weekday - 1)
    begins = dt.datetime.combine(day, dt.time(limits.digest_hour), now.tzinfo)
    return monday if now >= begins else None


def is_work_address(address: str, domains: Iterable[str]) -> bool:
    """Whether the address lies in one of the domains that work mail may go to. None named: no address does."""
    name, at, domain = address.strip().lower().rpartition("@")
    return bool(name and at) and domain in {each.lower() for each in domains}
