"""What binds a row of the log to the one before it: the same bytes from every database, other bytes for any change."""

import datetime as dt
import json

import pytest

from tettpaa.kit.clock import OSLO
from tettpaa.trust.audit.chain.links import LANE, content_of, first_of, lane_of, link, place_of

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
ROW = {
    "id": 7, "digest": b"", "at": dt.datetime(2025, 10, 14, 10, 12, tzinfo=OSLO), "by": "contact_a", "unit": None,
    "details": {"rows": 3, "share": 0.1},
}  # fmt: skip


def content(**changed) -> bytes:
    return content_of("event", 7, ROW | changed)


def test_what_a_row_says_is_the_same_however_the_database_gives_it_back():
    as_read = json.loads(json.dumps(ROW["details"]))
    assert content(at=ROW["at"].astimezone(dt.UTC), details=dict(reversed(as_read.items()))) == content()
    assert content(details={"rows": 3.0, "share": 0.1}) == content()
    assert content(details={"days": [1, 2]}) == content(details={"days": (1, 2)})


@pytest.mark.parametrize(
    "changed",
    [
        {"at": ROW["at"] + dt.timedelta(microseconds=1)},
        {"by": "contact_b"},
        {"by": ""},
        {"unit": 0},
        {"unit": 1},
        {"details": {}},
        {"details": {"rows": 3, "share": 0.10000000000000002}},
        {"details": {"rows": "3", "share": 0.1}},
        {"details": {"rows": 3, "share": 0.1, "more": False}},
    ],
    ids=str,
)
def test_any_change_makes_another_content(changed):
    assert content(**changed) != content()


def test_a_column_that_comes_later_changes_no_row_that_was_before_it():
    assert content(new_column="") == content(new_column=None) == content()
    assert content(new_column="x") != content()


def test_number_and_table_are_part_of_it():
    assert len({content_of(chain, number, ROW) for chain in ("event", "access") for number in (7, 8)}) == 4


def test_values_that_run_into_each_other_are_told_apart():
    assert content_of("event", 7, {"by": "ab", "action": "c"}) != content_of("event", 7, {"by": "a", "action": "bc"})


def test_the_digest_needs_the_key_the_row_before_and_the_content():
    digests = {
        link(key, before, told)
        for key in (KEY, OTHER_KEY)
        for before in (bytes(32), b"x" * 32)
        for told in (b"a", b"b")
    }
    assert len(digests) == 8


def test_a_number_tells_lane_and_place():
    assert (first_of(0), first_of(3)) == (1, 3_000_000_000_000_001)
    assert (lane_of(3 * LANE + 42), place_of(3 * LANE + 42)) == (3, 42)


def test_what_no_database_keeps_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        content(details={"share": float("nan")})
