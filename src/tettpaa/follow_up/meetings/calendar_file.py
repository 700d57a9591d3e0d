"""A meeting as a calendar file (RFC 5545): when, where to read more, and nothing about anybody. Pure.

Times are UTC instants, so no time zone rules travel with it. Lines end in CRLF and are folded at 75 octets (section 3.1).
"""

import datetime as dt

MOST_OCTETS = 75
SUMMARY = "Møte i Tettpå"


def calendar_file(
    *, uid: str, starts_at: dt.datetime, ends_at: dt.datetime, made_at: dt.datetime, address: str, is_called_off: bool
) -> bytes:
    """The file's bytes. A meeting that is called off is told as cancelled, so that the calendar takes it away."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tettpaa//Meetings//NB",
        f"METHOD:{'CANCEL' if is_called_off else 'PUBLISH'}", "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{_utc(made_at)}",
        f"DTSTART:{_utc(starts_at)}", f"DTEND:{_utc(ends_at)}", f"SEQUENCE:{int(is_called_off)}",
        f"SUMMARY:{escaped(SUMMARY)}", f"DESCRIPTION:{escaped(address)}", f"URL:{address}", "CLASS:PRIVATE",
        f"STATUS:{'CANCELLED' if is_called_off else 'CONFIRMED'}", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line breaks escaped (section 3.3.11)."""
    for mark, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(mark, written)
    return text


def folded(line: str) -> bytes:
    """One content line in UTF-8: no more than 75 octets before each CRLF, and no letter cut in two."""
    rows, row = [], b""
    for letter in line:
        octets = letter.encode()
        if len(row) + len(octets) > MOST_OCTETS:
            rows.append(row)
            row = b" "
        row += octets
    return b"\r\n".join([*rows, row]) + b"\r\n"


def _utc(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
