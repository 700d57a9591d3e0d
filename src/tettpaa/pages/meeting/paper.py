"""What the sheets `minutes` and `tasks` are told of a meeting, in the reader's language."""

import datetime as dt

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.follow_up.meetings.models import AgendaItem
from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.amounts import NO_BREAK_SPACE
from tettpaa.pages.meeting.queries import Item, MeetingPage
from tettpaa.pages.meeting.sheet import SHEET_COLUMNS, sheet_rows
from tettpaa.pages.plan.words import day_text


def minutes_paper(page: MeetingPage, taken_by: str, on: dt.date) -> dict:
    """Everything that was said, pupil by pupil, as far as the reader may see."""
    return {
        **_head(page, _("Referat"), taken_by, on), "none": _("Ingen saker på listen"),
        "tasks": {"label": _("Hvem gjør hva?"), "columns": [_("Hva"), _("Hvem"), _("Når"), _("Status")]},
        "items": [_item(each) for each in page.items],
    }  # fmt: skip


def tasks_paper(page: MeetingPage, taken_by: str, on: dt.date) -> dict:
    """Who does what, and when."""
    rows = [[_text(row[column.key]) for column in SHEET_COLUMNS] for row in sheet_rows(page)]
    return {
        **_head(page, _("Etter møtet"), taken_by, on), "none": _("Ingen saker på listen"),
        "columns": [str(column.label) for column in SHEET_COLUMNS], "rows": rows,
    }  # fmt: skip


def _head(page: MeetingPage, what: str, taken_by: str, on: dt.date) -> dict:
    meeting = page.meeting
    begins, ends = meeting.starts_at.astimezone(OSLO), meeting.ends_at.astimezone(OSLO)
    name = str(meeting.team or page.kind)
    when = f"{_kept(day_text(begins.date()))} {_('kl.')} {begins:%H:%M}–{ends:%H:%M}"
    facts = [
        (_("Skole"), meeting.school.name),
        (_("Når"), when),
        (_("Hvor"), meeting.place),
        (_("Til stede"), ", ".join(page.there)),
    ]
    return {
        "language": (get_language() or "nb")[:2], "title": f"{what}: {name}", "page": _("Side"),
        "boxes": _("Noen tegn kan ikke skrives med denne skriften, og er vist som □."),
        "foot": f"{_('Tatt ut')} {day_text(on)} · {taken_by}",
        "facts": [{"label": label, "value": value} for label, value in facts if value],
    }  # fmt: skip


def _item(each: Item) -> dict:
    parts = [(_("Hva saken gjaldt"), each.item.wish)]
    if each.minutes:
        parts += [(_("Situasjonen"), each.minutes.situation), (_("Konklusjonen"), each.minutes.conclusion)]
    elif each.item.fate in (AgendaItem.Fate.MOVED, AgendaItem.Fate.WITHDRAWN):
        parts.append((str(each.item.get_fate_display()), each.item.fate_why or "–"))
    else:
        parts.append((_("Referat"), _("Referat mangler")))
    return {
        "name": str(each.item.pupil), "parts": [{"label": label, "text": text} for label, text in parts if text],
        "tasks": [[task.what, task.whose, _kept(day_text(task.due_on)), _(state.word)] for task, state in each.tasks],
    }  # fmt: skip


def _text(cell: object) -> str:
    if isinstance(cell, dt.date):
        return _kept(day_text(cell))
    return str(getattr(cell, "value", cell))


def _kept(day: str) -> str:
    """A day's number keeps to the line of its month."""
    return day.replace(". ", f".{NO_BREAK_SPACE}")
