"""Innkallingen: when and where, an answer, and the file for the calendar. Only for the one it names."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.follow_up.meetings.calendar_file import calendar_file
from tettpaa.follow_up.meetings.forms import AnswerForm
from tettpaa.follow_up.meetings.inviting import answer_invitation
from tettpaa.follow_up.meetings.models import Invitation
from tettpaa.follow_up.meetings.states import CALLED_OFF, invitation_state, state_of
from tettpaa.follow_up.meetings.words import kind_word
from tettpaa.kit import clock
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.meeting.called import Sight, sight_of
from tettpaa.pages.meeting.changed import lapsed_of_guardian
from tettpaa.pages.meeting.found import REFUSED, done
from tettpaa.pages.sharing.queries import on_consent
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.identity.models import User
from tettpaa.trust.seals.queries import with_own

READ_BY = {Sight.MEETING: "meeting_read", Sight.LETTER: "invitation_read"}


@requires("meeting_answer", checked_by_view=("invitation_id",))
def invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """When, where and by whom, and the answer: comes, another time, or not."""
    if (of_guardian := lapsed_of_guardian(request.rights, invitation_id)) is not None:
        return _to_decide(request, of_guardian)
    held, sight = _own(request, invitation_id)
    if sight is Sight.LAPSED:
        return render(request, "meeting/lapsed.html")
    is_pupil = held.party == Invitation.Party.PUPIL
    known = {"answer": held.answer, "line": held.line, "brings": held.brings}
    form = AnswerForm(request.POST or None, is_pupil=is_pupil, initial=known)

    def does() -> None:
        answer_invitation(invitation=held, **form.cleaned_data, by=request.user.username, at=clock.now())

    if done(request, form, does, _("Takk. Svaret er sendt til den som kalte inn.")):
        return redirect("invitation", invitation_id=held.pk)
    if held.pupil_id:
        shown(request, [held.pupil_id], "invitation", OPENED, READ_BY[sight])
    _seen(request, held)
    return render(request, "meeting/invitation.html", _told(held, sight, form), status=REFUSED if form.errors else 200)


@requires("meeting_answer", checked_by_view=("invitation_id",))
@require_GET
def calendar(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """The meeting for the reader's own calendar, without a word about anybody."""
    held, sight = _own(request, invitation_id)
    if sight is Sight.LAPSED:
        raise Http404
    address = request.build_absolute_uri(reverse("invitation", args=[held.pk]))
    told = calendar_file(
        uid=f"{held.pk}@tettpaa", starts_at=held.meeting.starts_at, ends_at=held.meeting.ends_at,
        made_at=held.meeting.called_at, address=address, is_called_off=held.meeting.state == CALLED_OFF,
    )  # fmt: skip
    answer = HttpResponse(told, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mote.ics"'
    return answer


def _own(request: HttpRequest, invitation_id: UUID) -> tuple[Invitation, Sight]:
    """The reader's own invitation; asks for a surer sign-in where only that is lacking, else as if it were not there."""
    if not isinstance(request.user, User):
        raise Http404
    mine = Q(user=request.user) | (Q(person=request.rights.person) if request.rights.person else Q(pk__in=[]))
    among = (
        with_own(Invitation, request.rights.person)
        .filter(mine)
        .select_related("meeting__team", "meeting__school", "pupil", "person")
    )
    held = get_object_or_404(among, pk=invitation_id)
    sight = sight_of(request.rights, held)
    if sight is None:
        request.rights.pupil("meeting_read", held.pupil_id)
        raise Http404
    return held, sight


def _to_decide(request: HttpRequest, held: Invitation) -> HttpResponse:
    """What a pupil who is 18 is told of a guardian who was called: that it fell away, and how to let them come."""
    shown(request, [held.pupil_id], "invitation", OPENED, "meeting_read")
    _seen(request, held)
    return render(request, "meeting/to_decide.html", {"guardian": held.person, "meeting": held.meeting})


def _seen(request: HttpRequest, held: Invitation) -> None:
    if request.rights.person:
        see_messages(to=request.rights.person, about=held.pk, at=clock.now())


def _can_open(held: Invitation) -> bool:
    """Whether the pupil can let a guardian see the meeting too: from 15 it is the pupil's to say."""
    return held.pupil is not None and "meeting" in on_consent(held.pupil, clock.today())


def _told(held: Invitation, sight: Sight, form: AnswerForm) -> dict:
    at = clock.now()
    state = state_of(held.meeting.state, held.meeting.ends_at, False, at)
    caller = User.objects.filter(username=held.meeting.called_by).select_related("person").first()
    return {
        "invitation": held, "meeting": held.meeting, "kind": kind_word(held.meeting.kind), "form": form, "caller": caller,
        "state": state, "answered": invitation_state(held.answer, is_lapsed=False),
        "sees_meeting": sight is Sight.MEETING, "is_the_pupils_to_say": sight is Sight.LETTER and _can_open(held),
        "may_answer": "call_off_meeting" in state.acts and held.meeting.starts_at > at,
    }  # fmt: skip
