"""Letting somebody from another service in, for longer, and no more."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.widgets import DayInput
from tettpaa.trust.sharing.rules import LONGEST

A_DAY = dt.timedelta(days=1)


class UntilForm(forms.Form):
    """Why, and until when: at most 90 days at a time."""

    reason = forms.CharField(
        label=_("Hvorfor, og hva bygger det på?"), max_length=400, widget=forms.Textarea({"rows": 3}),
        help_text=_("For eksempel samtykke fra eleven, eller hvilken bestemmelse. Eleven kan be om å få lese dette."),
    )  # fmt: skip
    until = forms.DateField(label=_("Til og med"), widget=DayInput, help_text=_("Høyst 90 dager. Kan fornyes."))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = today + LONGEST - A_DAY
        self.fields["until"].initial = last
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}

    @property
    def ends_at(self) -> dt.datetime:
        """The first moment after the last day, in Oslo."""
        return dt.datetime.combine(self.cleaned_data["until"] + A_DAY, dt.time(), OSLO)


class GuestForm(UntilForm):
    """Who, and from which service."""

    receiver = forms.CharField(
        label=_("Hvem?"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Fullt navn eller brukernavn. Personen må kunne logge inn her; administrator lager brukeren."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Fra hvilken tjeneste?"), widget=forms.RadioSelect)

    field_order = ("receiver", "role", "reason", "until")

    def __init__(self, *args: Any, roles: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["role"]).choices = list(roles)


class EndForm(forms.Form):
    """Why it ends."""

    reason = forms.CharField(label=_("Hvorfor avsluttes oppdraget?"), max_length=400)
