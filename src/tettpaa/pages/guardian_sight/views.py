"""Hva ser foresatte? The owner's table by age and field: tightened at once, loosened by two."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.kit import clock
from tettpaa.kit.html.refusal import outcome_told, refusal_told_on
from tettpaa.pages.guardian_sight.forms import ChoiceForm
from tettpaa.pages.guardian_sight.queries import Sight, columns, rows, sight_of
from tettpaa.pages.guardian_sight.words import band_words, says_words
from tettpaa.pages.thing_words import word_of
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.declare import requires
from tettpaa.trust.guardians.actions import approve_loosening, choose_field, refuse_loosening
from tettpaa.trust.guardians.models import FieldChoice
from tettpaa.trust.guardians.rules import BANDS, Band, Says, is_looser

REFUSED = 422


def _owner(request: HttpRequest, permission: str) -> Owner:
    """The owner whose table it is; 404 for who has none."""
    owner = request.rights.owners(permission).order_by("pk").first()
    if owner is None:
        raise Http404
    return owner


@requires("field_choice_read")
@require_GET
def choices(request: HttpRequest) -> HttpResponse:
    """The whole table, and what waits for the privacy officer."""
    sight = sight_of(_owner(request, "field_choice_read"), request.rights)
    told = {
        "columns": columns(), "rows": rows(sight, can_choose=request.rights.may("field_choice_edit")),
        "proposals": sight.proposals, "can_approve": request.rights.may("field_choice_approve"),
        "source": sight.fields.source,
    }  # fmt: skip
    return render(request, "guardian_sight/table.html", told)


@requires("field_choice_edit", checked_by_view=("thing", "band"))
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, thing: str, band: str) -> HttpResponse:
    """One field at one age: what is shipped, what holds, and how far the law lets the owner go."""
    owner = _owner(request, "field_choice_edit")
    sight = sight_of(owner, request.rights)
    if band not in BANDS or (thing, band) not in sight.fields.most:
        raise Http404
    age = Band(band)
    now, most = sight.now(thing, age), sight.fields.most[thing, age]
    form = ChoiceForm(request.POST or None, now=now, most=most)
    if request.method == "POST" and form.is_valid() and _chosen(request, owner, sight, (thing, age), form):
        return redirect("field_choices")
    words = says_words()
    told = {
        "form": form, "what": word_of(thing), "age": band_words()[age], "source": sight.fields.source,
        "facts": [(_("Gjelder nå"), words[now]), (_("Levert med systemet"), words[sight.fields.shipped[thing, age]]),
                  (_("Så langt loven lar dere gå"), words[most])],
    }  # fmt: skip
    return render(request, "guardian_sight/choose.html", told, status=REFUSED if form.errors else 200)


def _chosen(request: HttpRequest, owner: Owner, sight: Sight, cell: tuple[str, Band], form: ChoiceForm) -> bool:
    """Whether it was chosen; else the form is told why not."""
    thing, band = cell
    says = Says(form.cleaned_data["says"])
    with refusal_told_on(form):
        choose_field(
            owner=owner, thing=thing, band=band, says=says, reason=form.cleaned_data["reason"],
            by=request.user.username, at=clock.now(), on=request.rights.on,
        )  # fmt: skip
        waits = _("Forslaget venter på personvernombudet. Inntil da gjelder det som før.")
        messages.success(request, waits if is_looser(says, sight.now(thing, band)) else _("Valget gjelder fra nå."))
    return not form.errors


def _waiting(request: HttpRequest, choice_id: int) -> FieldChoice:
    return get_object_or_404(FieldChoice, pk=choice_id, owner=_owner(request, "field_choice_approve"))


@requires("field_choice_approve", checked_by_view=("choice_id",))
@require_POST
def approve(request: HttpRequest, choice_id: int) -> HttpResponse:
    """The privacy officer's yes: guardians see more from the next request on."""
    choice = _waiting(request, choice_id)
    with outcome_told(request, _("Godkjent. Det gjelder fra nå.")):
        approve_loosening(choice=choice, by=request.user.username, at=clock.now())
    return redirect("field_choices")


@requires("field_choice_approve", checked_by_view=("choice_id",))
@require_POST
def refuse(request: HttpRequest, choice_id: int) -> HttpResponse:
    """The privacy officer's no: what holds goes on."""
    choice = _waiting(request, choice_id)
    with outcome_told(request, _("Avslått. Det gjelder som før.")):
        refuse_loosening(choice=choice, by=request.user.username, at=clock.now())
    return redirect("field_choices")
