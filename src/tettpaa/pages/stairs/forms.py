"""Choosing whether stairs hold, from when, and for how many days each."""

import datetime as dt

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.stairs.steps import Stairs
from tettpaa.follow_up.stairs.validity import LONGEST_LINE, LONGEST_STAIR
from tettpaa.follow_up.stairs.words import in_language
from tettpaa.kit.html.widgets import DayInput

HOLDS = (("yes", _("Ja")), ("no", _("Nei")))


class ChoiceForm(forms.Form):
    """One field of school days for each stair, beside whether, when and why."""

    is_on = forms.ChoiceField(label=_("Skal trappa gjelde?"), choices=HOLDS, widget=forms.RadioSelect)
    valid_from = forms.DateField(label=_("Fra og med"), widget=DayInput())
    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args, stairs: Stairs, today: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = today
        for number, stair in enumerate(stairs.stairs):
            label = gettext("Skoledager på trinn %(number)d: %(what)s") % {
                "number": number + 1, "what": in_language(stair.words).lower(),
            }  # fmt: skip
            self.fields[f"days_{number}"] = forms.IntegerField(
                label=label, min_value=1, max_value=LONGEST_STAIR, initial=stair.school_days
            )
        self.order_fields(
            ["is_on", *(f"days_{number}" for number in range(len(stairs.stairs))), "valid_from", "reason"]
        )

    @property
    def chosen(self) -> dict:
        """What `choose_stairs` takes."""
        given = self.cleaned_data
        days = [given[name] for name in sorted(name for name in given if name.startswith("days_"))]
        return {
            "is_on": given["is_on"] == "yes", "valid_from": given["valid_from"], "reason": given["reason"], "days": days,
        }  # fmt: skip
