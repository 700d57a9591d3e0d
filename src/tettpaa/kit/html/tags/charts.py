"""Drawings made on the server, each with its numbers as a table below."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.kit.html import amounts, dates
from tettpaa.kit.html.charts import beside as two
from tettpaa.kit.html.charts import calendar as year_calendar
from tettpaa.kit.html.charts import development as weekly
from tettpaa.kit.html.charts import sparkline as small
from tettpaa.kit.html.charts import streams as flowing
from tettpaa.kit.html.charts.limit_bar import LIMIT_AT, LimitBar
from tettpaa.kit.html.library import register

DRAWINGS_KEPT = 256


def day_kinds() -> dict[str, str]:
    """The words for each kind of day, presence first."""
    return {
        "present": _("Til stede"),
        "undocumented": _("Borte, ikke dokumentert"),
        "documented": _("Borte, dokumentert"),
        "partly": _("Borte deler av dagen"),
        "late": _("Kom for sent"),
        "not_reported": _("Ikke ført"),
        "no_school": _("Ikke skoledag"),
    }


@register.inclusion_tag("kit/charts/calendar.html")
def absence_calendar(
    days: Iterable[year_calendar.CalendarDay], first: dt.date | None = None, last: dt.date | None = None
) -> dict:
    """The school year of one pupil: `CalendarDay(on, kind, note)` for every day there is something to say of.

    `first` and `last` frame the year (default: first and last day given); days left out stay open.
    """
    given = sorted(days, key=lambda day: day.on)
    if not given:
        return {"parts": []}
    words, counts = day_kinds(), year_calendar.counted(given)
    legend = [
        {"kind": kind, "word": word, "mark": year_calendar.MARKS[kind], "days": amounts.amount(counts[kind], "days")}
        for kind, word in words.items()
        if counts[kind]
    ]
    told = [day for day in given if day.kind not in year_calendar.QUIET]
    return {
        "parts": year_calendar.parts(given, first or given[0].on, last or given[-1].on),
        "marks": year_calendar.MARKS,
        "words": words,
        "legend": legend,
        "summary": ", ".join(f"{entry['word'].lower()}: {entry['days']}" for entry in legend),
        "headings": [_("Dag"), _("Hva"), _("Merknad")],
        "table": [[dates.full_day(day.on), words[day.kind], day.note or "–"] for day in told],
    }


@register.inclusion_tag("kit/charts/limit_bars.html")
def limit_bars(bars: Iterable[LimitBar]) -> dict:
    """One `LimitBar` for each subject, the limit at the same place in all, one legend, one table."""
    listed = list(bars)
    return {
        "bars": listed,
        "limit_at": LIMIT_AT,
        "has_discretion": any(bar.discretion for bar in listed),
        "has_projection": any(bar.projected_share for bar in listed),
        "headings": [_("Fag"), _("Teller"), _("Alt fravær"), _("Grense"), _("Ved årets slutt i dette tempoet")],
        "table": [
            [bar.label, *(amounts.amount(v, bar.unit) for v in (bar.counted, bar.used, bar.limit, bar.projected))]
            for bar in listed
        ],
    }


@register.simple_tag
def development(
    weeks: Sequence[weekly.Week], label: str, unit: str = "percent", now: str = "", before: str = ""
) -> SafeString:
    """This year's weeks (`Week(number, now, before, url)`) as bars, last year's as a line; `label` says what is counted."""
    names = (now or _("i år"), before or _("i fjor"))
    return _development(tuple(weeks), str(label), unit, names, get_language() or "")


@lru_cache(maxsize=DRAWINGS_KEPT)
def _development(
    weeks: tuple[weekly.Week, ...], label: str, unit: str, names: tuple[str, str], _language: str
) -> SafeString:
    """The same weeks are drawn once: a board's are the same all day, and have a shape for each week."""
    now, before = names
    told = {
        "now": now,
        "before": before,
        "drawing": weekly.drawing(weeks),
        "label": label,
        "unit": unit,
        "height": weekly.HEIGHT,
        "bottom": weekly.BOTTOM,
        "headings": [_("Uke"), now.capitalize(), before.capitalize()],
        "table": [
            [_week_cell(week), amounts.amount(week.now, unit), amounts.amount(week.before, unit)]
            for week in _told(weeks)
        ],
    }
    return SafeString(render_to_string("kit/charts/development.html", told))


def _week_cell(week: weekly.Week) -> object:
    """The week's number, leading to what it counts where that opens."""
    return format_html('<a class="ds-link" href="{}">{}</a>', week.url, week.number) if week.url else week.number


def _told(weeks: Sequence[weekly.Week]) -> Sequence[weekly.Week]:
    """Through the last week that has a value: weeks to come are not unknown."""
    has_value = [week.now is not None or week.before is not None for week in weeks]
    return weeks[: len(weeks) - has_value[::-1].index(True)] if True in has_value else []


@register.inclusion_tag("kit/charts/streams.html")
def streams(
    given: Sequence[flowing.Stream],
    columns: Sequence[str],
    names: Mapping[str, str],
    looks: Mapping[str, str],
    label: str,
) -> dict:
    """`Stream(step, source, target, count)` from column to column; `names` and `looks` (way, good, quiet) of each place.

    Places stand in the order of `names`. A stream without a count is hidden: not drawn, and said so in the table.
    """
    drawn = flowing.drawing(given, list(names))
    order = {name: place for place, name in enumerate(names)}
    listed = sorted(given, key=lambda one: (one.step, order[one.source], order[one.target]))
    return {
        "drawing": drawn,
        "headings": list(zip(drawn.columns, columns, strict=False)),
        "names": names,
        "looks": looks,
        "label": label,
        "table_headings": [_("Når"), _("Fra"), _("Til"), _("Elever")],
        "table": [
            [f"{columns[one.step]} → {columns[one.step + 1]}", names[one.source], names[one.target],
             _("skjult") if one.count is None else amounts.amount(one.count)]
            for one in listed
        ],
    }  # fmt: skip


@register.inclusion_tag("kit/charts/beside.html")
def before_and_after(
    first: Sequence[float], second: Sequence[float], label: str, begins: str, names: Sequence[str], unit: str = ""
) -> dict:
    """Two groups' courses, half of the parts before the day `begins` names, as two lines; `names` are the groups'."""
    drawn, half = two.beside(first, second), len(first) // 2
    told = [
        _("%(name)s: fra %(before)s til %(after)s")
        % {
            "name": name, "before": amounts.amount(sum(course[:half]) / half, unit),
            "after": amounts.amount(sum(course[half:]) / half, unit),
        }
        for name, course in zip(names, (first, second), strict=True)
    ]  # fmt: skip
    return {
        "drawing": drawn, "label": label, "begins": begins, "unit": unit, "first": names[0], "second": names[1],
        "height": two.HEIGHT, "bottom": two.BOTTOM, "summary": ". ".join(told), "headings": [_("Uke"), *names],
        "table": [
            [number, amounts.amount(one, unit), amounts.amount(other, unit)]
            for (_x, number), one, other in zip(drawn.ticks, first, second, strict=True)
        ],
    }  # fmt: skip


@register.inclusion_tag("kit/charts/interval.html")
def interval(bar: two.IntervalBar, words: str, less: str, more: str) -> dict:
    """A difference with its interval (`charts.beside.interval_bar`); `less` and `more` say what each side means."""
    return {"bar": bar, "words": words, "less": less, "more": more, "height": two.INTERVAL_HEIGHT, "middle": two.MIDDLE}


@register.inclusion_tag("kit/charts/sparkline.html")
def sparkline(values: Sequence[float | None], label: str, unit: str = "") -> dict:
    """A small line for a table cell or a card; every value is in its text for screen readers."""
    told = ", ".join(amounts.amount(value) for value in values)
    return {"line": small.sparkline(values), "words": f"{label}: {told} {amounts.unit_word(unit, 2)}".strip()}


@register.inclusion_tag("kit/charts/trend.html")
def trend(now: float | None, before: float | None, unit: str = "", since: str = "") -> dict:
    """'Opp fra 9 elever forrige uke', with an arrow; `since` says when `before` was."""
    words = {"up": _("opp fra"), "down": _("ned fra"), "same": _("uendret fra"), "unknown": ""}
    way = small.direction(now, before)
    said = words[way] and f"{words[way]} {amounts.amount(before, unit)} {since}".strip()
    return {"way": way, "words": said or _("ukjent utvikling")}


@register.simple_tag
def spoken_day(value: dt.date) -> str:
    """'tirsdag 14. oktober 2025', for texts inside a drawing."""
    return dates.full_day(value)


@register.filter
def of_key(table: dict, key: str) -> object:
    """The table's entry for the key."""
    return table[key]


@register.filter
def at(entries: Sequence, place: int) -> object:
    """The entry at the place, from 0."""
    return entries[place]
