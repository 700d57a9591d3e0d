"""Tilbakeblikk: what a rule set would have seen in the school years that are over. Nothing is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tettpaa.pages.replay.answering import Answer, answer_to
from tettpaa.pages.replay.asking import Asked, asked_of
from tettpaa.pages.replay.listing import COLUMNS, listed
from tettpaa.pages.replay.showing import question_shown, replay_shown
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import LISTED, shown


@requires("rule_set_read")
@never_cache
@require_http_methods(["GET", "POST"])
def replay(request: HttpRequest) -> HttpResponse:
    """Two rule sets side by side over past years; the one that is tried stands in fields."""
    asked = asked_of(request)
    told = question_shown(asked) | {"may_list": asked.is_exact and request.rights.may("replay_pupils_read")}
    found = _answer(asked, request)
    return render(request, "replay/replay.html", told | (replay_shown(found, request.rights.hidden) if found else {}))


@requires("replay_pupils_read")
@never_cache
@require_http_methods(["GET", "POST"])
def pupils(request: HttpRequest) -> HttpResponse:
    """Who would have been flagged by what is tried, at the reader's own schools."""
    asked = asked_of(request)
    found = _answer(asked, request) if asked.is_exact else None
    told = listed(request.rights, found.tried) if found else None
    shown(request, told.pupils if told else [], "replay_pupils", LISTED, permission="flag_read")
    return render(request, "replay/pupils.html", question_shown(asked) | {"listed": told, "columns": COLUMNS})


def _answer(asked: Asked, request: HttpRequest) -> Answer | None:
    if asked.sheet.faults:
        return None
    return answer_to(asked, request.rights.hidden)
