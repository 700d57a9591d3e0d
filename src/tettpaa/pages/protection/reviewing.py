"""Gjennomgang av klareringer: once a quarter the custodians say who must still know each protected pupil."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tettpaa.kit import clock
from tettpaa.kit.ids import uuid_in
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.protection.telling import ABOUT
from tettpaa.pages.protection.words import facts_of
from tettpaa.pages.sharing.rows import names_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown
from tettpaa.trust.protection.actions import confirm_clearance, end_clearance
from tettpaa.trust.protection.models import Clearance
from tettpaa.trust.recertification.clearances import clearances_waiting


@requires("protection_raise")
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Those nobody has confirmed in this round, at the custodian's schools."""
    waiting, answer_by = clearances_waiting(request.rights)
    if request.method == "POST":
        return _answered(request, waiting)
    found = list(waiting)
    shown(request, [each.pupil_id for each in found], "protection")
    if request.rights.person is not None:
        see_messages(to=request.rights.person, about=ABOUT, at=clock.now())
    names = names_of([each.granted_by for each in found])
    rows = [(each, facts_of(each, names)) for each in found]
    return render(request, "protection/review.html", {"rows": rows, "answer_by": answer_by})


def _answered(request: HttpRequest, waiting: QuerySet[Clearance]) -> HttpResponse:
    """End one (`end`), or keep all that are ticked (`keep`)."""
    to_end = request.POST.get("end", "")
    asked = [to_end] if to_end else request.POST.getlist("keep")
    chosen = list(waiting.filter(reference__in=filter(None, map(uuid_in, asked))))
    done = sum(_answer(request, each, is_end=bool(to_end)) for each in chosen)
    if to_end and done:
        messages.success(request, _("Personen ser ikke eleven fra i morgen."))
    elif done:
        told = ngettext("%(count)d klarering er beholdt.", "%(count)d klareringer er beholdt.", done)
        messages.success(request, told % {"count": done})
    elif not asked:
        messages.info(request, _("Kryss av for dem som skal beholdes."))
    return redirect("protection_review")


def _answer(request: HttpRequest, clearance: Clearance, *, is_end: bool) -> bool:
    by, at = request.user.username, clock.now()
    try:
        if is_end:
            end_clearance(clearance=clearance, last_day=request.rights.on, by=by, at=at)
        else:
            confirm_clearance(clearance=clearance, by=by, at=at)
    except ValidationError as fault:
        messages.info(request, " ".join(fault.messages))
        return False
    return True
