"""Samtalene mine: what the school has written from talks with the reader, and the reader's receipt."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tettpaa.assess.talks.holding import give_receipt
from tettpaa.assess.talks.models import Talk
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.talk.forms import ReceiptForm
from tettpaa.pages.talk.queries import talk_page, talks_with_reader
from tettpaa.pages.talk.words import state_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.seals.queries import with_own

REFUSED = 422


@requires("own_talk_read")
def own_talks(request: HttpRequest) -> HttpResponse:
    """Every talk with the reader, newest first, and whether it waits for a receipt."""
    talks = talks_with_reader(request.rights)
    shown(request, {each.pupil_id for each in talks}, "own_talks", OPENED)
    return render(request, "talk/own_talks.html", {"talks": [(each, state_of(each)) for each in talks]})


@requires("own_talk_read", checked_by_view=("talk_id",))
def own_talk(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    """One talk with the reader. What was entered by mistake may be about another, and is not shown again."""
    held = _own(request, talk_id, "own_talk_read")
    shown(request, [held.pupil_id], "own_talks", OPENED)
    page, form = talk_page(held), ReceiptForm()
    return render(request, "talk/own_talk.html", {"page": page, "form": form})


@requires("talk_receipt", checked_by_view=("talk_id",))
def receipt(request: HttpRequest, talk_id: UUID) -> HttpResponse:
    """'Jeg har lest' or 'jeg er uenig, fordi …'. A later one stands beside the earlier. To a school she has left, none."""
    held = _own(request, talk_id, "talk_receipt")
    if held.seal is not None:
        raise Http404
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            give_receipt(talk=held, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Takk. De som følger deg opp, ser svaret ditt."))
            return redirect("own_talk", talk_id=held.pk)
    shown(request, [held.pupil_id], "own_talks", OPENED)
    told = {"page": talk_page(held), "form": form}
    return render(request, "talk/own_talk.html", told, status=REFUSED if form.errors else 200)


def _own(request: HttpRequest, talk_id: UUID, permission: str) -> Talk:
    """The reader's own talk, or the same 404 as for none."""
    among = with_own(Talk, request.rights.person).filter(pupil__in=request.rights.pupils(permission))
    return get_object_or_404(among.select_related("pupil__owner", "own_form", "seal__school"), pk=talk_id)
