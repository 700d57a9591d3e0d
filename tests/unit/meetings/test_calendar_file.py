"""The calendar file (RFC 5545): UTC instants, CRLF, folded at 75 octets, and not a word about anybody."""

import datetime as dt

from tettpaa.follow_up.meetings.calendar_file import MOST_OCTETS, calendar_file, escaped, folded
from tettpaa.kit.clock import OSLO

STARTS = dt.datetime(2025, 10, 14, 10, 15, tzinfo=OSLO)
ADDRESS = "https://tettpaa.example/innkalling/4b1f6c1e-9f53-4a3b-8e0b-0a1f2c3d4e5f"


def a_file(*, is_called_off: bool = False) -> bytes:
    return calendar_file(
        uid="1@tettpaa", starts_at=STARTS, ends_at=STARTS + dt.timedelta(minutes=45), made_at=STARTS, address=ADDRESS,
        is_called_off=is_called_off,
    )  # fmt: skip


def test_times_are_utc_and_lines_end_as_the_standard_says():
    lines = a_file().split(b"\r\n")
    assert b"DTSTART:20251014T081500Z" in lines and b"DTEND:20251014T090000Z" in lines
    assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in a_file().replace(b"\r\n", b"")
    assert all(len(line) <= MOST_OCTETS for line in lines)


def test_a_long_line_is_folded_without_cutting_a_letter_in_two():
    told = folded("SUMMARY:" + "å" * 100)
    rows = told.removesuffix(b"\r\n").split(b"\r\n")
    assert len(rows) > 1 and all(len(row) <= MOST_OCTETS and row.decode() for row in rows)
    assert all(row.startswith(b" ") for row in rows[1:])
    assert told.replace(b"\r\n ", b"").decode() == "SUMMARY:" + "å" * 100 + "\r\n"


def test_marks_with_a_meaning_are_escaped():
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"


def test_a_meeting_called_off_takes_itself_out_of_the_calendar():
    told = a_file(is_called_off=True)
    assert b"METHOD:CANCEL" in told and b"STATUS:CANCELLED" in told and b"SEQUENCE:1" in told
    assert b"METHOD:PUBLISH" in a_file() and b"SEQUENCE:0" in a_file()
