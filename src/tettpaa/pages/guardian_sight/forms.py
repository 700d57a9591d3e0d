"""One choice of what guardians see."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.pages.guardian_sight.words import says_words
from tettpaa.trust.guardians.rules import STRICTNESS, Says


class ChoiceForm(forms.Form):
    """As far as the law lets, and why where guardians are to see more than now."""

    says = forms.ChoiceField(label=_("Hva skal foresatte se?"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Hvorfor?"), max_length=400, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Må skrives når foresatte skal se mer. Personvernombudet leser det."),
    )  # fmt: skip

    def __init__(self, *args: Any, now: Says, most: Says, **kwargs: Any) -> None:
        super().__init__(*args, initial={"says": now}, **kwargs)
        allowed = STRICTNESS[STRICTNESS.index(most) :]
        words = says_words()
        cast(forms.ChoiceField, self.fields["says"]).choices = [(says.value, words[says]) for says in allowed]
