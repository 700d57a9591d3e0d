"""What an administrator says that a source code means."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy_text

from tettpaa.kit.html.widgets import DayInput
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.knowledge.law.absence_limit import causes


def _causes() -> list[tuple[str, str]]:
    language = (get_language() or "nb")[:2]
    named = [(each.letter, f"{each.letter}: {getattr(each, language)}") for each in causes().values()]
    return [("", _("Ingen av grunnene i § 9-8")), *named]


def documentations() -> list[tuple[str, str]]:
    """The kinds of documentation in the reader's language."""
    kinds = AbsenceCode.Documentation
    return [
        (kinds.NONE, _("Ingen")), (kinds.SELF, _("Egenmelding")), (kinds.HEALTH, _("Helsepersonell")),
        (kinds.OTHER, _("Annen dokumentasjon")),
    ]  # fmt: skip


class CodeForm(forms.Form):
    """One code's meaning from a day on."""

    code = forms.CharField(label=lazy_text("Kode i kilden"), max_length=40)
    name = forms.CharField(label=lazy_text("Hva den heter"), max_length=200)
    counts_as_absence = forms.TypedChoiceField(
        label=lazy_text("Er det fravær?"), choices=lambda: [("yes", _("Ja")), ("no", _("Nei"))],
        coerce=lambda answer: answer == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    documentation = forms.ChoiceField(label=lazy_text("Dokumentasjon"), choices=documentations)
    cause = forms.ChoiceField(label=lazy_text("Grunn"), choices=_causes, required=False)
    valid_from = forms.DateField(
        label=lazy_text("Gjelder fra"), required=False, widget=DayInput,
        help_text=lazy_text("Tomt: har alltid betydd dette."),
    )  # fmt: skip
