"""Numbers of a replay as cells: what was found, of how many, and how far chance could have moved it."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount, written
from tettpaa.kit.html.table_rows import Cell
from tettpaa.knowledge.programmes.programmes import name_of
from tettpaa.look_back.replay.measures import Lead, Number, Told
from tettpaa.trust.disclosure import Hidden

_SEXES = {"k": gettext_lazy("jenter"), "m": gettext_lazy("gutter")}


def number_cell(number: Number) -> Cell:
    """A number of pupils, or that it is hidden."""
    return _hidden() if isinstance(number, Hidden) else Cell(amount(number, "pupils"), order=number)


def proportion_cell(told: Told) -> Cell:
    """'60 %', with '12 av 20, mellom 39 og 78 %' below; a proportion of nobody is neither 0 nor 100 %."""
    if isinstance(told, Hidden):
        return _hidden()
    if told is None:
        return Cell("–", note=_("ingen å regne av"), order=-1)
    words = _("%(part)s av %(whole)s, mellom %(low)s og %(high)s %%") % {
        "part": written(told.part), "whole": written(told.whole), "low": written(100 * told.low, 0),
        "high": written(100 * told.high, 0),
    }  # fmt: skip
    return Cell(amount(100 * told.value, "percent", decimals=0), note=words, order=told.value)


def lead_cell(lead: Lead | None) -> Cell:
    """'45 dager', with the middle half below."""
    if lead is None:
        return Cell("–", order=-1)
    words = _("halvparten mellom %(low)s og %(high)s") % {"low": written(lead.low, 0), "high": written(lead.high, 0)}
    return Cell(amount(lead.median, "days", decimals=0), note=words, order=lead.median)


def _hidden() -> Cell:
    return Cell(_("skjult"), note=_("for få"), order=-2)


def group_word(grouping: str, value: str) -> str:
    """A group in words; '' is not told."""
    if not value:
        return _("ikke oppgitt")
    if grouping == "area":
        return name_of(value, get_language() or "nb")
    return str(_SEXES.get(value, value)) if grouping == "sex" else value


def grouping_words() -> dict[str, str]:
    """What groups can be made by, in words."""
    return {"sex": _("Kjønn"), "area": _("Utdanningsprogram"), "level": _("Trinn")}
