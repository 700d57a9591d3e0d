"""What came of an alert."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.trust.log_control.models import LogAlert


class OutcomeForm(forms.Form):
    """The outcome, and what the one who read answered."""

    outcome = forms.ChoiceField(
        label=_("Hva kom du fram til?"), choices=LogAlert.Outcome.choices, widget=forms.RadioSelect,
        help_text=_("Et brudd meldes til personvernombudet samme dag: skoleeier har 72 timer på å melde det til Datatilsynet."),
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Hva var forklaringen?"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Skriv hva den som leste, svarte, og hva dere ble enige om."),
    )  # fmt: skip
