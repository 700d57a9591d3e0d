"""Ordering an export, and answering one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.html.once import OnceForm
from tettpaa.trust.exports.rules import LONGEST_PURPOSE

FORMATS = (("xlsx", _("Excel")), ("csv", _("CSV")))


class OrderForm(OnceForm):
    """What the file is for, and which kind."""

    purpose = forms.CharField(
        label=_("Hva skal filen brukes til?"), max_length=LONGEST_PURPOSE, widget=forms.Textarea({"rows": 3}),
        help_text=_("Står i filen og i loggen. Skriv ikke navn på elever."),
    )  # fmt: skip
    file_format = forms.ChoiceField(label=_("Filtype"), choices=FORMATS, initial="xlsx", widget=forms.RadioSelect)


class RefusalForm(forms.Form):
    """Why one says no."""

    reason = forms.CharField(
        label=_("Hvorfor ikke?"), max_length=400, widget=forms.Textarea({"rows": 2}),
        help_text=_("Den som bestilte, leser dette."),
    )  # fmt: skip
