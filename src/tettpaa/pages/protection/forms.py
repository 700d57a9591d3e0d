"""Protecting an address, naming who must know the pupil, and proposing to lower."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.html.widgets import DayInput
from tettpaa.trust.protection.models import AddressProtection

UNTYPED = {"autocomplete": "off"}


class RaiseForm(forms.Form):
    """Whom, named in full, in which grade, and where it was told from."""

    given = forms.CharField(label=_("Fornavn"), max_length=200, widget=forms.TextInput(UNTYPED))
    family = forms.CharField(label=_("Etternavn"), max_length=200, widget=forms.TextInput(UNTYPED))
    group = forms.CharField(
        label=_("Klasse"), max_length=200, required=False, widget=forms.TextInput(UNTYPED),
        help_text=_("Trengs bare når flere ved skolen heter det samme."),
    )  # fmt: skip
    grade = forms.ChoiceField(label=_("Grad"), choices=AddressProtection.Grade.choices, widget=forms.RadioSelect)
    source = forms.CharField(
        label=_("Hvor er det meldt fra?"), max_length=40, help_text=_("For eksempel Folkeregisteret.")
    )


class LoweringForm(forms.Form):
    """Why the protection should end."""

    reason = forms.CharField(
        label=_("Hvorfor skal beskyttelsen oppheves?"), max_length=400, widget=forms.Textarea({"rows": 2})
    )


class ClearForm(forms.Form):
    """Who must know the pupil to do their work, why, and how long."""

    receiver = forms.CharField(
        label=_("Hvem må kjenne eleven?"), max_length=200, widget=forms.TextInput(UNTYPED),
        help_text=_("Fullt navn eller brukernavn."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Hvorfor?"), max_length=400)
    until = forms.DateField(
        label=_("Til og med"), required=False, widget=DayInput, help_text=_("Tomt: til det avsluttes.")
    )
