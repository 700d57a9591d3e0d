"""What several pages of meetings share: finding the object, and doing an act with its form."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tettpaa.follow_up.meetings.models import AgendaItem, Meeting
from tettpaa.follow_up.meetings.queries import with_minutes
from tettpaa.follow_up.meetings.seen import closed_to, meetings_seen
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.meeting.queries import acts_on, state_now
from tettpaa.trust.access.rights import Rights

REFUSED = 422


def meeting_found(rights: Rights, meeting_id: UUID) -> Meeting:
    """The meeting, among those the reader may know of; else as if it were not there."""
    seen = with_minutes(meetings_seen(rights)).select_related("team", "pupil", "school__owner")
    return get_object_or_404(seen, pk=meeting_id)


def meeting_to(rights: Rights, meeting_id: UUID, act: str) -> Meeting:
    """The meeting, where the act leads on and is the reader's to do."""
    held = meeting_found(rights, meeting_id)
    if act not in acts_on(rights, held, state_now(held)):
        raise Http404
    return held


def item_found(rights: Rights, meeting_id: UUID, item_id: UUID, permission: str) -> AgendaItem:
    """A case on a meeting's list, of a pupil the reader has the permission for."""
    among = AgendaItem.objects.filter(meeting=meeting_id, pupil__in=rights.pupils(permission)).exclude(
        pupil__in=closed_to(rights)
    )
    return get_object_or_404(
        among.select_related("meeting__team", "meeting__school", "pupil", "case", "team"), pk=item_id
    )


def done(request: HttpRequest, form: Form, does: Callable[[], object], said: str) -> bool:
    """Whether a form that was sent did what it is for; what is refused stands at its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    with refusal_told_on(form):
        does()
        messages.success(request, said)
    return not form.errors


def pressed(request: HttpRequest, does: Callable[[], object], said: str) -> None:
    """An act of one button: done, or why not, in words on the next page."""
    try:
        does()
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, said)
