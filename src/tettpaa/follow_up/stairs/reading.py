"""Stairs read from data, shipped or an owner's own, and written back. Pure."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tettpaa.follow_up.stairs.steps import FLAG, Stair, Stairs

LANGUAGES = ("nb", "nn", "en")


def stairs_from(key: str, told: Mapping[str, Any], valid_from: dt.date) -> Stairs:
    """A set of stairs as its data says it."""
    return Stairs(
        key, _words(told), told["source"], frozenset(told["ends"]), tuple(_stair(row) for row in told["stair"]), valid_from,
        told.get("begins", FLAG),
    )  # fmt: skip


def data_of(stairs: Stairs) -> dict[str, Any]:
    """What `stairs_from` makes the same stairs of: plain values, to be kept."""
    return {
        **stairs.words, "source": stairs.source, "ends": sorted(stairs.ends), "begins": stairs.begins,
        "stair": [_row(stair) for stair in stairs.stairs],
    }  # fmt: skip


def _stair(row: Mapping[str, Any]) -> Stair:
    return Stair(
        who=row["who"], school_days=row["school_days"], told_before=row["told_before"], words=_words(row),
        by_week=row.get("by_week"), attempts=row.get("attempts", 0), channels=row.get("channels", 0),
        by=tuple(row.get("by", ())), told=tuple(row.get("told", ())),
    )  # fmt: skip


def _row(stair: Stair) -> dict[str, Any]:
    return {
        **stair.words, "who": stair.who, "school_days": stair.school_days, "told_before": stair.told_before,
        "by_week": stair.by_week, "attempts": stair.attempts, "channels": stair.channels, "by": list(stair.by),
        "told": list(stair.told),
    }  # fmt: skip


def _words(row: Mapping[str, Any]) -> dict[str, str]:
    return {language: row[language] for language in LANGUAGES if row.get(language)}
