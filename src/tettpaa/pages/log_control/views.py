"""Loggkontroll: reads that must be explained, what came of them, and how soon they are answered."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.messages.outbox.actions import see_messages
from tettpaa.pages.log_control.forms import OutcomeForm
from tettpaa.pages.log_control.listing import (
    CLOSED_COLUMNS,
    READ_COLUMNS,
    WAITING_COLUMNS,
    alert_rows,
    read_rows,
    readers_of,
)
from tettpaa.pages.log_control.words import facts_of, rule_word, sentence, why
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.log_control.actions import close_alert
from tettpaa.trust.log_control.models import LogAlert
from tettpaa.trust.log_control.queries import alerts_for, closed, figures_for, reads_behind, waiting
from tettpaa.trust.log_control.states import state_of

REFUSED = 422
A_PAGE, READS_SHOWN = 50, 100


@requires("log_review")
@require_GET
def alerts(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the most urgent first, with figures. No pupil is named here."""
    shown(request, [], "log_control")
    rows = alert_rows(waiting(request.rights), request.rights.on)
    told = {"columns": WAITING_COLUMNS, "rows": rows, "figures": figures_for(request.rights)}
    return render(request, "log_control/alerts.html", told)


@requires("log_review")
@require_GET
def closed_alerts(request: HttpRequest) -> HttpResponse:
    """What is answered, the newest first."""
    shown(request, [], "log_control")
    page = Paginator(closed(request.rights), A_PAGE).get_page(request.GET.get("side", "1"))
    rows = alert_rows(page.object_list, request.rights.on)
    return render(request, "log_control/closed.html", {"columns": CLOSED_COLUMNS, "rows": rows, "page": page})


@requires("log_review", checked_by_view=("alert_id",))
def alert(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """One alert: who read whom, when, with which reason; and the outcome."""
    found = get_object_or_404(alerts_for(request.rights), reference=alert_id)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            close_alert(alert=found, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Svaret er lagret."))
            return redirect("log_control")
    if request.rights.person is not None:
        see_messages(to=request.rights.person, about=found.reference, at=clock.now())
    told = _told(request, found) | {"form": form}
    return render(request, "log_control/alert.html", told, status=REFUSED if form.errors else 200)


def _told(request: HttpRequest, found: LogAlert) -> dict:
    """What the page shows; the pupils it names are logged."""
    keys = list(found.pupils.values_list("pupil_key", flat=True))
    reached = list(request.rights.reasons_for("log_review", keys)) if keys else []
    shown(request, reached, "log_control", OPENED)
    named = Person.objects.in_bulk(reached)
    reader = readers_of([found]).get(found.reader)
    return {
        "alert": found,
        "state": state_of(found.outcome, found.due_on, request.rights.on),
        "rule": rule_word(found.rule),
        "sentence": sentence(found, found.pupil_count),
        "why": why(found.rule, found.on),
        "facts": facts_of(found, reader),
        "columns": READ_COLUMNS,
        "reads": read_rows(reads_behind(found)[:READS_SHOWN], named, request.rights.hidden),
        "reader": str(reader) if reader else found.reader,
    }
