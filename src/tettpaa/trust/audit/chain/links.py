"""What a row of the log is bound to the one before it by. Pure.

A table of the log has one or more lanes, each a chain of its own, so that two who write at once need not
wait for each other. A row's number is lane × 10¹⁵ + its place in the lane, from 1, without gaps.
"""

import datetime as dt
import hmac
import json
from collections.abc import Mapping
from typing import Any

LANE = 10**15
START = bytes(32)
LEFT_OUT = frozenset({"id", "digest"})


def first_of(lane: int) -> int:
    """The number of a lane's first row."""
    return lane * LANE + 1


def lane_of(number: int) -> int:
    return number // LANE


def place_of(number: int) -> int:
    """Which row of its lane: 1 for the first."""
    return number % LANE


def content_of(chain: str, number: int, row: Mapping[str, Any]) -> bytes:
    """Everything the row says, the same bytes whatever database it is read back from.

    What is empty is left out: a column that comes later, empty in the rows that were before it, changes none
    of them, and emptying a column changes its row.
    """
    told = {name: _plain(value) for name, value in row.items() if name not in LEFT_OUT}
    kept = {name: value for name, value in told.items() if value not in ("", None, {}, [])}
    return json.dumps([chain, number, kept], sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def link(key: bytes, before: bytes, content: bytes) -> bytes:
    """The row's digest: nobody without the key can make one that fits."""
    return hmac.digest(key, before + content, "sha256")


def _plain(value: Any) -> Any:
    """Instants in UTC; 3.0 as 3, which is how PostgreSQL may give it back."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
