"""The class as a table: one row a pupil."""

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.dates import since_day
from tettpaa.kit.html.table_rows import Cell, Column, Row
from tettpaa.pages.class_.queries import ClassPage, Member
from tettpaa.pages.class_.states import state_of
from tettpaa.pages.figure_words import recent_cell, year_cell
from tettpaa.pages.pupil.absence import hours_left
from tettpaa.schools.people.models import Person

COLUMNS = (
    Column("pupil", gettext_lazy("Elev")),
    Column("status", gettext_lazy("Status"), is_lead=True),
    Column("absence", gettext_lazy("Fravær i år")),
    Column("recent", gettext_lazy("Siste 20 skoledager")),
    Column("nearest", gettext_lazy("Nærmest grensen")),
    Column("spoken", gettext_lazy("Sist snakket")),
)


def rows_of(page: ClassPage, on: dt.date) -> list[Row]:
    return [_row(member, page.subject_names, on) for member in page.members]


def _row(member: Member, names: Mapping[str, str], on: dt.date) -> Row:
    return {
        "pupil": pupil_cell(member.pupil),
        "status": _status_cell(member, on),
        "absence": year_cell(member.figures),
        "recent": recent_cell(member.figures),
        "nearest": _nearest_cell(member, names),
        "spoken": member.spoken_on or Cell(_("ikke ennå") if member.has_flag else "–", order=dt.date.min),
    }


def _nearest_cell(member: Member, names: Mapping[str, str]) -> Cell:
    """'1,6 timer igjen' with the subject below; the least left first where it is sorted upwards."""
    hours = member.figures.hours
    if hours.value is None or (member.nearest is None and not hours.is_certain):
        return Cell(None)
    if member.nearest is None:
        return Cell(_("ingen fag"), order=float("inf"))
    code, settlement = member.nearest
    left = float(settlement.limit_minutes - settlement.counted_minutes)
    return Cell(hours_left(settlement), note=names.get(code, code), order=left)


def pupil_cell(pupil: Person, note: str = "") -> Cell:
    """The pupil's name leading to the pupil's page, sorted by family name."""
    url = reverse("pupil", args=[pupil.key])
    return Cell(str(pupil), url=url, note=note, order=f"{pupil.family_name} {pupil.given_name}")


def _status_cell(member: Member, on: dt.date) -> Cell:
    state = state_of(is_waiting=member.waiting is not None, has_flag=member.has_flag, is_unknown=member.is_unknown)
    waited = (on - member.waiting.longest).days if member.waiting else 0
    note = _waited_words(member, on) if member.waiting else ""
    return Cell(_state_word(state.key), look=state.look, note=note, order=(-state.place, waited))


def _waited_words(member: Member, on: dt.date) -> str:
    """'i 6 skoledager', 'siden i dag'; 'siden tirsdag 7. oktober' where the calendar is unknown."""
    if member.waited:
        return _("i %(days)s") % {"days": amount(member.waited, "school_days")}
    return _("siden %(day)s") % {"day": since_day(member.waiting.longest, on)} if member.waiting else ""


def _state_word(key: str) -> str:
    return {
        "waiting": _("Venter på samtale"),
        "unknown": _("Ukjent"),
        "spoken_with": _("Snakket med"),
        "no_flag": _("Ingen flagg"),
    }[key]
