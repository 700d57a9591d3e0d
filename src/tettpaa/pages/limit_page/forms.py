"""What a pupil tells the open calculator: the subject, and each absence in it."""

from fractions import Fraction

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy_text

from tettpaa.identify.indicators.limit import Event
from tettpaa.kit.html.widgets import DayInput
from tettpaa.knowledge.law.absence_limit import causes
from tettpaa.knowledge.law.subject_hours import subject_hours

ROWS_AT_FIRST = 4
MOST_ROWS = 200
LONGEST_LESSON = 480


def language() -> str:
    """The reader's language among those the law's words are written in."""
    return (get_language() or "nb")[:2]


def _subjects() -> list[tuple[str, str]]:
    known = [(each.code, f"{each.name} ({each.code}): {each.hours}") for each in subject_hours().values()]
    return [("", _("Et annet fag: skriv timetallet under")), *known]


def _causes() -> list[tuple[str, str]]:
    return [("", _("Ingen av disse"))] + [(each.letter, getattr(each, language())) for each in causes().values()]


class SubjectForm(forms.Form):
    """The subject's planned hours and how long a lesson is."""

    subject = forms.ChoiceField(
        label=lazy_text("Fag"), choices=_subjects, required=False,
        help_text=lazy_text("Tallet etter fagkoden er timer på 60 minutter i skoleåret."),
    )  # fmt: skip
    planned_hours = forms.DecimalField(
        label=lazy_text("Timer i faget dette skoleåret"), required=False, min_value=1, max_value=1500, decimal_places=2,
        help_text=lazy_text("Årstimetallet, i timer på 60 minutter. Går foran tallet til faget over."),
    )  # fmt: skip
    lesson_minutes = forms.IntegerField(
        label=lazy_text("Minutter i en økt"), initial=60, min_value=10, max_value=LONGEST_LESSON
    )
    has_documented_risk = forms.BooleanField(
        required=False,
        label=lazy_text("Helsepersonell har dokumentert at eleven har høyere risiko for helsefravær"),
    )

    def clean(self) -> dict:
        """The hours written go first, then the subject's; without either nothing can be settled."""
        told = super().clean() or {}
        hours = told.get("planned_hours")
        if hours is None and told.get("subject"):
            hours = subject_hours()[told["subject"]].hours
        if hours is None and "planned_hours" not in self.errors:
            self.add_error("planned_hours", _("Velg et fag, eller skriv hvor mange timer faget har."))
        return told | {"hours": None if hours is None else Fraction(hours)}


class AbsenceForm(forms.Form):
    """One absence: the day, how many lessons, and why. A row that is left empty is no absence."""

    on = forms.DateField(label=lazy_text("Dag"), widget=DayInput)
    lessons = forms.DecimalField(label=lazy_text("Økter borte"), min_value=0, max_value=20, decimal_places=2)
    cause = forms.ChoiceField(label=lazy_text("Grunn"), choices=_causes, required=False)
    documentation = forms.ChoiceField(
        label=lazy_text("Dokumentasjon"), initial="none",
        choices=lazy(lambda: [
            ("none", _("Ingen")), ("self", _("Egenmelding")), ("health", _("Fra helsepersonell")),
            ("other", _("Annen dokumentasjon")),
        ], list)(),
    )  # fmt: skip

    def event(self, lesson_minutes: int) -> Event:
        """The absence in whole minutes."""
        told = self.cleaned_data
        return Event(told["on"], round(told["lessons"] * lesson_minutes), told["cause"], told["documentation"])


AbsenceForms = forms.formset_factory(
    AbsenceForm, extra=ROWS_AT_FIRST, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)
