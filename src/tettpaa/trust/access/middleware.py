"""Stands before every view: nobody passes without the permission the view declares."""

import logging
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from tettpaa.kit import clock
from tettpaa.trust.access.declare import Declaration, declaration_of
from tettpaa.trust.access.permissions import Audience
from tettpaa.trust.access.refusals import braked, note_refusal
from tettpaa.trust.access.rights import NeedsStrength, Rights
from tettpaa.trust.access.routes import faults
from tettpaa.trust.audit.brake import TooManyOpened
from tettpaa.trust.course.gate import sent_to_course
from tettpaa.trust.identity.persona import persona_of
from tettpaa.trust.identity.step_up import step_up
from tettpaa.trust.identity.strength import strength_of

log = logging.getLogger(__name__)


class PupilsNotLogged(Exception):
    """A page that shows pupils was about to leave without its access record."""


class AccessMiddleware:
    """Refuses to load with an undeclared route, to run an undeclared view, to send an unlogged pupil."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response
        if found := faults():
            raise ImproperlyConfigured("; ".join(found))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.rights = Rights(request.user, clock.now(), strength_of(request), persona_of(request))
        response = self.get_response(request)
        if _owes_record(request, response):
            raise PupilsNotLogged(request.declaration.permission.name)
        if request.user.is_authenticated:
            # The next person at the same machine shall not find the page by going back.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, parts: dict) -> HttpResponse | None:
        declaration = declaration_of(view)
        if declaration is None:
            log.critical("refused %s, which declares no permission", view.__module__)
            raise Http404
        request.declaration = declaration
        if declaration.permission.audience is Audience.ANYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        try:
            _allow(request.rights, declaration, parts)
        except NeedsStrength as fault:
            return step_up(request, needs=fault.needs)
        except Http404:
            note_refusal(request.rights, declaration, parts, at=clock.now())
            raise
        return sent_to_course(request, declaration, parts)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A view or a rule found the sign-in too weak: on to the page that asks for the missing proof.

        What a view did not find within the reader's sets is a refusal, as one here.
        """
        route = request.resolver_match
        if isinstance(fault, TooManyOpened):
            return braked(request, request.rights, fault)
        if isinstance(fault, Http404) and request.user.is_authenticated and route is not None:
            note_refusal(request.rights, request.declaration, route.kwargs, at=clock.now())
        return step_up(request, needs=fault.needs) if isinstance(fault, NeedsStrength) else None


def _allow(rights: Rights, declaration: Declaration, parts: dict) -> None:
    """Return when every object in the address is permitted; else a 404, as for what does not exist."""
    rights.allow(declaration.permission)
    for part, subject in declaration.asked_about.items():
        rights.allow_about(declaration.permission.name, subject, parts[part])


def _owes_record(request: HttpRequest, response: HttpResponse) -> bool:
    """A page with pupils that was made, and whose view never called `shown`."""
    declaration = getattr(request, "declaration", None)
    is_page = response.status_code in {200, 422}
    if declaration is None or not declaration.permission.names_pupils or not is_page:
        return False
    return not getattr(request, "has_shown", False)
