"""Telling and answering a concern."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.concerns.models import Concern
from tettpaa.assess.concerns.rules import LONGEST_LINE, faults_in_answer
from tettpaa.assess.concerns.words import fault_words


class ConcernForm(forms.Form):
    """One choice and one line: thirty seconds."""

    about = forms.ChoiceField(label=_("Hva gjelder det?"), choices=Concern.About, widget=forms.RadioSelect)
    line = forms.CharField(
        label=_("Hva har du sett?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 3}),
        help_text=_("Det du har sett eller hørt, ikke hva du tror det er. Ikke skriv om andre elever."),
    )  # fmt: skip
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {"form_id": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class ConcernAnswerForm(forms.Form):
    """What was done; where nothing is, why."""

    answer = forms.ChoiceField(label=_("Hva er gjort?"), choices=Concern.Answer, widget=forms.RadioSelect)
    line = forms.CharField(
        label=_("Svaret ditt til den som meldte"), max_length=LONGEST_LINE, required=False,
        widget=forms.Textarea({"rows": 2}), help_text=_("Må skrives når ingenting nytt gjøres."),
    )  # fmt: skip

    def clean(self) -> dict:
        given = super().clean() or {}
        if "answer" in given:
            faults = faults_in_answer(answer=given["answer"], line=given.get("line", ""))
            for field, fault in faults.items():
                self.add_error(field, fault_words(fault))
        return given


class TakeBackForm(forms.Form):
    """Why it was told by mistake."""

    reason = forms.CharField(
        label=_("Hvorfor er den feilført?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2})
    )
