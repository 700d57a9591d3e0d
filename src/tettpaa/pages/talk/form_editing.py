"""An owner's own form, made by editing the one that holds: its questions below each other, and room for some more."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.assess.talks.own_forms import add_talk_form
from tettpaa.assess.talks.questions import CHOICE, LANGUAGES, SEVERAL, TEXT, YES_NO_UNKNOWN, Form, Question
from tettpaa.assess.talks.talk_queries import form_for
from tettpaa.kit import clock
from tettpaa.kit.html.widgets import DayInput
from tettpaa.pages.talk.kinds import kind_at
from tettpaa.trust.access.declare import requires

REFUSED = 422
ROOM_FOR_MORE, MOST, LONGEST_QUESTION = 2, 40, 300
BETWEEN = " | "
TYPES = (
    (TEXT, gettext_lazy("Fritekst")), (CHOICE, gettext_lazy("Ett svar")), (SEVERAL, gettext_lazy("Flere svar")),
    (YES_NO_UNKNOWN, gettext_lazy("Ja, nei eller vet ikke")),
)  # fmt: skip


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST_QUESTION)


class QuestionForm(forms.Form):
    """One question; emptied in bokmål, it goes."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    nb = _words(gettext_lazy("Bokmål"))
    nn = _words(gettext_lazy("Nynorsk"))
    en = _words(gettext_lazy("Engelsk"))
    type = forms.ChoiceField(label=gettext_lazy("Slags svar"), choices=TYPES, initial=TEXT)
    choices = forms.CharField(
        label=gettext_lazy("Svarene"), required=False, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Ett på hver linje: bokmål | nynorsk | engelsk"),
    )  # fmt: skip


class FromForm(forms.Form):
    """The day the new version holds from."""

    valid_from = forms.DateField(label=gettext_lazy("Gjelder fra"), widget=DayInput())


QuestionForms = forms.formset_factory(QuestionForm, extra=ROOM_FOR_MORE, max_num=MOST, absolute_max=MOST)


@requires("talk_form_edit", checked_by_view=("slug",))
def edit_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions of one kind; saved as a new version, and what is written in earlier ones keeps theirs."""
    kind, owner = kind_at(slug), request.rights.owners("talk_form_edit").first()
    held = form_for(owner, kind, request.rights.on) if owner else None
    if owner is None or held is None:
        raise Http404
    asked = FromForm(request.POST or None, initial={"valid_from": request.rights.on})
    questions = QuestionForms(request.POST or None, initial=[_begun(each) for each in held.questions])
    if request.method == "POST" and asked.is_valid() and questions.is_valid():
        told, by, at = questions_from(questions, held), request.user.username, clock.now()
        try:
            add_talk_form(owner=owner, kind=kind, questions=told, **asked.cleaned_data, by=by, at=at)
        except ValidationError as refused:
            asked.add_error(None, refused.messages)
        else:
            messages.success(request, _("Skjemaet er lagret. Samtaler som er skrevet, beholder sitt."))
            return redirect("talk_forms")
    is_refused = bool(asked.errors or any(questions.errors))
    shown = {"kind": kind, "asked": asked, "questions": questions}
    return render(request, "talk/edit_form.html", shown, status=REFUSED if is_refused else 200)


def _begun(question: Question) -> dict[str, str]:
    lines = [BETWEEN.join(choice.words.get(language, "") for language in LANGUAGES) for choice in question.choices]
    return {**question.words, "key": question.key, "type": question.type, "choices": "\n".join(lines)}


def questions_from(given: BaseFormSet, held: Form) -> list[dict[str, Any]]:
    """As an owner's row keeps them. Those that were there keep their keys; the first asks for own words."""
    rows = [each.cleaned_data for each in given.forms if each.cleaned_data.get("nb", "").strip()]
    known = {question.key: question for question in held.questions}
    taken = set(known)
    found = []
    for number, row in enumerate(rows):
        key = row["key"] if row["key"] in known else _free("question", taken)
        told: dict[str, Any] = {"key": key, "type": row["type"], **_in_languages(row), "own_words": number == 0}
        if row["type"] in (CHOICE, SEVERAL):
            told["choices"] = _choices(row["choices"].splitlines(), known.get(key))
        found.append(told)
    return found


def _choices(lines: Iterable[str], known: Question | None) -> list[dict[str, str]]:
    """One a line. A choice with the same words in bokmål as before keeps its key."""
    before = {choice.words["nb"]: choice.key for choice in known.choices} if known else {}
    taken, found = set(before.values()), []
    for line in filter(str.strip, lines):
        words = dict(zip(LANGUAGES, (part.strip() for part in line.split("|")), strict=False))
        found.append({"key": before.get(words["nb"]) or _free("choice", taken), **words})
    return found


def _free(word: str, taken: set[str]) -> str:
    """'question_1', or the next that nothing is called; taken from now on."""
    number = next(number for number in range(1, 100) if f"{word}_{number}" not in taken)
    taken.add(f"{word}_{number}")
    return f"{word}_{number}"


def _in_languages(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[language].strip() for language in LANGUAGES if row[language].strip()}
