"""The forms beside the rules: from when, why, and whose."""

import datetime as dt
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.html.widgets import DayInput

LONGEST_REASON = 400


class SaveForm(forms.Form):
    """From when the changed rules decide, and why."""

    valid_from = forms.DateField(label=_("Skal gjelde fra"), widget=DayInput)
    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_REASON)

    def __init__(self, data=None, *, today: dt.date, typed: dict | None = None) -> None:
        """`typed` is what was typed before a button other than the saving one was pressed."""
        super().__init__(data, initial={"valid_from": today} | (typed or {}))


class NewForm(SaveForm):
    """A rule set of one's own: its name and for whom it decides."""

    title = forms.CharField(label=_("Navn på regelsettet"), max_length=100)
    place = forms.ChoiceField(label=_("Gjelder for"))
    field_order = ("title", "place", "valid_from", "reason")

    def __init__(self, data=None, *, today: dt.date, places: list[tuple[str, str]], typed: dict | None = None) -> None:
        super().__init__(data, today=today, typed=typed)
        cast(forms.ChoiceField, self.fields["place"]).choices = places


class SwitchOffForm(forms.Form):
    """The last day the rules decide, and why they are switched off."""

    last_day = forms.DateField(label=_("Siste dag det gjelder"), widget=DayInput)
    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_REASON)

    def __init__(self, data=None, *, today: dt.date) -> None:
        super().__init__(data, initial={"last_day": today}, prefix="av")


class AdoptForm(forms.Form):
    """A shipped rule set and the place it shall decide for."""

    key = forms.SlugField(widget=forms.HiddenInput)
    place = forms.ChoiceField(label=_("Gjelder for"))

    def __init__(self, data=None, *, places: list[tuple[str, str]], key: str = "") -> None:
        super().__init__(data, initial={"key": key}, auto_id=f"{key}-%s")
        cast(forms.ChoiceField, self.fields["place"]).choices = places
