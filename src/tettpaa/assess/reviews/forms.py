"""The lines of a class review, and its opening and closing."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.reviews.models import ClassReview, ReviewLine
from tettpaa.assess.reviews.rules import LONGEST_LINE, faults_in_line
from tettpaa.assess.reviews.words import fault_words
from tettpaa.trust.identity.models import User


class OpenReviewForm(forms.Form):
    """Which half-year."""

    half = forms.TypedChoiceField(
        label=_("Hvilket halvår?"), choices=ClassReview.Half, coerce=int, widget=forms.RadioSelect
    )


class LineForm(forms.Form):
    """One pupil on the sheet. Whoever has not touched it is not asked anything: `is_untouched`."""

    # The browser would ask for every pupil of the class before it sends one.
    use_required_attribute = False
    choice = forms.ChoiceField(
        label=_("Hva gjør vi?"), choices=ReviewLine.Choice, widget=forms.RadioSelect,
        error_messages={"required": fault_words("unknown_choice")},
    )  # fmt: skip
    line = forms.CharField(
        label=_("Hvorfor, i én linje"), max_length=LONGEST_LINE, required=False,
        widget=forms.TextInput({"autocomplete": "off", "class": "ds-input"}),
    )  # fmt: skip
    began_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def is_untouched(self, began: ReviewLine | None) -> bool:
        """Whether what was sent is what the page showed: the writing begun from, or nothing."""
        sent = (self["choice"].value() or "", (self["line"].value() or "").strip())
        return sent == ((began.choice, began.line) if began else ("", ""))

    def begin_from(self, number: int) -> None:
        """The next sending builds on another's writing, which the writer has now been shown."""
        self.data = {**self.data, self.add_prefix("began_from"): str(number)}

    def clean(self) -> dict:
        given = super().clean() or {}
        choice, line = given.get("choice", ""), given.get("line", "")
        if "choice" in given and "line" in given:
            for field, fault in faults_in_line(choice=choice, line=line).items():
                self.add_error(field, fault_words(fault))
        return given


class ParticipantsChoice(forms.ModelMultipleChoiceField):
    """Colleagues by name."""

    def label_from_instance(self, obj: User) -> str:
        return str(obj)


class CloseReviewForm(forms.Form):
    """Who sat at the table."""

    def __init__(self, *args, colleagues: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["took_part"] = ParticipantsChoice(
            label=_("Hvem var med?"), queryset=colleagues, to_field_name="username",
            widget=forms.CheckboxSelectMultiple, error_messages={"required": fault_words("nobody_took_part")},
        )  # fmt: skip
