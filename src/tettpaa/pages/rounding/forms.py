"""One choice of what numbers are rounded to."""

import datetime as dt
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.html.widgets import DayInput
from tettpaa.trust.disclosure.rules import steps_on
from tettpaa.trust.disclosure.words import nearest_words


class ChoiceForm(forms.Form):
    """What to round to, from when, and why."""

    rounded_to = forms.TypedChoiceField(
        label=_("Hva skal tallene rundes av til?"), coerce=int, widget=forms.RadioSelect
    )
    valid_from = forms.DateField(label=_("Fra og med"), widget=DayInput)
    reason = forms.CharField(label=_("Hvorfor?"), max_length=400, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *given: Any, on: dt.date, now: int, **named: Any) -> None:
        super().__init__(*given, initial={"rounded_to": now, "valid_from": on}, **named)
        steps = [(step, nearest_words(step)) for step in steps_on(on).steps]
        cast(forms.ChoiceField, self.fields["rounded_to"]).choices = steps
