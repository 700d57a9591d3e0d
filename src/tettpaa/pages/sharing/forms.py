"""Asking for a consent, writing an answer, sharing. Few fields, and only choices that can be made."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.kit.html.once import OnceForm
from tettpaa.kit.html.widgets import DayInput
from tettpaa.pages.thing_words import choices_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.sharing.models import Consent, Share
from tettpaa.trust.sharing.rules import LONGEST, SHAREABLE

DAYS_AT_FIRST = 30
MANY = forms.CheckboxSelectMultiple
ANSWERS = ((Consent.Answer.GIVEN, _("Ja")), (Consent.Answer.REFUSED, _("Nei")))
TOLD_STAFF = [route for route in Consent.Route.choices if route[0] != Consent.Route.HERE]


def offer(form: forms.Form, field: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field what can be chosen."""
    cast(forms.ChoiceField, form.fields[field]).choices = list(choices)


class AskForm(OnceForm):
    """What may be shared with somebody outside, if who decides says yes."""

    things = forms.MultipleChoiceField(label=_("Hva gjelder det?"), widget=MANY)
    receivers = forms.CharField(
        label=_("Hvem skal få se det?"),
        max_length=400,
        help_text=_("Navn eller rolle, som «PP-rådgiveren ved skolen»."),
    )
    purpose = forms.CharField(
        label=_("Hva skal det brukes til?"), max_length=400, widget=forms.Textarea({"rows": 2}),
        help_text=_("Den som svarer, leser dette."),
    )  # fmt: skip
    matter = forms.ChoiceField(
        label=_("Hva slags opplysninger?"), choices=Consent.Matter.choices, initial=Consent.Matter.EDUCATION,
        widget=forms.RadioSelect, help_text=_("Avgjør hvem som svarer: eleven selv fra 15 år om skole, fra 16 år om helse."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "things", choices_of(SHAREABLE))


class SightForm(OnceForm):
    """What a guardian may be let see, beyond what the pupil's age gives."""

    guardian = forms.TypedChoiceField(label=_("Hvilken foresatt?"), coerce=int, widget=forms.RadioSelect)
    things = forms.MultipleChoiceField(label=_("Hva skal foresatte få se?"), widget=MANY)
    purpose = forms.CharField(label=_("Hva er det godt for?"), max_length=400)

    def __init__(self, *args: Any, guardians: Sequence[Person], things: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "guardian", [(person.pk, str(person)) for person in guardians])
        offer(self, "things", choices_of(things))
        if len(guardians) == 1:
            self.fields["guardian"].initial = guardians[0].pk


class AnswerForm(forms.Form):
    """What was answered, by whom, and how it came."""

    answered_by = forms.TypedChoiceField(label=_("Hvem svarte?"), coerce=int, widget=forms.RadioSelect)
    answer = forms.ChoiceField(label=_("Hva var svaret?"), choices=ANSWERS, widget=forms.RadioSelect)
    route = forms.ChoiceField(label=_("Hvordan kom svaret?"), choices=TOLD_STAFF, widget=forms.RadioSelect)
    valid_to = forms.DateField(
        label=_("Gjelder til og med"), required=False, widget=DayInput, help_text=_("Tomt: til det trekkes.")
    )

    def __init__(self, *args: Any, deciders: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "answered_by", [(person.pk, str(person)) for person in deciders])
        if len(deciders) == 1:
            self.fields["answered_by"].initial = deciders[0].pk


class ReasonForm(forms.Form):
    """Why a consent is not valid."""

    reason = forms.CharField(
        label=_("Hvorfor er samtykket ikke gyldig?"), max_length=400, widget=forms.Textarea({"rows": 2}),
        help_text=_("For eksempel at eleven ikke forsto hva det gjaldt. Eleven leser dette."),
    )  # fmt: skip


class ShareForm(OnceForm):
    """Who gets to see what, why, on what basis, and until when. There is no way to choose the whole case.

    Each consent that stands is a basis of its own: nothing can rest on one that is not there.
    """

    receiver = forms.CharField(
        label=_("Hvem skal få se det?"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Fullt navn eller brukernavn. Personen må kunne logge inn her."),
    )  # fmt: skip
    things = forms.MultipleChoiceField(label=_("Hva deles?"), widget=MANY, help_text=_("Bare det som trengs."))
    purpose = forms.CharField(label=_("Hva skal det brukes til?"), max_length=400)
    necessity = forms.CharField(
        label=_("Hvorfor er det nødvendig?"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Minst 20 tegn. Eleven leser dette."),
    )  # fmt: skip
    basis = forms.ChoiceField(label=_("Hva bygger delingen på?"), widget=forms.RadioSelect)
    law = forms.CharField(
        label=_("Bestemmelsen"), max_length=200, required=False,
        help_text=_("Må skrives når delingen ikke bygger på samtykke, for eksempel «forvaltningsloven § 13 b nr. 5»."),
    )  # fmt: skip
    until = forms.DateField(label=_("Til og med"), widget=DayInput, help_text=_("Høyst 90 dager. Kan fornyes."))

    def __init__(
        self, *args: Any, things: Iterable[str], consents: Sequence[tuple[str, str]], today: dt.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "things", choices_of(things))
        resting = [(f"{Share.Basis.CONSENT}:{reference}", words) for reference, words in consents]
        by_law = [each for each in Share.Basis.choices if each[0] != Share.Basis.CONSENT]
        offer(self, "basis", [*resting, *by_law])
        until = self.fields["until"]
        until.initial = today + dt.timedelta(days=DAYS_AT_FIRST)
        last = today + LONGEST - dt.timedelta(days=1)
        until.widget.attrs |= {"min": today.isoformat(), "max": last.isoformat()}
