"""Days and instants as `<time>`: near ones in words, the whole date on hover and for screen readers."""

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.kit.html import dates
from tettpaa.kit.html.library import register

_TOLD = '<time datetime="{}" title="{}">{}</time>'
# "i går" alone tells a listener no date, and a title is not read aloud.
_TOLD_BY_DISTANCE = '<time datetime="{}" title="{}">{}<span class="ds-sr-only"> ({})</span></time>'


def _time(iso: str, full: str, words: str, named: str) -> SafeString:
    """`named` is the day by name: where the words already say it, it is not repeated."""
    if named in words:
        return format_html(_TOLD, iso, full, words)
    return format_html(_TOLD_BY_DISTANCE, iso, full, words, named)


@register.simple_tag
def day(value: dt.date | None, as_of: dt.date | None = None) -> str:
    """'i går', 'om 3 dager', 'tirsdag 14. oktober', seen from `as_of` (today). None is 'ukjent'."""
    if value is None:
        return _("ukjent")
    today = as_of or clock.today()
    words, named = dates.near_day(value, today), dates.long_day(value, today)
    return _time(value.isoformat(), dates.full_day(value), words, named)


@register.simple_tag
def date(value: dt.date | None, as_of: dt.date | None = None) -> str:
    """'tirsdag 14. oktober' however near it is: in minutes, plans and letters."""
    if value is None:
        return _("ukjent")
    named = dates.long_day(value, as_of or clock.today())
    return _time(value.isoformat(), dates.full_day(value), named, named)


@register.simple_tag
def moment(value: dt.datetime | None, as_of: dt.date | None = None) -> str:
    """'i dag kl. 06:10'. None is 'ukjent'."""
    if value is None:
        return _("ukjent")
    here, today = value.astimezone(clock.OSLO), as_of or clock.today()
    named = dates.long_day(here.date(), today)
    full = dates.full_day(here.date())
    return _time(here.isoformat(timespec="minutes"), full, dates.moment(here, today), named)


@register.simple_tag
def from_to(starts: dt.datetime, ends: dt.datetime, as_of: dt.date | None = None) -> str:
    """'tirsdag 14. oktober kl. 10:00–10:45': the day and the hours as Oslo's clocks show them."""
    begins, over = starts.astimezone(clock.OSLO), ends.astimezone(clock.OSLO)
    named = dates.long_day(begins.date(), as_of or clock.today())
    words = _("%(day)s kl. %(time)s") % {"day": named, "time": dates.hours(begins, over)}
    return _time(begins.isoformat(timespec="minutes"), dates.full_day(begins.date()), words, named)


@register.simple_tag
def period(first: dt.date, last: dt.date) -> str:
    """'29. september – 14. oktober'."""
    return dates.period(first, last)


@register.filter
def week(value: dt.date) -> str:
    """'uke 42'."""
    return dates.week(value)
