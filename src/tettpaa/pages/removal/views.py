"""Sletting: what the rules would take, and the second person's yes or no. Numbers by table and school, never a name."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.pages.removal.rows import PART_COLUMNS, RUN_COLUMNS, part_rows, run_rows
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity.step_up import Asked, step_up
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.retention.actions import approve_run, reject_run
from tettpaa.trust.retention.models import Run
from tettpaa.trust.retention.queries import runs_of
from tettpaa.trust.retention.states import STATES, may

ACTS = {"approve": approve_run, "reject": reject_run}
ASKED = Asked(Strength.TWO_FACTORS, wants_fresh=True)
REFUSED = 422


@requires("removal_approve")
def runs(request: HttpRequest) -> HttpResponse:
    """The owner's runs, the newest first."""
    rows = run_rows(runs_of(request.rights.owners("removal_approve")))
    return render(request, "removal/runs.html", {"columns": RUN_COLUMNS, "rows": rows})


@requires("removal_approve", checked_by_view=("run_id",))
def one_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run, table by table; whoever did not plan it says yes or no."""
    run = get_object_or_404(runs_of(request.rights.owners("removal_approve")), reference=run_id)
    fault = ""
    if request.method == "POST":
        if not ASKED.is_met(request):
            return step_up(request, needs=ASKED.needs, wants_fresh=True)
        fault = _done(request, run)
        if not fault:
            return redirect("removal_run", run_id=run.reference)
    told = {
        "run": run, "state": STATES[run.state], "columns": PART_COLUMNS, "rows": part_rows(run), "fault": fault,
        "waits": may(run.state, "approve_run"),
    }  # fmt: skip
    return render(request, "removal/run.html", told, status=REFUSED if fault else 200)


def _done(request: HttpRequest, run: Run) -> str:
    """Why it was refused, or nothing."""
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _("Velg om runden skal godkjennes eller avvises.")
    try:
        act(run=run, by=request.user.username, at=clock.now())
    except ValidationError as refused:
        return " ".join(refused.messages)
    messages.success(request, _("Runden er godkjent.") if act is approve_run else _("Runden er avvist."))
    return ""
