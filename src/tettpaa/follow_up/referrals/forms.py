"""Asking without a name, writing a referral, and each act on it."""

import datetime as dt

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.referrals.rules import LONGEST, LONGEST_LINE, points_on
from tettpaa.kit.html.once import OnceForm
from tettpaa.kit.html.widgets import DayInput
from tettpaa.trust.identity.models import User


class LongText(forms.CharField):
    """A text of as many letters as a referral takes, in a box of `rows`."""

    def __init__(self, *, rows: int = 4, **kwargs) -> None:
        super().__init__(max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **kwargs)


class ConsultForm(OnceForm):
    """A question that names nobody."""

    question = LongText(
        label=_("Hva vil du drøfte med PPT?"), rows=6,
        help_text=_(
            "Ingen navn, og ingenting som peker ut én elev: skriv «en elev på vg1». "
            "Navn ved skolen blir ikke tatt imot."
        ),
    )  # fmt: skip


class ConsultAnswerForm(forms.Form):
    """What PPT answered, and when."""

    on = forms.DateField(label=_("Svart når"), widget=DayInput())
    answer = LongText(
        label=_("Hva svarte PPT?"), rows=6, help_text=_("Heller ikke her skal noen kunne kjennes igjen.")
    )  # fmt: skip


class ReferralForm(forms.Form):
    """Why, what has been tried, and what is asked."""

    reason = LongText(label=_("Hvorfor henvises eleven?"))
    tried = LongText(
        label=_("Hva har skolen prøvd?"), rows=6, help_text=_("Fylt ut med det som alt er skrevet. Rett og legg til.")
    )  # fmt: skip
    asks = LongText(label=_("Hva ber vi PPT om?"), rows=3)


class NewReferralForm(OnceForm, ReferralForm):
    """The same, written for the first time."""

    field_order = ("reason", "tried", "asks", "form_id")


class DayForm(forms.Form):
    """The day something happened."""

    on = forms.DateField(label=_("Når?"), widget=DayInput())


class SendForm(DayForm):
    """The day it is sent, and to whom at PPT."""

    adviser = forms.ModelChoiceField(
        User.objects.none(), to_field_name="username", label=_("Til hvem i PP-tjenesten?"), required=False,
        empty_label=_("PPT får den på annen måte"),
        help_text=_("Den du velger, ser henvisningen her i høyst 90 dager."),
    )  # fmt: skip

    def __init__(self, *args, advisers: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if advisers.exists():
            self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]
        else:
            del self.fields["adviser"]


class AdviserForm(forms.Form):
    """Who at PPT is to see it now."""

    adviser = forms.ModelChoiceField(
        User.objects.none(), to_field_name="username", label=_("Hvem i PP-tjenesten skal se henvisningen?")
    )

    def __init__(self, *args, advisers: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]


class DayAndReasonForm(DayForm):
    """The day, and why."""

    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))


class ReasonForm(forms.Form):
    """Why it is marked as entered by mistake."""

    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))


class AssessmentForm(DayForm):
    """Which of the points of § 11-8 the assessment takes a stand on."""

    points = forms.MultipleChoiceField(
        label=_("Hvilke punkter tar vurderingen stilling til?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Etter opplæringslova § 11-8. Det som ikke er krysset av, vises som manglende."),
    )  # fmt: skip

    def __init__(self, *args, today: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = _points(today)  # type: ignore[attr-defined]

    def clean_points(self) -> dict[str, bool]:
        """Each ticked point: the school knows that it is there, and the words stand in the assessment itself."""
        return dict.fromkeys(self.cleaned_data["points"], True)


class WrittenAssessmentForm(DayForm):
    """What PPT says of each point of § 11-8. A point left empty is shown as missing."""

    def __init__(self, *args, today: dt.date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for key, words in _points(today):
            self.fields[f"point_{key}"] = LongText(label=words, rows=3, required=False)
        self.fields["on"].help_text = _(
            "Vurderingen skal ta stilling til alle punktene i § 11-8. Et tomt punkt vises som manglende."
        )

    def clean(self) -> dict:
        """The words of each point under `points`, as the action asks for them."""
        told = super().clean() or {}
        points = {name.removeprefix("point_"): told.pop(name) for name in list(told) if name.startswith("point_")}
        if not any(said.strip() for said in points.values()):
            self.add_error(None, _("Skriv om minst ett punkt."))
        return told | {"points": points}


def _points(on: dt.date) -> list[tuple[str, str]]:
    language = (get_language() or "nb")[:2]
    return [(point.key, point.words.get(language, point.words["nb"])) for point in points_on(on)]


class CloseForm(DayForm):
    """What came of it, and the decision it led to."""

    reason = forms.CharField(
        label=_("Hva kom ut av henvisningen?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2})
    )
    decision_on = forms.DateField(
        label=_("Vedtak om individuelt tilrettelagt opplæring"), required=False, widget=DayInput(),
        help_text=_("Dagen vedtaket ble gjort, hvis det er gjort. Tomt: ikke noe vedtak."),
    )  # fmt: skip
    decision_reference = forms.CharField(label=_("Vedtakets nummer i arkivet"), max_length=100, required=False)
