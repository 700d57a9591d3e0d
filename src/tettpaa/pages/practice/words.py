"""A figure's numbers in words: '12 av 20', what the share bears, and how long it took."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.kit.html.amounts import amount
from tettpaa.kit.html.table_rows import Cell
from tettpaa.look_back.quality.figures import Figure, Sum
from tettpaa.trust.disclosure import Hidden, Number, Proportion, proportion


def title_of(figure: Figure) -> str:
    return figure.title[get_language() or "nb"]


def counts_of(figure: Figure) -> str:
    return figure.counts[get_language() or "nb"]


def done_words(total: Sum) -> str:
    """'12 av 20', or that there is nothing to count."""
    if not total.known:
        return _("ingen ennå")
    return _("%(met)d av %(known)d") % {"met": total.met, "known": total.known}


def share_words(part: Number, whole: Number) -> str:
    """'60 %'; a dash where nobody is counted, and what is hidden is said to be."""
    found = proportion(part, whole)
    if isinstance(found, Hidden):
        return _("skjult")
    return "–" if found is None else amount(100 * found.value, "percent", decimals=0)


def bears_words(found: Proportion | Hidden | None) -> str:
    """'mellom 39 og 78 %': where the share would lie 95 times of 100, had chance alone decided."""
    if not isinstance(found, Proportion):
        return ""
    low, high = (round(100 * each) for each in (found.low, found.high))
    return _("mellom %(low)d og %(high)d\N{NO-BREAK SPACE}%%") % {"low": low, "high": high}


def share_cell(part: Number, whole: Number) -> Cell:
    """A share in a table, what it bears beneath, ordered by the share."""
    found = proportion(part, whole)
    order = found.value if isinstance(found, Proportion) else -1.0
    return Cell(share_words(part, whole), note=bears_words(found), order=order)


def days_words(median: float | None) -> str:
    """'innen 3 skoledager', for half of those that are done."""
    if median is None:
        return ""
    return _("innen %(days)s") % {"days": amount(median, "school_days")} if median else _("samme dag")


def answer_words(is_met: bool | None) -> str:
    """What a counted thing came to."""
    if is_met is None:
        return _("for tidlig å si, eller ikke ført")
    return _("ja") if is_met else _("nei")
