"""Opening a case, and each act on it."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.rules import LONGEST, LONGEST_LINE
from tettpaa.kit.html.widgets import DayInput
from tettpaa.trust.identity.models import User


class OpenCaseForm(forms.Form):
    """Where it comes from, and what is to be looked into."""

    because = forms.ChoiceField(label=_("Hva kommer saken av?"), choices=Case.Because, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Hva skal vi finne ut av?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 3})
    )


class ReasonForm(forms.Form):
    """An act that only says why."""

    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))


class WaitForm(ReasonForm):
    """Waiting on purpose, to a day."""

    until = forms.DateField(label=_("Avvent til"), widget=DayInput())
    field_order = ("until", "reason")


class CloseForm(forms.Form):
    """What came of it, and what was learned."""

    outcome = forms.ChoiceField(label=_("Hva kom ut av saken?"), choices=Case.Outcome, widget=forms.RadioSelect)
    evaluation = forms.CharField(
        label=_("Hva virket, og hva virket ikke?"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )


class ColleagueChoice(forms.ModelChoiceField):
    """Colleagues by name."""

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class ColleagueForm(ReasonForm):
    """Whom, among those given, and why."""

    field_order = ("to", "reason")

    def __init__(self, *args, colleagues: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = ColleagueChoice(
            label=_("Hvem?"), queryset=colleagues, to_field_name="username", empty_label=_("Velg en kollega")
        )
