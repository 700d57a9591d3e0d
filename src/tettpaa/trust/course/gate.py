"""The gate: who has not taken the privacy course, and works where it is asked, is sent there before any pupil is named.

Asked by the middleware after the matrix has said yes, for pages that name pupils. What does not exist for somebody is
answered as ever, so the gate tells nothing.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tettpaa.trust.access.declare import Declaration
from tettpaa.trust.access.permissions import Subject
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role
from tettpaa.trust.course.queries import has_done, switch_for
from tettpaa.trust.course.rules import course_on
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.step_up import page_of, sent_on

OPENING = "emergency_open"


def sent_to_course(request: HttpRequest, declaration: Declaration, parts: Mapping[str, int]) -> HttpResponse | None:
    """On to the course, and from there back to this page; None where the page may open. One read where nothing is asked."""
    rights: Rights = request.rights  # type: ignore[attr-defined]
    if not _is_closed(rights, declaration, parts):
        return None
    return sent_on(request, f"{reverse('course:course')}?{urlencode({'next': page_of(request)})}")


def _is_closed(rights: Rights, declaration: Declaration, parts: Mapping[str, int]) -> bool:
    permission, user = declaration.permission, rights.user
    concerns_pupils = permission.names_pupils or permission.name == OPENING
    if not concerns_pupils or rights.persona != STAFF or not isinstance(user, User):
        return False
    switch = switch_for(rights.asker.owners, rights.on)
    if switch is None or has_done(user, course_on(rights.on), rights.on):
        return False
    return switch.covers_emergency or not _is_emergency(rights, declaration, parts)


def _is_emergency(rights: Rights, declaration: Declaration, parts: Mapping[str, int]) -> bool:
    """The page that opens, and pages about a pupil that only an emergency opening lets the user see."""
    name = declaration.permission.name
    if name == OPENING:
        return True
    about = [part for part, subject in declaration.asked_about.items() if subject is Subject.PUPIL]
    return any(rights.why(name, rights.pupil(name, parts[part])).role is Role.EMERGENCY_OPENER for part in about)
