"""Absence figures as cells and sentences."""

from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import Cell
from tettpaa.pages.figures import Figure, PupilFigures


def days_and_hours(figures: PupilFigures) -> str | None:
    """'3 dager og 11 timer' this school year, 'minst 3 dager'; None where it is unknown."""
    return _told(figures.days, figures.hours)


def year_cell(figures: PupilFigures) -> Cell:
    """'3 dager og 11 timer' this school year, 'minst 3 dager' where lessons nobody has registered may add to it."""
    return _cell(figures.days, figures.hours)


def recent_cell(figures: PupilFigures) -> Cell:
    """'2 dager og 4 timer' in the last 20 school days; below it what has changed since the 20 before."""
    return _cell(figures.recent_days, figures.recent_hours, _trend_words(figures))


def _cell(days: Figure, hours: Figure, note: str = "") -> Cell:
    """'ukjent' where what nobody has registered may be all there is; most days first where it is sorted downwards."""
    if days.value is None or hours.value is None:
        return Cell(None)
    note = note if days.is_certain and hours.is_certain else _("timer er ikke ført")
    return Cell(_told(days, hours) or _("ukjent"), note=note, order=(days.value, hours.value))


def _told(days: Figure, hours: Figure) -> str | None:
    """Days and hours as far as they are known; None where nothing is."""
    if days.value is None or hours.value is None:
        return None
    if days.is_certain and hours.is_certain:
        return _days_and_hours(days.value, hours.value)
    least = _days_and_hours(days.least or 0, hours.least or 0)
    return _("minst %(amount)s") % {"amount": least} if days.least or hours.least else None


def _days_and_hours(days: float, hours: float) -> str:
    """'2 dager og 4 timer', '2 dager', 'ingen'."""
    told = [amount(value, unit) for value, unit in ((days, "days"), (hours, "hours")) if round(value, 1)]
    if len(told) < 2:
        return told[0] if told else _("ingen")
    return _("%(days)s og %(hours)s") % {"days": told[0], "hours": told[1]}


def _trend_words(figures: PupilFigures) -> str:
    """'2 dager mer enn de 20 før'; nothing where it is too early to say."""
    days, hours = figures.trend_days.value, figures.trend_hours.value
    if days is None or hours is None:
        return ""
    changed = ", ".join(filter(None, (_change(days, "days"), _change(hours, "hours"))))
    return _("%(changed)s enn de 20 før") % {"changed": changed} if changed else _("som de 20 før")


def _change(value: float, unit: str) -> str:
    if not round(value, 1):
        return ""
    told = {"amount": amount(abs(value), unit)}
    return _("%(amount)s mer") % told if value > 0 else _("%(amount)s mindre") % told
