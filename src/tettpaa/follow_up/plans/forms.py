"""The form of a plan and its measures, evaluating one, and choosing none. What they must say stands in `rules.py`."""

import uuid
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.plans.form_words import PlanForm
from tettpaa.follow_up.plans.rules import LONGEST, LONGEST_LINE, LONGEST_WHO, MOST_LINES, Content, Line
from tettpaa.kit.html.once import OnceForm
from tettpaa.kit.html.widgets import DayInput

TEXT_ROWS = 3
GUARDIAN_FIELDS = ("guardian_view", "guardian_why")


def _text(longest: int = LONGEST, rows: int = TEXT_ROWS) -> forms.CharField:
    return forms.CharField(max_length=longest, required=False, widget=forms.Textarea({"rows": rows}))


class WordedForm(forms.Form):
    """Labels and help come from the version of the plan's form, in the reader's language. Nothing is required here."""

    use_required_attribute = False

    def __init__(self, *args, words: PlanForm, language: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in words.words:
                field.label, field.help_text = words.label(name, language), words.help_of(name, language)


class PlanFieldsForm(WordedForm):
    """All but the measures. `began_from` is the version on the screen; 0 for a plan that is not begun."""

    problem, goals, tried = _text(), _text(), _text()
    pupil_view, pupil_why = _text(), _text(LONGEST_LINE, 1)
    guardian_view, guardian_why = _text(), _text(LONGEST_LINE, 1)
    evaluate_on = forms.DateField(required=False, widget=DayInput())
    began_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, asks_guardians: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not asks_guardians:
            for name in GUARDIAN_FIELDS:
                del self.fields[name]


class LineForm(WordedForm):
    """One measure."""

    what = forms.CharField(max_length=LONGEST_LINE, required=False, widget=forms.Textarea({"rows": 2}))
    who = forms.CharField(max_length=LONGEST_WHO, required=False)
    first_on = forms.DateField(required=False, widget=DayInput())
    last_on = forms.DateField(required=False, widget=DayInput())

    @property
    def is_filled(self) -> bool:
        return any(self.cleaned_data.values())


LineForms = forms.formset_factory(LineForm, extra=0, max_num=MOST_LINES, absolute_max=MOST_LINES)


def content_from(fields: PlanFieldsForm, lines: Iterable[LineForm]) -> Content:
    """What was written, from valid forms; measures nobody wrote anything in are left out."""
    given = {name: value for name, value in fields.cleaned_data.items() if name not in ("began_from", "form_id")}
    return Content(**given, lines=tuple(Line(**line.cleaned_data) for line in lines if line.is_filled))


class EvaluationForm(forms.Form):
    """What helped, what did not, and whether to go on. `number` is the version on the screen."""

    helped = forms.CharField(
        label=_("Hva har hjulpet?"), max_length=LONGEST, widget=forms.Textarea({"rows": TEXT_ROWS})
    )
    did_not_help = forms.CharField(
        label=_("Hva har ikke hjulpet?"), max_length=LONGEST, widget=forms.Textarea({"rows": TEXT_ROWS})
    )
    goes_on = forms.ChoiceField(
        label=_("Hva nå?"), widget=forms.RadioSelect,
        choices=(("yes", _("Planen går videre, og endres nå")), ("no", _("Planen avsluttes"))),
    )  # fmt: skip
    evaluate_on = forms.DateField(
        label=_("Når evalueres den neste gang?"), required=False, widget=DayInput(),
        help_text=_("Bare når planen går videre."),
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput)
    form_id = forms.UUIDField(widget=forms.HiddenInput)


class OwnViewForm(OnceForm):
    """What the pupil thinks of the plan; sent twice it is one version."""

    view = forms.CharField(
        label=_("Hva mener du om planen?"), max_length=LONGEST, widget=forms.Textarea({"rows": TEXT_ROWS}),
        help_text=_("Det du skriver, blir stående i planen med dine ord. De som følger deg opp, får beskjed."),
    )  # fmt: skip


class ExemptionForm(forms.Form):
    """Why no plan is needed."""

    reason = forms.CharField(
        label=_("Hvorfor trengs det ingen plan nå?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 3})
    )
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {"form_id": uuid.uuid4()})
        super().__init__(*args, **kwargs)
