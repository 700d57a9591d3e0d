"""Writing what stands behind, asking for input, and answering."""

import datetime as dt
import uuid

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.assess.mappings.catalogue import NONE, UNKNOWN, Asked, Version
from tettpaa.assess.mappings.models import MappingVersion
from tettpaa.assess.mappings.rules import LONGEST_LINE, LONGEST_WORDS, answer_within, faults_in_mapping
from tettpaa.assess.mappings.words import choice_words, fault_words, said
from tettpaa.kit.html.widgets import DayInput

INPUT = {"class": "ds-input"}
WITH_PUPIL = (("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nei, ikke ennå")))


def line_name(part: str, choice: str) -> str:
    """The field with the line about one choice."""
    return f"{part}-{choice}"


class MappingForm(forms.Form):
    """Each part with its choices and a line for each; the pupil's own words; whether the pupil took part."""

    own_words = forms.CharField(
        label=gettext_lazy("Elevens egne ord"), max_length=LONGEST_WORDS, required=False,
        widget=forms.Textarea({"rows": 4}), help_text=gettext_lazy("Slik eleven sa det. Eleven kan lese kartleggingen."),
    )  # fmt: skip
    is_with_pupil = forms.ChoiceField(
        label=gettext_lazy("Er kartleggingen gjort sammen med eleven?"), choices=WITH_PUPIL, widget=forms.RadioSelect,
    )  # fmt: skip
    why_without = forms.CharField(
        label=gettext_lazy("Hvis ikke: hvorfor?"), max_length=LONGEST_LINE, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    began_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, parts: Version, newest: MappingVersion | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.version = parts
        for part in parts.asked:
            self._add(part)
        if not self.is_bound:
            self.initial = {"began_from": 0, "form_id": uuid.uuid4()} | initial_of(newest)

    def _add(self, part: Asked) -> None:
        keys = [*(choice.key for choice in part.choices), UNKNOWN, NONE]
        choices = [(key, choice_words(part, key)) for key in keys]
        self.fields[part.key] = forms.MultipleChoiceField(
            label=said(part.words), choices=choices, required=False, widget=forms.CheckboxSelectMultiple(INPUT)
        )
        for choice in part.choices:
            label = _("Om «%(choice)s»") % {"choice": said(choice.words)}
            self.fields[line_name(part.key, choice.key)] = forms.CharField(
                label=label, max_length=LONGEST_LINE, required=False, widget=forms.TextInput({"autocomplete": "off"})
            )

    def parts(self) -> list[tuple[BoundField, list[tuple[object, BoundField | None]]]]:
        """Each part with its boxes, and the line that belongs to each; what needs no line has none."""
        return [
            (self[part.key], [(box, self._line(part, box.data["value"])) for box in self[part.key].subwidgets])
            for part in self.version.asked
        ]

    def _line(self, part: Asked, choice: str) -> BoundField | None:
        return self[line_name(part.key, choice)] if choice in part.keys else None

    def begin_from(self, number: int) -> None:
        """The next sending builds on another's version, which the writer has now been shown."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["began_from"] = str(number)
        self.data = sent

    def clean(self) -> dict:
        given = super().clean() or {}
        found = {
            part.key: {key: given.get(line_name(part.key, key), "") for key in given.get(part.key, ())}
            for part in self.version.asked
        }
        is_with_pupil = {"yes": True, "no": False}.get(given.get("is_with_pupil", ""))
        told = {"found": found, "own_words": given.get("own_words", ""), "is_with_pupil": is_with_pupil,
                "why_without": given.get("why_without", "")}  # fmt: skip
        for field, fault in faults_in_mapping(parts=self.version, **told).items():
            if field not in self.errors:
                self.add_error(field, fault_words(fault))
        return told | {"began_from": given.get("began_from", 0), "form_id": given.get("form_id")}


def initial_of(newest: MappingVersion | None) -> dict[str, object]:
    """What the newest version says, so that the next is written from it."""
    if newest is None:
        return {}
    told: dict[str, object] = {
        "began_from": newest.number, "own_words": newest.own_words, "why_without": newest.why_without,
        "is_with_pupil": "yes" if newest.is_with_pupil else "no",
    }  # fmt: skip
    for part, chosen in newest.found.items():
        told[part] = list(chosen)
        told |= {line_name(part, key): line for key, line in chosen.items()}
    return told


class AskInputForm(forms.Form):
    """By when the teachers are to answer."""

    due_on = forms.DateField(label=gettext_lazy("Svar innen"), widget=DayInput())
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, today: dt.date, **kwargs) -> None:
        proposed = today + dt.timedelta(days=answer_within(today).proposed)
        kwargs.setdefault("initial", {"due_on": proposed, "form_id": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class InputForm(forms.Form):
    """The round's questions: a choice each, and two lines."""

    def __init__(self, *args, questions: Version, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for question in questions.asked:
            self.fields[question.key] = _field_of(question)


def _field_of(question: Asked) -> forms.Field:
    if not question.choices:
        return forms.CharField(
            label=said(question.words), max_length=LONGEST_LINE, required=False, widget=forms.Textarea({"rows": 2})
        )
    choices = [(choice.key, said(choice.words)) for choice in question.choices] + [(UNKNOWN, _("Vet ikke"))]
    missing = {"required": fault_words("answer_missing")}
    return forms.ChoiceField(
        label=said(question.words), choices=choices, widget=forms.RadioSelect, error_messages=missing
    )
