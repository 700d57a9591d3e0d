"""Numbers with their unit and what they are out of: "11 av 14 timer", "4,5 %", "ukjent"."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# From here on digits are grouped: 1200, but 12 000.
GROUPED_FROM = 10_000

UNITS: dict[str, Callable[[int], str]] = {
    "minutes": lambda count: ngettext("minutt", "minutter", count),
    "hours": lambda count: ngettext("time", "timer", count),
    "lessons": lambda count: ngettext("økt", "økter", count),
    "days": lambda count: ngettext("dag", "dager", count),
    "school_days": lambda count: ngettext("skoledag", "skoledager", count),
    "weeks": lambda count: ngettext("uke", "uker", count),
    "times": lambda count: ngettext("gang", "ganger", count),
    "pupils": lambda count: ngettext("elev", "elever", count),
    "rows": lambda count: ngettext("rad", "rader", count),
    "percent": lambda count: "%",
}


def written(value: float, decimals: int = 1) -> str:
    """'3', '3,5', '12 000': at most `decimals` decimals, none that are zero."""
    rounded = round(value, decimals)
    if rounded == int(rounded) and abs(rounded) < GROUPED_FROM:
        return str(int(rounded))
    needed = next(places for places in range(decimals + 1) if round(rounded, places) == rounded)
    return number_format(
        rounded if needed else int(rounded),
        decimal_pos=needed or None,
        force_grouping=abs(rounded) >= GROUPED_FROM,
    )


def unit_word(unit: str, value: float) -> str:
    """The unit in the number `value` asks for; a word that is no key of UNITS stands as it is."""
    return UNITS[unit](1 if value == 1 else 2) if unit in UNITS else unit


def amount(value: float | None, unit: str = "", of: float | None = None, decimals: int = 1) -> str:
    """'11 av 14 timer', '1 time', '4,5 %'. None is 'ukjent': never 0."""
    if value is None:
        return _("ukjent")
    number = written(value, decimals)
    if of is not None:
        number = _("%(number)s av %(whole)s") % {"number": number, "whole": written(of, decimals)}
    word = unit_word(unit, value if of is None else of)
    return f"{number}{NO_BREAK_SPACE}{word}" if word else number
