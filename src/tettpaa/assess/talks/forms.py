"""Forms of talks."""

import datetime as dt
import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.talks.rules import LONGEST_LINE, faults_in_contact
from tettpaa.assess.talks.words import CHANNELS, LINE_MISSING, fault_words
from tettpaa.kit.html.widgets import DayInput

REACHED = (("yes", _("Ja")), ("no", _("Nei, prøvde")))


class ContactForm(forms.Form):
    """'Jeg har snakket med …': ready to send as 'today, face to face, reached' with one line."""

    on = forms.DateField(label=_("Når"), widget=DayInput())
    channel = forms.ChoiceField(label=_("Hvordan"), choices=CHANNELS, widget=forms.RadioSelect)
    reached = forms.ChoiceField(label=_("Fikk du snakket med eleven?"), choices=REACHED, widget=forms.RadioSelect)
    line = forms.CharField(
        label=_("Én linje, helst med elevens ord"), max_length=LONGEST_LINE,
        widget=forms.TextInput({"autocomplete": "off"}), error_messages={"required": LINE_MISSING},
    )  # fmt: skip
    next_on = forms.DateField(
        label=_("Snakkes igjen"), required=False, widget=DayInput(),
        help_text=_("Tomt: ingen ny avtale. En dag her kommer fram på Min dag."),
    )  # fmt: skip
    form_id = forms.UUIDField(widget=forms.HiddenInput)
    # The browser would ask for the line before it knows whether the pupil was reached.
    use_required_attribute = False

    def __init__(self, *args, today: dt.date, **kwargs) -> None:
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "on": today, "channel": "in_person", "reached": "yes", "form_id": uuid.uuid4(), **kwargs["initial"]
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["line"].required = self.data.get("reached") != "no"

    def clean(self) -> dict:
        given = super().clean() or {}
        given["was_reached"] = given.pop("reached", "yes") == "yes"
        if "on" in given and "line" in given:
            faults = faults_in_contact(
                on=given["on"], was_reached=given["was_reached"], line=given["line"],
                next_on=given.get("next_on"), today=self.today,
            )  # fmt: skip
            for field, fault in faults.items():
                self.add_error(field, fault_words(fault))
        return given


class AnswerForm(forms.Form):
    """The contact teacher's answer to a leader's question."""

    answer = forms.CharField(
        label=_("Svaret ditt til den som spurte"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 3})
    )
