"""Writing a letter of each kind, choosing how it leaves, and saying that it was received."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.queries import Choices
from tettpaa.follow_up.letters.recipients import Recipient, names_of_languages
from tettpaa.follow_up.letters.rules import CHOICE, INVITATION, LONGEST, SUBJECT, Wish
from tettpaa.follow_up.letters.texts import grounds_of, in_language
from tettpaa.follow_up.letters.words import channel_words
from tettpaa.kit.clock import OSLO
from tettpaa.kit.html.widgets import DayInput


class LetterForm(forms.Form):
    """What only this kind of letter asks for, a line of one's own, and the form's id."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, kind: str, subjects: Sequence[tuple[str, str]], period: str, **kwargs) -> None:
        kwargs.setdefault("initial", {"form_id": uuid.uuid4(), "period": period})
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields.update(self._of_kind(subjects))
        self.fields["line"] = forms.CharField(
            label=_("Egen tekst i brevet"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3}),
            help_text=_("Står i brevet slik du skriver det. Eleven og foresatte til mindreårige leser det."),
        )  # fmt: skip

    def _of_kind(self, subjects: Sequence[tuple[str, str]]) -> Mapping[str, forms.Field]:
        if self.kind == INVITATION:
            return {
                "meets_on": forms.DateField(label=_("Hvilken dag?"), widget=DayInput()),
                "meets_time": forms.TimeField(label=_("Klokka"), widget=forms.TimeInput({"type": "time"})),
                "place": forms.CharField(label=_("Hvor?"), max_length=200),
            }
        if self.kind == CHOICE:
            return {"answer_by": forms.DateField(label=_("Eleven velger innen"), widget=DayInput())}
        subject: dict[str, forms.Field] = {}
        if self.kind == SUBJECT:
            subject["subject"] = forms.ChoiceField(label=_("Fag"), choices=subjects)
        return subject | {
            "period": forms.ChoiceField(label=_("Hva gjelder det?"), choices=Letter.Period, widget=forms.RadioSelect),
            "grounds": forms.MultipleChoiceField(
                label=_("Hvorfor varsles det?"), choices=_ground_choices(self.kind), widget=forms.CheckboxSelectMultiple
            ),
        }

    def given(self) -> dict:
        """What `write_letter` asks for."""
        told = self.cleaned_data
        wish = Wish(
            self.kind, told.get("subject", ""), told.get("period", ""), tuple(told.get("grounds", ())), self._meets_at()
        )
        return {
            "wish": wish, "line": told["line"], "place": told.get("place", ""), "answer_by": told.get("answer_by"),
            "form_id": told["form_id"],
        }  # fmt: skip

    def _meets_at(self) -> dt.datetime | None:
        told = self.cleaned_data
        return dt.datetime.combine(told["meets_on"], told["meets_time"], OSLO) if "meets_on" in told else None

    def add_faults(self, faults: forms.ValidationError) -> None:
        """Each at its field; the day of a meeting stands for its time."""
        for field, told in faults.message_dict.items():
            at = "meets_on" if field == "meets_at" else field
            self.add_error(at if at in self.fields else None, told)


class OwnSubjectForm(LetterForm):
    """A subject teacher's notice: the subject is the group's, and stands in the address."""

    def __init__(self, *args, period: str, **kwargs) -> None:
        super().__init__(*args, kind=SUBJECT, subjects=[], period=period, **kwargs)
        del self.fields["subject"]

    def told(self) -> dict:
        """What `write_subject_notice` asks for."""
        return {name: self.cleaned_data[name] for name in ("period", "grounds", "line", "form_id")}


def _ground_choices(kind: str) -> list[tuple[str, str]]:
    language = (get_language() or "nb")[:2]
    return [(ground.key, in_language(ground.words, language)) for ground in grounds_of(kind).values()]


class WayForm(forms.Form):
    """Language and channel for each reader; as hidden fields, what was chosen."""

    def __init__(self, *args, recipients: Sequence[Recipient], languages: Sequence[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = names_of_languages()
        for each in recipients:
            told = {"name": str(each.person)}
            self.fields[f"language_{each.person.pk}"] = forms.ChoiceField(
                label=_("Språk til %(name)s") % told, choices=[(key, names[key]) for key in languages],
                initial=each.language,
            )  # fmt: skip
            self.fields[f"channel_{each.person.pk}"] = forms.ChoiceField(
                label=_("Sendes %(name)s som") % told, choices=[(key, channel_words(key)) for key in each.channels]
            )


def choices_in(given: Mapping[str, str], recipients: Sequence[Recipient]) -> Choices:
    """What was chosen for each reader; what was not, is as usual."""
    return {
        each.person.pk: (given.get(f"language_{each.person.pk}", ""), given.get(f"channel_{each.person.pk}", ""))
        for each in recipients
    }


class ReceivedForm(forms.Form):
    """The day it was handed over, or known to be read."""

    on = forms.DateField(label=_("Mottatt dag"), widget=DayInput())
