"""Lessons nobody has registered as a table: by teacher, with the groups, the age, and a reminder to send."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.identify.registration.queries import OfTeacher
from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import NUMBER, Cell, Column, Row

COLUMNS = (
    Column("teacher", gettext_lazy("Lærer")),
    Column("groups", gettext_lazy("Grupper"), is_sortable=False),
    Column("missing", gettext_lazy("Ikke ført"), NUMBER),
    Column("oldest", gettext_lazy("Eldste")),
    Column("reminded", gettext_lazy("Sist påminnet")),
)
ACT = Column("act", gettext_lazy("Påminnelse"), is_sortable=False)


def rows_of(teachers: Sequence[OfTeacher], act: Callable[[OfTeacher], object] | None = None) -> list[Row]:
    """One row a teacher; `act` gives what stands in the last column."""
    return [_row(each) | ({"act": Cell(act(each))} if act else {}) for each in teachers]


def _row(each: OfTeacher) -> dict:
    return {
        "teacher": str(each.teacher) if each.teacher else Cell(_("Lærer ikke oppgitt"), order="å"),
        "groups": Cell(_groups(each)),
        "missing": Cell(amount(each.missing, of=each.held), order=each.missing),
        "oldest": each.oldest_on,
        "reminded": each.reminded_on or Cell(_("ikke påminnet"), order=dt.date.min),
    }


def _groups(each: OfTeacher) -> SafeString:
    told = ((group.name, registration.missing) for group, registration in each.groups)
    return format_html_join(", ", "{} ({})", told)
