"""The control questions, and the owner's switch."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.html.widgets import DayInput
from tettpaa.trust.course.rules import LONGEST_REASON, Course, wrong_in


class QuestionForm(forms.Form):
    """One field a question; who answers wrongly is told why and tries again."""

    def __init__(self, *given: Any, course: Course, **named: Any) -> None:
        super().__init__(*given, **named)
        self.course = course
        for place, question in enumerate(course.questions):
            choices = [(number, answer) for number, answer in enumerate(question.answers, 1)]
            self.fields[f"q{place}"] = forms.TypedChoiceField(
                label=question.text, choices=choices, coerce=int, widget=forms.RadioSelect
            )

    @property
    def answers(self) -> list[int]:
        return [int(self.cleaned_data.get(f"q{place}") or 0) for place in range(len(self.course.questions))]

    def clean(self) -> dict[str, Any]:
        for place in wrong_in(self.course, self.answers):
            if f"q{place}" not in self.errors:
                self.add_error(f"q{place}", self.course.questions[place].why)
        return self.cleaned_data


class SwitchForm(forms.Form):
    """Whether the course is asked, from when, and why."""

    is_required = forms.BooleanField(
        label=_("Alle som ser elever hos oss, må ha tatt personvernkurset"), required=False
    )  # fmt: skip
    covers_emergency = forms.BooleanField(
        label=_("Krev kurset også for nødåpning"), required=False,
        help_text=_("Uten dette kan den som ser at det haster, åpne én elev før kurset er tatt."),
    )  # fmt: skip
    valid_from = forms.DateField(label=_("Fra og med"), widget=DayInput)
    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2}))
