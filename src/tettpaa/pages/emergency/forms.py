"""Asking to open a pupil, and judging an opening."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.trust.openings.models import Opening
from tettpaa.trust.openings.rules import LONGEST_REASON

OUTCOMES = (
    (Opening.Outcome.JUSTIFIED, _("Ja, det var riktig å åpne")),
    (Opening.Outcome.UNJUSTIFIED, _("Nei, det skulle ikke vært åpnet")),
)


class OpeningForm(forms.Form):
    """Whom, and what it is that cannot wait."""

    given = forms.CharField(label=_("Fornavn"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    family = forms.CharField(label=_("Etternavn"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    group = forms.CharField(
        label=_("Klasse"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Trengs bare når flere ved skolen heter det samme."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Hva er det som haster?"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 3}),
        help_text=_("Eleven og lederen ved skolen leser dette."),
    )  # fmt: skip


class ReviewForm(forms.Form):
    """Whether it was right to open, and what is done if it was not."""

    outcome = forms.ChoiceField(label=_("Var det riktig å åpne?"), choices=OUTCOMES, widget=forms.RadioSelect)
    review = forms.CharField(
        label=_("Vurderingen din"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Må skrives når svaret er nei: hva gjøres videre?"),
    )  # fmt: skip
