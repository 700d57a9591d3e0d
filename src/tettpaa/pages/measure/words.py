"""Measures in the reader's words: what they are, how often, and the steps they have gone."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.follow_up.measures.models import Measure
from tettpaa.kit.html.amounts import amount
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.knowledge.words import Words


def said(words: Words) -> str:
    """A text of the catalogue in the reader's language."""
    return words.said(get_language() or "nb")


def name_of(measure: Measure) -> str:
    """What the catalogue calls it."""
    return said(kind_named(measure.kind).name)


def how_often(measure: Measure) -> str:
    """'2 ganger per uke'; 'ukjent' where nobody has said."""
    if measure.amount is None:
        return _("ukjent")
    return f"{amount(float(measure.amount), 'times')} {measure.get_unit_display()}"


def step_words(act: str) -> str:
    return {
        "plan_measure": _("Planlagt"),
        "start_measure": _("Satt i gang"),
        "prolong_measure": _("Forlenget"),
        "end_measure": _("Avsluttet"),
        "void_measure": _("Merket som feilført"),
    }[act]
