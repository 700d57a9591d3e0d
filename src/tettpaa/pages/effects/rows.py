"""Rows of the tables of "did it help?": before and after in one cell each, never one number for both days and hours."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import Cell, Column, Row
from tettpaa.look_back.effects.windows import Verdict, Window
from tettpaa.pages.effects.around import Around

AROUND_COLUMNS = (
    Column("what", gettext_lazy("Hva")),
    Column("on", gettext_lazy("Når")),
    Column("before", gettext_lazy("Før")),
    Column("after", gettext_lazy("Etter")),
    Column("told", gettext_lazy("Skoledager ført")),
)
PUPIL_COLUMNS = (Column("pupil", gettext_lazy("Elev")), *AROUND_COLUMNS[1:])


def around_row(around: Around) -> Row:
    url = reverse("measure", args=[around.measure.pk]) if around.measure else ""
    return {"what": Cell(around.name, url=url), **_windows(around)}


def pupil_row(around: Around) -> Row:
    measure = around.measure
    if measure is None:
        raise ValueError("a row of pupils is about measures")
    pupil = measure.pupil
    return {
        "pupil": Cell(str(pupil), url=reverse("measure", args=[measure.pk]), order=pupil.sort_key), **_windows(around),
    }  # fmt: skip


def _windows(around: Around) -> dict:
    found = around.compared
    if found.before is None or found.after is None or found.verdict != Verdict.TOLD:
        early = found.verdict == Verdict.TOO_EARLY
        words = Cell(_("for tidlig å si") if early else _("for lite data"), order=(-1, 0))
        return {"on": around.on, "before": Cell("–", order=(-1, 0)), "after": words, "told": Cell("–", order=-1)}
    told = min(found.before.reported, found.after.reported)
    return {
        "on": around.on, "before": _away(found.before), "after": _away(found.after),
        "told": Cell(
            _("%(before)d og %(after)d av %(of)d")
            % {"before": found.before.reported, "after": found.after.reported, "of": found.before.school_days},
            order=told,
        ),
    }  # fmt: skip


def _away(window: Window) -> Cell:
    """'3 dager og 4 timer'; days and hours stand beside each other."""
    told = [amount(value, unit) for value, unit in ((window.days_away, "days"), (window.hours_away, "hours")) if value]
    words = _("%(days)s og %(hours)s") % {"days": told[0], "hours": told[1]} if len(told) > 1 else "".join(told)
    return Cell(words or _("ingen"), order=(window.days_away, window.hours_away))
