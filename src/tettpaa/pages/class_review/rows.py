"""The sheet as a table for paper: one row a pupil."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.kit.html.table_rows import Row as Cells
from tettpaa.pages.class_review.sheet import Row, Sheet

COLUMNS = (
    Column("pupil", gettext_lazy("Elev"), is_sortable=False),
    Column("absence", gettext_lazy("Fravær i år"), is_sortable=False),
    Column("flagged", gettext_lazy("Flagg"), is_sortable=False),
    Column("spoken", gettext_lazy("Sist snakket"), is_sortable=False),
    Column("case", gettext_lazy("Sak"), is_sortable=False),
    Column("agreed", gettext_lazy("Dette gjør vi"), is_sortable=False),
    Column("by", gettext_lazy("Skrevet av"), is_sortable=False),
)


def rows_of(sheet: Sheet) -> list[Cells]:
    return [_row(row, sheet) for row in sheet.rows]


def _plan_note(row: Row) -> str:
    """'plan: gjelder'; nothing where there is none, or the reader may not see it."""
    state = row.known.plan_state
    return _("plan: %(state)s") % {"state": _(state.word).lower()} if state else ""


def _row(row: Row, sheet: Sheet) -> Cells:
    known, line = row.known, row.line
    return {
        "pupil": str(row.pupil),
        "absence": known.absence,
        "flagged": Cell(known.flagged or (None if known.is_unknown else "–")),
        "spoken": known.spoken_on or _("ikke ennå"),
        "case": Cell(str(known.case.responsible) if known.case else "–", note=_plan_note(row)),
        "agreed": Cell(line.get_choice_display(), note=line.line) if line else _("ikke gått gjennom"),
        "by": sheet.names[line.written_by] if line else "",
    }
