"""Beskjeder: what waits for the reader, and the way to it. No page here names a pupil."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from tettpaa.kit import clock
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.inbox.queries import inbox_of, messages_to, page_of
from tettpaa.trust.access.declare import requires


@requires("signed_in")
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Messages that wait, and earlier ones."""
    return render(request, "inbox/inbox.html", {"inbox": inbox_of(request.rights)})


@requires("signed_in", checked_by_view=("message_id",))
@require_GET
def follow(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """To the page a message is about: from then on it is seen, and so are others about the same."""
    message = get_object_or_404(messages_to(request.rights), pk=message_id)
    see_messages(to=message.to, about=message.about, at=clock.now())
    return redirect(page_of(message))
