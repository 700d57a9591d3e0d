"""Samtaleskjemaene: the forms that hold at a school, with every question in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from tettpaa.assess.talks.models import TalkKind
from tettpaa.assess.talks.questions import TEXT, YES_NO_UNKNOWN, Form, Question, in_language
from tettpaa.assess.talks.talk_queries import forms_in_force
from tettpaa.assess.talks.words import YES_NO_UNKNOWN as ANSWERS
from tettpaa.pages.talk.kinds import SLUGS
from tettpaa.trust.access.declare import requires


@requires("talk_form_read")
@require_GET
def talk_forms(request: HttpRequest) -> HttpResponse:
    """Each kind's form: the version, from when, on what it rests, and its questions."""
    school = request.rights.schools("talk_form_read").select_related("owner").order_by("name").first()
    forms = forms_in_force(school.owner, request.rights.on) if school else []
    told = [(TalkKind(form.kind), SLUGS[TalkKind(form.kind)], form, _questions(form)) for form in forms]
    may_edit = request.rights.may("talk_form_edit")
    return render(request, "talk/talk_forms.html", {"forms": told, "may_edit": may_edit})


def _questions(form: Form) -> list[tuple[str, str]]:
    """(question, what may be answered) in the reader's language."""
    language = get_language() or "nb"
    return [(in_language(each.words, language), _offered(each, language)) for each in form.questions]


def _offered(question: Question, language: str) -> str:
    if question.type == TEXT:
        return ""
    if question.type == YES_NO_UNKNOWN:
        return " · ".join(str(word) for _key, word in ANSWERS)
    return " · ".join(in_language(choice.words, language) for choice in question.choices)
