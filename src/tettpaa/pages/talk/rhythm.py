"""Avtalt rytme: how often pupil or home is spoken with, agreed and ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Rhythm
from tettpaa.assess.talks.rhythms import agree_rhythm, end_rhythm
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.talk.forms import RhythmForm, VoidForm
from tettpaa.pages.talk.words import rhythm_words
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED = 422


@requires("talk_record", pupil="key")
def agree(request: HttpRequest, key: int) -> HttpResponse:
    """Agree on a rhythm with the pupil or the home."""
    pupil = request.rights.pupil("talk_record", key)
    form = RhythmForm(request.POST or None, today=request.rights.on)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            agree_rhythm(pupil=pupil, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Avtalt. Går det for lenge, sier Min dag fra."))
            return redirect("pupil", key=key)
    shown(request, [key], "rhythm", OPENED)
    return render(request, "talk/agree.html", {"pupil": pupil, "form": form}, status=REFUSED if form.errors else 200)


@requires("talk_record", checked_by_view=("rhythm_id",))
def end(request: HttpRequest, rhythm_id: UUID) -> HttpResponse:
    """End a rhythm, and say why."""
    among = Rhythm.objects.filter(pupil__in=request.rights.pupils("talk_record"), ended_at=None)
    rhythm = get_object_or_404(among.select_related("pupil"), pk=rhythm_id)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            end_rhythm(rhythm=rhythm, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Rytmen er avsluttet."))
            return redirect("pupil", key=rhythm.pupil_id)
    shown(request, [rhythm.pupil_id], "rhythm", OPENED)
    told = {"rhythm": rhythm, "words": rhythm_words(rhythm), "form": form}
    return render(request, "talk/end.html", told, status=REFUSED if form.errors else 200)
