"""Absence figures as cells and sentences."""

from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import Cell
from tettpaa.pages.figures import Figure, PupilFigures


def figure_cell(figure: Figure, unit: str = "") -> Cell:
    """The number, or 'ukjent'; below it that lessons are missing where they may change it."""
    if figure.value is None:
        return Cell(None)
    note = "" if figure.is_certain else _("timer er ikke ført")
    return Cell(amount(figure.value, unit), note=note, order=figure.value)


def days_and_hours(figures: PupilFigures) -> str | None:
    """'3 dager og 11 timer' this school year; None where either is unknown."""
    if figures.days.value is None or figures.hours.value is None:
        return None
    return _days_and_hours(figures.days.value, figures.hours.value)


def recent_cell(figures: PupilFigures) -> Cell:
    """'2 dager og 4 timer' in the last 20 school days; below it what has changed since the 20 before."""
    days, hours = figures.recent_days, figures.recent_hours
    if days.value is None or hours.value is None:
        return Cell(None)
    return Cell(_days_and_hours(days.value, hours.value), note=_trend_words(figures), order=(days.value, hours.value))


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
