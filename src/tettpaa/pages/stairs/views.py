"""Trappa: who stands on which step, for how long, and what is missing."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.follow_up.stairs.choices import held_at
from tettpaa.follow_up.stairs.queries import stands_of
from tettpaa.follow_up.stairs.words import in_language
from tettpaa.kit import clock
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.school_board.queries import pupils_at
from tettpaa.pages.stairs.entries import entries_of
from tettpaa.pages.stairs.queries import Told, told
from tettpaa.schools.people.queries import classes_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown


@requires("stairs_read", school="key")
@require_GET
def board(request: HttpRequest, key: int) -> HttpResponse:
    """The school's pupils on each set of stairs, the highest step first, then the longest there."""
    school, on = request.rights.school("stairs_read", key), request.rights.on
    stands = stands_of(pupils_at(request.rights, school), on)
    shown(request, [stand.pupil.pk for stand in stands], "stairs")
    groups = classes_of({stand.pupil.pk for stand in stands}, on)
    ordered = sorted(stands, key=lambda stand: (-stand.place.step, stand.place.began_on, stand.pupil.sort_key))
    rows: dict[str, list[Told]] = defaultdict(list)
    for stand in ordered:
        rows[stand.stairs.key].append(told(stand, groups.get(stand.pupil.pk), on))
    sets = [
        (in_language(held.holding.now.words), held.holding.now.source, rows[held.offered.key], held)
        for held in held_at(school.owner, school, on) if held.holding and (held.stairs or rows[held.offered.key])
    ]  # fmt: skip
    may_choose = request.rights.schools("stairs_choose").filter(pk=key).exists()
    return render(request, "stairs/board.html", {"school": school, "sets": sets, "may_choose": may_choose})


@requires("pupil_stairs_read", pupil="key")
@require_GET
def pupil(request: HttpRequest, key: int) -> HttpResponse:
    """One pupil on the stairs: who has the pupil, what happens next, and what has been told to whom."""
    about, on = request.rights.pupil("pupil_stairs_read", key), request.rights.on
    stands = [told(stand, None, on) for stand in stands_of([key], on)]
    shown(request, [key], "pupil_stairs", OPENED)
    if request.rights.person:
        see_messages(to=request.rights.person, about=key, at=clock.now())
    return render(request, "stairs/pupil.html", {"pupil": about, "stands": stands, "entries": entries_of(about.pk)})
