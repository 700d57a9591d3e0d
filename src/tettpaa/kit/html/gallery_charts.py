"""What the gallery's charts show: one pupil's invented year, the same each time."""

import datetime as dt

from django.utils.translation import gettext as _

from tettpaa.kit.html.charts.beside import interval_bar
from tettpaa.kit.html.charts.calendar import CalendarDay
from tettpaa.kit.html.charts.development import Week
from tettpaa.kit.html.charts.limit_bar import LimitBar
from tettpaa.kit.html.charts.streams import Stream

FIRST, LAST, AS_OF = dt.date(2025, 8, 18), dt.date(2026, 6, 19), dt.date(2026, 3, 13)
HOLIDAYS = ((dt.date(2025, 9, 29), 5), (dt.date(2025, 12, 22), 12), (dt.date(2026, 2, 16), 5))
EVENTS = {
    dt.date(2025, 9, 8): ("undocumented", ""),
    dt.date(2025, 9, 15): ("undocumented", ""),
    dt.date(2025, 9, 22): ("partly", "2 av 5 timer"),
    dt.date(2025, 10, 6): ("undocumented", ""),
    dt.date(2025, 10, 9): ("late", "15 minutter"),
    dt.date(2025, 11, 4): ("documented", "Egenmelding"),
    dt.date(2025, 11, 5): ("documented", "Egenmelding"),
    dt.date(2025, 12, 3): ("partly", "3 av 6 timer"),
    dt.date(2026, 1, 19): ("undocumented", ""),
    dt.date(2026, 2, 2): ("documented", "Lege"),
    dt.date(2026, 2, 3): ("documented", "Lege"),
    dt.date(2026, 2, 4): ("documented", "Lege"),
    dt.date(2026, 3, 2): ("late", "10 minutter"),
    dt.date(2026, 3, 11): ("not_reported", ""),
    dt.date(2026, 3, 12): ("not_reported", ""),
}


def _days() -> list[CalendarDay]:
    closed = {start + dt.timedelta(days=i) for start, length in HOLIDAYS for i in range(length)}
    span = (FIRST + dt.timedelta(days=i) for i in range((AS_OF - FIRST).days + 1))
    days = []
    for day in (day for day in span if day.weekday() < 5):
        kind, note = ("no_school", "") if day in closed else EVENTS.get(day, ("present", ""))
        days.append(CalendarDay(day, kind, note))
    return days


def charts() -> dict:
    """Chart name → what its tag takes."""
    now = [2.1, 2.4, 3.0, 3.2, 4.1, 3.6, None, 4.4, 5.1, 4.8, 4.2, None, 4.0, 4.6, 5.2, 5.5, 4.9]
    before = [
        2.0, 2.2, 2.1, 2.9, 3.1, 3.3, None, 3.0, 3.6, 3.9, 4.4, 4.1, 3.8, 4.0, 4.3, 4.9, 5.0, 4.1, 4.0, 4.4, 4.7, 5.1,
    ]  # fmt: skip
    numbers = [*range(34, 53), *range(2, 5)]
    weeks = [Week(n, now[i] if i < len(now) else None, before[i]) for i, n in enumerate(numbers)]
    return _streams() | {
        "days": _days(),
        "first": FIRST,
        "last": LAST,
        "bars": [
            LimitBar(_("Norsk"), 14, 17.5, 11, _("3 timer igjen"), _("passeres uke 46 i dette tempoet"), 19, 21),
            LimitBar(_("Matematikk 1T"), 14, 4, 4, _("10 timer igjen"), _("passeres ikke i dette tempoet"), 9, 21),
            LimitBar(_("Kroppsøving"), 5.6, 7, 7, _("1,4 timer over"), "", 9.8, 8.4),
            LimitBar(_("Engelsk"), 14, None, None, _("ukjent")),
        ],
        "weeks": weeks,
        "with_it": [18.0, 20.5, 23.0, 27.5, 19.0, 14.5, 13.0, 12.5],
        "without": [18.5, 20.0, 22.5, 27.0, 22.0, 18.5, 17.0, 16.0],
        "names": [_("Med tiltaket"), _("Lignende elever uten")],
        "interval": interval_bar(-3.8, -6.4, -1.2, 10),
        "few": [3, 3.5, None, 2, 4, 6, 5.5, 7],
        "none": [],
    }


def _streams() -> dict:
    return {
        "streams": [
            Stream(0, "first", "second", 92), Stream(0, "first", "out", 8), Stream(1, "second", "third", 80),
            Stream(1, "second", "out", 12), Stream(1, "out", "out", 8), Stream(1, "out", "second", None),
        ],
        "autumns": [_("Høst %(year)s") % {"year": year} for year in (2022, 2023, 2024)],
        "stream_names": {"first": "Vg1", "second": "Vg2", "third": _("Bestått"), "out": _("Sluttet")},
        "stream_looks": {"first": "way", "second": "way", "third": "good", "out": "quiet"},
    }  # fmt: skip
