"""After the meeting, one sheet: which pupil, what, who and when, and where nothing was asked, why."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.follow_up.meetings.models import AgendaItem
from tettpaa.kit.html.table_rows import Cell, Column, Row
from tettpaa.pages.meeting.queries import Item, MeetingPage

SHEET_COLUMNS = (
    Column("pupil", gettext_lazy("Elev"), is_sortable=False),
    Column("what", gettext_lazy("Hva"), is_sortable=False),
    Column("who", gettext_lazy("Hvem"), is_sortable=False),
    Column("due_on", gettext_lazy("Når"), is_sortable=False),
    Column("state", gettext_lazy("Status"), is_sortable=False, is_lead=True),
)


def sheet_rows(page: MeetingPage) -> list[Row]:
    """A row for each task; a case without tasks has one that says what became of it."""
    return [row for each in page.items for row in _rows(each)]


def _rows(each: Item) -> list[Row]:
    pupil = str(each.item.pupil)
    if each.tasks:
        return [
            {"pupil": pupil, "what": task.what, "who": task.whose, "due_on": task.due_on,
             "state": Cell(_(state.word), look=state.look)}
            for task, state in each.tasks
        ]  # fmt: skip
    word, look = _without_tasks(each)
    return [{"pupil": pupil, "what": "–", "who": "–", "due_on": "–", "state": Cell(word, look=look)}]


def _without_tasks(each: Item) -> tuple[str, str]:
    if each.item.fate == AgendaItem.Fate.REACHED:
        return (_("Ingen oppgaver"), "done") if each.minutes else (_("Referat mangler"), "waiting")
    return (str(each.item.get_fate_display()), "paused") if each.item.fate else (_("Ikke tatt opp"), "waiting")
