"""Days and times in words: "tirsdag 14. oktober", "i går", "om 3 dager", "i dag kl. 06:10".

Names of days and months come from Django for bokmål, nynorsk and English; only the order of the
parts differs here. Every function is handed the day it speaks from.
"""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

# How each language orders the parts. Others follow bokmål.
PATTERNS = {
    "nb": {"long": "l j. F", "dated": "l j. F Y", "month_day": "j. F"},
    "nn": {"long": "l j. F", "dated": "l j. F Y", "month_day": "j. F"},
    "en": {"long": "l j F", "dated": "l j F Y", "month_day": "j F"},
}
# Within this many days a day is told by its distance.
NEAR_DAYS = 6


def _written(day: dt.date, pattern: str) -> str:
    language = (get_language() or "nb")[:2]
    return date_format(day, PATTERNS.get(language, PATTERNS["nb"])[pattern])


def full_day(day: dt.date) -> str:
    """'tirsdag 14. oktober 2025'."""
    return _written(day, "dated")


def long_day(day: dt.date, today: dt.date) -> str:
    """'tirsdag 14. oktober', with the year where it is not within half a year of `today`."""
    is_this_year = abs((day - today).days) < 183
    return _written(day, "long" if is_this_year else "dated")


def month_day(day: dt.date) -> str:
    """'29. september', inside a sentence."""
    return _written(day, "month_day")


def near_day(day: dt.date, today: dt.date) -> str:
    """'i dag', 'i går', 'for 3 dager siden', 'om 3 dager'; from a week off the day itself."""
    distance = (day - today).days
    if abs(distance) > NEAR_DAYS:
        return long_day(day, today)
    if distance in (-1, 0, 1):
        return {-1: _("i går"), 0: _("i dag"), 1: _("i morgen")}[distance]
    if distance < 0:
        return ngettext("for %(days)d dag siden", "for %(days)d dager siden", -distance) % {"days": -distance}
    return ngettext("om %(days)d dag", "om %(days)d dager", distance) % {"days": distance}


def since_day(day: dt.date, today: dt.date) -> str:
    """'i dag', 'i går', else the day by name: after 'siden', where 'for 3 dager siden' is no Norwegian."""
    return near_day(day, today) if 0 <= (today - day).days <= 1 else long_day(day, today)


def time_of_day(instant: dt.datetime) -> str:
    """'06:10'; in the hour that comes twice also which of the two: '02:30 (normaltid)'. `instant` is in Oslo time."""
    shown = instant.strftime("%H:%M")
    if instant.utcoffset() == instant.replace(fold=1 - instant.fold).utcoffset():
        return shown
    return f"{shown} ({_('sommertid') if instant.dst() else _('normaltid')})"


def moment(instant: dt.datetime, today: dt.date) -> str:
    """'i dag kl. 06:10', 'tirsdag 14. oktober kl. 06:10'. `instant` is in Oslo time."""
    return _("%(day)s kl. %(time)s") % {"day": near_day(instant.date(), today), "time": time_of_day(instant)}


def hours(starts: dt.datetime, ends: dt.datetime) -> str:
    """'10:00–10:45'. Both are in Oslo time."""
    return f"{time_of_day(starts)}–{time_of_day(ends)}"


def period(first: dt.date, last: dt.date) -> str:
    """'29. september – 14. oktober'; one day stands alone."""
    if first == last:
        return month_day(first)
    return f"{month_day(first)} – {month_day(last)}"


def weekday(day: dt.date) -> str:
    """'tirsdag'."""
    return date_format(day, "l").lower()


def weekdays(number: int) -> str:
    """'mandager', many of one weekday; 0 is Monday."""
    return (
        _("mandager"), _("tirsdager"), _("onsdager"), _("torsdager"), _("fredager"), _("lørdager"), _("søndager"),
    )[number]  # fmt: skip


def week(day: dt.date) -> str:
    """'uke 42', by ISO 8601, as Norwegian calendars count."""
    return _("uke %(number)d") % {"number": day.isocalendar().week}
