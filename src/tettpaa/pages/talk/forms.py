"""Writing a talk, that it was not held, the pupil's receipt, and agreeing on a rhythm."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.talks.models import Rhythm, Talk, TalkReceipt
from tettpaa.assess.talks.questions import CHOICE, LONGEST_ANSWER, SEVERAL, TEXT, Form, Question, in_language
from tettpaa.assess.talks.rules import LONGEST_LINE
from tettpaa.assess.talks.talk_rules import HOME, LONGEST_NAMES, Told
from tettpaa.assess.talks.words import CHANNELS, YES_NO_UNKNOWN, fault_words
from tettpaa.kit.html.widgets import DayInput

ASKED, REACHED = "q_", "reached"
WRITTEN = ("staff", "others", "language")
FOLDED = frozenset({*WRITTEN, "interpreter"})
INTERPRETERS = (
    ("none", _("Trengtes ikke")), ("approved", _("Ja, godkjent")), ("unapproved", _("Ja, men ikke godkjent")),
    ("missing", _("Nei, men trengtes")),
)  # fmt: skip
YES_NO = (("", _("Ikke spurt")), ("yes", _("Ja")), ("no", _("Nei")))
EVERY = ((7, _("Hver uke")), (14, _("Hver 14. dag")), (21, _("Hver tredje uke")), (28, _("Hver fjerde uke")))


def _line(
    label: Any, longest: int = LONGEST_NAMES, *, is_required: bool = False, help_text: Any = ""
) -> forms.CharField:
    widget = forms.TextInput({"autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=is_required, widget=widget, help_text=help_text)


class HeldForm(forms.Form):
    """A talk that was held: the questions of its form, own words first, then when, who and what next."""

    on = forms.DateField(label=_("Når"), widget=DayInput())
    channel = forms.ChoiceField(label=_("Hvordan"), choices=CHANNELS, widget=forms.RadioSelect)
    trusted = _line(_("Noen eleven er trygg på og ville ha med"), help_text=_("Elevens eget valg. Tomt: ønsket ingen."))
    has_trusted = forms.ChoiceField(label=_("Var den personen med?"), choices=YES_NO, required=False)
    guardians = _line(_("Foresatte som var med"))
    staff = _line(_("Andre ansatte som var med"))
    others = _line(_("Andre som var med"))
    interpreter = forms.ChoiceField(label=_("Tolk"), choices=INTERPRETERS)
    language = _line(_("Språket det gjelder"), 60)
    next_on = forms.DateField(label=_("Snakkes igjen"), required=False, widget=DayInput(),
                              help_text=_("Tomt: ingen ny avtale. En dag her kommer fram på Min dag."))  # fmt: skip
    contact = forms.UUIDField(required=False, widget=forms.HiddenInput)
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, form: Form, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "on": today, "channel": "in_person", "interpreter": "none", "form_id": uuid.uuid4(),
            **(kwargs.get("initial") or {}),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.form, language = form, get_language() or "nb"
        for question in form.questions:
            self.fields[ASKED + question.key] = _field_of(question, language)
        self.fields["guardians"].required = form.kind == HOME

    @property
    def has_more(self) -> bool:
        """Whether what is folded away was filled in, or is at fault."""
        return self.is_bound and (bool(FOLDED & self.errors.keys()) or any(self.data.get(name) for name in WRITTEN))

    @property
    def asked(self) -> list[BoundField]:
        """The questions in their order."""
        return [self[ASKED + question.key] for question in self.form.questions]

    @property
    def answers(self) -> dict[str, str | list[str]]:
        """Question's key → what was answered; those left open are not there."""
        given = {question.key: self.cleaned_data[ASKED + question.key] for question in self.form.questions}
        return {key: answer for key, answer in given.items() if answer}

    def told(self) -> Told:
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith(ASKED)}
        has_trusted = {"yes": True, "no": False}.get(given.pop("has_trusted"))
        left_out = {"contact", "form_id"}
        fields = {name: value for name, value in given.items() if name not in left_out}
        return Told(kind=self.form.kind, is_held=True, was_reached=True, has_trusted=has_trusted, **fields)


def _field_of(question: Question, language: str) -> forms.Field:
    words = in_language(question.words, language)
    if question.type == TEXT:
        widget = forms.Textarea({"rows": 3 if question.is_own_words else 2})
        missing = {"required": fault_words("own_words_missing")}
        return forms.CharField(
            label=words,
            max_length=LONGEST_ANSWER,
            required=question.is_own_words,
            widget=widget,
            error_messages=missing,
        )
    choices = [(choice.key, in_language(choice.words, language)) for choice in question.choices]
    if question.type == SEVERAL:
        return forms.MultipleChoiceField(
            label=words, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    offered = choices if question.type == CHOICE else YES_NO_UNKNOWN
    return forms.ChoiceField(label=words, choices=offered, required=False, widget=forms.RadioSelect)


class NotHeldForm(forms.Form):
    """A talk that was not held: why, and whether anybody was reached."""

    not_held_why = forms.ChoiceField(label=_("Hvorfor ikke?"), choices=Talk.NotHeld, widget=forms.RadioSelect)
    not_held_line = _line(_("Én linje om det"), LONGEST_LINE, is_required=True)
    reached = forms.ChoiceField(label=_("Fikk du tak i den samtalen var med?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Når"), widget=DayInput())
    channel = forms.ChoiceField(label=_("Hvordan prøvde dere?"), choices=CHANNELS, widget=forms.RadioSelect)
    next_on = forms.DateField(label=_("Ny dag for samtalen"), required=False, widget=DayInput())
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today, "channel": "in_person", "form_id": uuid.uuid4()}
        super().__init__(*args, **kwargs)
        no = [(why, gettext("Nei: %(why)s") % {"why": word.lower()}) for why, word in Talk.NotReached.choices]
        self.fields["reached"].choices = [(REACHED, gettext("Ja")), *no]

    def told(self, kind: str) -> Told:
        given = {name: value for name, value in self.cleaned_data.items() if name != "form_id"}
        why = given.pop("reached")
        was_reached = why == REACHED
        return Told(
            kind=kind, is_held=False, was_reached=was_reached, not_reached_why="" if was_reached else why, **given
        )  # fmt: skip


class VoidForm(forms.Form):
    """Why a talk was entered by mistake, or a rhythm is over."""

    reason = forms.CharField(label=_("Hvorfor?"), max_length=LONGEST_LINE, widget=forms.Textarea({"rows": 2}))


class ReceiptForm(forms.Form):
    """The pupil has read, or disagrees and says why."""

    answer = forms.ChoiceField(
        label=_("Stemmer det som er skrevet?"), choices=TalkReceipt.Answer, widget=forms.RadioSelect
    )
    line = _line(_("Hva er du uenig i?"), LONGEST_LINE)
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"form_id": uuid.uuid4()}, **kwargs)


class RhythmForm(forms.Form):
    """How often pupil or home is spoken with, how, and from when to when."""

    party = forms.ChoiceField(label=_("Med hvem?"), choices=Rhythm.Party, widget=forms.RadioSelect)
    every_days = forms.TypedChoiceField(label=_("Hvor ofte?"), choices=EVERY, coerce=int, widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("Hvordan"), choices=CHANNELS, widget=forms.RadioSelect)
    begins_on = forms.DateField(label=_("Fra og med"), widget=DayInput())
    ends_on = forms.DateField(
        label=_("Til og med"), required=False, widget=DayInput(), help_text=_("Tomt: inntil videre.")
    )
    line = _line(_("Hva dere er enige om"), LONGEST_LINE)
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        begun = {"party": "pupil", "every_days": 14, "channel": "in_person", "begins_on": today}
        super().__init__(*args, initial={**begun, "form_id": uuid.uuid4()}, **kwargs)
