"""The acts on a measure as pages: the form, what it does, and the words around it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.measures import actions
from tettpaa.follow_up.measures.forms import EndForm, ProlongForm, ReasonForm


@dataclass(frozen=True)
class Act:
    """`key` of the state table, `slug` of the address; `does` takes measure, by, at and what the form gives."""

    key: str
    slug: str
    label: str
    heading: str
    form: type[forms.Form]
    does: Callable[..., object]
    done: str


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act("prolong_measure", "forleng", _("Forleng"), _("Hvor lenge skal tiltaket vare?"), ProlongForm,
            actions.prolong_measure, _("Tiltaket er forlenget.")),
        Act("end_measure", "avslutt", _("Avslutt tiltaket"), _("Hjalp det?"), EndForm, actions.end_measure,
            _("Tiltaket er avsluttet.")),
    )
}  # fmt: skip
VOID = Act(
    "void_measure", "feilfort", _("Merk tiltaket som feilført"), _("Hvorfor er tiltaket feilført?"), ReasonForm,
    actions.void_measure, _("Tiltaket er merket som feilført.")
)  # fmt: skip
