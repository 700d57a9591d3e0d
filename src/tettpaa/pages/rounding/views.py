"""Avrunding av tall: what an owner rounds to, chosen with a reason, made finer by two."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import outcome_told, refusal_told_on
from tettpaa.pages.rounding.forms import ChoiceForm
from tettpaa.pages.rounding.showing import example_columns, example_rows, told_of
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.declare import requires
from tettpaa.trust.disclosure import SMALLEST_SHOWN
from tettpaa.trust.disclosure.actions import approve_rounding, choose_rounding, refuse_rounding
from tettpaa.trust.disclosure.models import RoundingChoice
from tettpaa.trust.disclosure.queries import rounding_of, roundings_chosen, waiting_rounding
from tettpaa.trust.disclosure.rules import AS_COUNTED, steps_on
from tettpaa.trust.disclosure.words import nearest_words

REFUSED = 422
MOST_TOLD = 20


@requires("rounding_choose")
@require_http_methods(["GET", "POST"])
def rounding(request: HttpRequest) -> HttpResponse:
    """What holds, what it does, another choice, and what has been chosen before."""
    owner, on = _owner(request, "rounding_choose"), request.rights.on
    now = rounding_of(owner, on)
    form = ChoiceForm(request.POST or None, on=on, now=now)
    if request.method == "POST" and form.is_valid() and _chosen(request, owner, form):
        return redirect("rounding")
    waiting = waiting_rounding(owner)
    told = {
        "owner": owner, "form": form, "now": nearest_words(now), "is_rounded": now > AS_COUNTED,
        "least": SMALLEST_SHOWN, "columns": example_columns(now), "rows": example_rows(now),
        "waiting": told_of([waiting] if waiting else []), "can_approve": request.rights.may("rounding_approve"),
        "chosen": told_of(roundings_chosen(owner)[:MOST_TOLD]), "source": steps_on(on).source,
    }  # fmt: skip
    return render(request, "rounding/rounding.html", told, status=REFUSED if form.errors else 200)


def _owner(request: HttpRequest, permission: str) -> Owner:
    """The owner whose numbers they are; 404 for who has none."""
    owner = request.rights.owners(permission).order_by("pk").first()
    if owner is None:
        raise Http404
    return owner


def _chosen(request: HttpRequest, owner: Owner, form: ChoiceForm) -> bool:
    """Whether it was chosen; else the form is told why not."""
    with refusal_told_on(form):
        choice = choose_rounding(
            owner=owner, **form.cleaned_data, by=request.user.username, at=clock.now(), on=request.rights.on
        )
        waits = _("Forslaget venter på personvernombudet. Inntil da gjelder det som før.")
        messages.success(request, waits if choice.needs_approval else _("Valget er lagret."))
    return not form.errors


def _waiting(request: HttpRequest, choice_id: int) -> RoundingChoice:
    return get_object_or_404(RoundingChoice, pk=choice_id, owner=_owner(request, "rounding_approve"))


@requires("rounding_approve", checked_by_view=("choice_id",))
@require_POST
def approve(request: HttpRequest, choice_id: int) -> HttpResponse:
    """The privacy officer's yes: more is told from the next request on."""
    choice = _waiting(request, choice_id)
    with outcome_told(request, _("Godkjent.")):
        approve_rounding(choice=choice, by=request.user.username, at=clock.now())
    return redirect("rounding")


@requires("rounding_approve", checked_by_view=("choice_id",))
@require_POST
def refuse(request: HttpRequest, choice_id: int) -> HttpResponse:
    """The privacy officer's no: what holds goes on."""
    choice = _waiting(request, choice_id)
    with outcome_told(request, _("Avslått. Det gjelder som før.")):
        refuse_rounding(choice=choice, by=request.user.username, at=clock.now())
    return redirect("rounding")
