"""The way in: each role to its first page, and in the demo the choice of whom to be."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tettpaa.kit import clock
from tettpaa.pages.navigation import entries_for
from tettpaa.pages.referral.ppt import no_more_seen
from tettpaa.pages.start import queries
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity import sessions
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import PRIVATE
from tettpaa.trust.identity.strength import Proof, Strength


@requires("signed_in")
def start(request: HttpRequest) -> HttpResponse:
    """On to the first page of the user's menu; without any, say why there is none."""
    entries = entries_for(request.rights)
    if entries:
        return redirect(entries[0].url)
    rights = request.rights
    told = {
        "is_private": rights.persona == PRIVATE,
        "has_grown_child": queries.has_grown_child(rights.person, rights.on),
        **no_more_seen(rights),
    }
    return render(request, "start/nothing.html", told)


@requires("public")
def cast(request: HttpRequest) -> HttpResponse:
    """'Hvem vil du være?': in the demo only; elsewhere the page does not exist."""
    if not settings.TETTPAA_DEMO:
        raise Http404
    return render(request, "start/cast.html", {"characters": queries.characters(clock.now())})


@requires("public", checked_by_view=("user_id",))
@require_POST
def become(request: HttpRequest, user_id: int) -> HttpResponse:
    """Sign in as one of the cast without a password, in the demo only; it opens every zone, so that all can be seen."""
    if not settings.TETTPAA_DEMO:
        raise Http404
    user = get_object_or_404(User, pk=user_id, is_active=True)
    sessions.begin(request, user, Proof("demo", Strength.HIGH, clock.now()), at=clock.now())
    return redirect("start")
