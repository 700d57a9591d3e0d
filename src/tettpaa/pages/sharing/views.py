"""Hvem får se hva om eleven? Consents and shares of one pupil, for those who follow the pupil up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.pages.sharing.queries import May, guardians_of, may_of, on_consent
from tettpaa.pages.sharing.rows import sharing_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.audit.reading import OPENED, shown


@requires("consent_read", pupil="key")
@require_GET
def sharing(request: HttpRequest, key: int) -> HttpResponse:
    """What stands now, what waits for an answer, and what is over."""
    rights = request.rights
    pupil = rights.pupil("consent_read", key)
    shown(request, [key], "sharing", OPENED)
    may = may_of(rights, pupil)
    (found,) = sharing_of(
        [pupil], rights.moment.at, rights.on, consents_of=[key], shares_of=[key] if "share_read" in may else [],
        knows_guardians=may.knows_guardians,
    )  # fmt: skip
    told = {"pupil": pupil, "sharing": found, "may": may.permitted, "can_share": bool(may.things)}
    return render(request, "sharing/sharing.html", told | {"can_ask_sight": _can_ask_sight(rights, pupil, may)})


def _can_ask_sight(rights: Rights, pupil: Person, may: May) -> bool:
    """Whether there is a guardian who may be known, and something the pupil's age leaves to the pupil."""
    return may.knows_guardians and bool(on_consent(pupil, rights.on)) and bool(guardians_of(pupil, rights.on))
