"""Hvem har tilgang? Once a quarter leaders, and the owner's people, keep or end what has been given."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.kit import clock
from tettpaa.kit.ids import uuid_in
from tettpaa.pages.who_has_access.listing import rows_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown
from tettpaa.trust.recertification.actions import end_access, keep_access
from tettpaa.trust.recertification.models import Review
from tettpaa.trust.recertification.queries import LED, own_reviews, reviews_for


@requires("access_review")
def at_schools(request: HttpRequest) -> HttpResponse:
    """What is given at the schools one leads. The pupils that assignments and shares are about are named."""
    reviews = reviews_for(request.rights).filter(school__in=request.rights.schools(LED))
    if request.method == "POST":
        return _answered(request, reviews, "who_has_access")
    keys = [key for key in reviews.values_list("pupil_key", flat=True) if key is not None]
    reached = list(request.rights.reasons_for(LED, keys)) if keys else []
    shown(request, reached, "who_has_access")
    return _page(request, reviews, Person.objects.in_bulk(reached))


@requires("owner_access_review")
def at_owner(request: HttpRequest) -> HttpResponse:
    """What is given at the owner, and what no leader but the holder can answer. No pupil is named."""
    led = request.rights.schools(LED).values("key") if request.rights.may(LED) else []
    reviews = reviews_for(request.rights).exclude(school__in=led)
    if request.method == "POST":
        return _answered(request, reviews, "owner_access")
    return _page(request, reviews, {})


def _page(request: HttpRequest, reviews: QuerySet[Review], named: dict[int, Person]) -> HttpResponse:
    rows = rows_of(reviews, named)
    told = {
        "waiting": [row for row in rows if not row.review.answer],
        "answered": [row for row in rows if row.review.answer],
        "own": rows_of(own_reviews(request.rights), {}),
        "waiting_access": None,  # the page says it itself
        "answer_by": min((row.review.round.answer_by for row in rows), default=None),
        "colour": "warning" if any(row.review.round.warned_at for row in rows) else "info",
    }
    return render(request, "who_has_access/access.html", told)


def _answered(request: HttpRequest, reviews: QuerySet[Review], back_to: str) -> HttpResponse:
    """End one (`end`), or keep all that are ticked (`keep`)."""
    to_end = request.POST.get("end", "")
    asked = [to_end] if to_end else request.POST.getlist("keep")
    chosen = reviews.filter(reference__in=filter(None, map(uuid_in, asked)), answer="")
    done = sum(_answer(request, review, is_end=bool(to_end)) for review in chosen)
    if to_end and done:
        messages.success(request, _("Tilgangen er avsluttet, og virker ikke lenger."))
    elif done:
        told = ngettext("%(count)d tilgang er beholdt.", "%(count)d tilganger er beholdt.", done)
        messages.success(request, told % {"count": done})
    elif not asked:
        messages.info(request, _("Kryss av for dem som skal beholdes."))
    return redirect(back_to)


def _answer(request: HttpRequest, review: Review, *, is_end: bool) -> bool:
    act = end_access if is_end else keep_access
    try:
        act(review=review, by=request.user.username, at=clock.now(), on=request.rights.on)
    except ValidationError as fault:
        messages.info(request, " ".join(fault.messages))
        return False
    return True
