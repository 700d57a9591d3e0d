"""Kartleggingen: reading and writing it, and the round of input around it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.assess.cases.models import Case
from tettpaa.assess.cases.states import LIVE
from tettpaa.assess.mappings.actions import SavedMeanwhile, save_mapping
from tettpaa.assess.mappings.asking import ask_input, close_round, remind_teachers
from tettpaa.assess.mappings.catalogue import parts_on, questions_on
from tettpaa.assess.mappings.forms import AskInputForm, MappingForm
from tettpaa.assess.mappings.models import InputRound
from tettpaa.assess.mappings.queries import standing_version, versions_of
from tettpaa.assess.mappings.words import said
from tettpaa.kit import clock
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.pages.mapping.queries import can_ask, mapping_page, teachings_for, told_rounds
from tettpaa.pages.mapping.told import ToldVersion, told_version
from tettpaa.pages.who_wrote import names_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown

REFUSED, CONFLICT = 422, 409


@requires("mapping_read", checked_by_view=("case_id",))
@require_GET
def mapping(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What stands behind, the rounds of input, and every older version."""
    held = _case(request, case_id, "mapping_read")
    shown(request, [held.pupil_id], "mapping", OPENED)
    return render(request, "mapping/mapping.html", {"page": mapping_page(request.rights, held)})


@requires("mapping_write", checked_by_view=("case_id",))
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The next version, from the newest; where another has saved meanwhile, both are shown and neither is lost."""
    held = _case(request, case_id, "mapping_write", LIVE)
    newest, theirs = versions_of(held).first(), None
    form = MappingForm(request.POST or None, parts=parts_on(request.rights.on), newest=standing_version(held))
    if newest is not None and request.method == "GET":
        form.initial["began_from"] = newest.number
    if request.method == "POST" and form.is_valid():
        try:
            with refusal_told_on(form):
                save_mapping(case=held, **form.cleaned_data, by=request.user.username, at=clock.now())
                messages.success(request, _("Kartleggingen er lagret som en ny versjon."))
                return redirect("mapping", case_id=held.pk)
        except SavedMeanwhile as meanwhile:
            theirs = _told(meanwhile)
            form.begin_from(theirs.version.number)
    shown(request, [held.pupil_id], "mapping_write", OPENED)
    status = CONFLICT if theirs else REFUSED if form.errors else 200
    return render(request, "mapping/write.html", {"case": held, "form": form, "theirs": theirs}, status=status)


def _told(meanwhile: SavedMeanwhile) -> ToldVersion:
    return told_version(meanwhile.newest, names_of([meanwhile.newest.saved_by]))


@requires("input_ask", checked_by_view=("case_id",))
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Whom a round would ask and what, and asking them."""
    held = _case(request, case_id, "input_ask", LIVE)
    if not can_ask(request.rights, held):
        raise Http404
    teachings = teachings_for(request.rights, held)
    form = AskInputForm(request.POST or None, today=request.rights.on)
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "by": request.user.username, "at": clock.now()}
        with refusal_told_on(form):
            asked = ask_input(case=held, teachings=teachings, **told)
            messages.success(request, _("Lærerne har fått beskjed. Her ser du hvem som har svart."))
            return redirect("input_round", round_id=asked.pk)
    shown(request, [held.pupil_id], "input_ask", OPENED)
    questions = [said(question.words) for question in questions_on(request.rights.on).asked]
    told = {"case": held, "form": form, "teachings": teachings, "questions": questions}
    return render(request, "mapping/ask.html", told, status=REFUSED if form.errors else 200)


@requires("input_read", checked_by_view=("round_id",))
@require_GET
def input_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Who has answered and what, who has not, and who no longer has the pupil."""
    held = _round(request, round_id, "input_read")
    shown(request, [held.pupil_id], "input_round", OPENED)
    told = told_rounds(request.rights, [held], names_of([held.asked_by]))[0]
    may_ask = request.rights.may_about("input_ask", held.pupil_id)
    may_void = request.rights.may_about("mapping_void", held.pupil_id)
    return render(request, "mapping/round.html", {"told": told, "may_ask": may_ask, "may_void": may_void})


@requires("input_ask", checked_by_view=("round_id",))
@require_POST
def remind(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Remind those who have not answered, each at most once a day."""
    held = _round(request, round_id, "input_ask")
    shown(request, [held.pupil_id], "input_round", OPENED)
    try:
        count = remind_teachers(held=held, by=request.user.username, at=clock.now())
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        words = ngettext("%(count)d lærer er minnet.", "%(count)d lærere er minnet.", count)
        messages.success(request, words % {"count": count})
    return redirect("input_round", round_id=held.pk)


@requires("input_ask", checked_by_view=("round_id",))
@require_POST
def close(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Close a round; what was answered stays."""
    held = _round(request, round_id, "input_ask")
    shown(request, [held.pupil_id], "input_round", OPENED)
    try:
        close_round(held=held, by=request.user.username, at=clock.now())
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, _("Runden er avsluttet. Svarene står."))
    return redirect("input_round", round_id=held.pk)


def _case(request: HttpRequest, case_id: UUID, permission: str, states: tuple[str, ...] = ()) -> Case:
    """The case, among pupils the reader has the permission for; else as if it were not there."""
    among = Case.objects.filter(pupil__in=request.rights.pupils(permission))
    found = get_object_or_404(among.select_related("pupil__owner"), pk=case_id)
    if states and found.state not in states:
        raise Http404
    return found


def _round(request: HttpRequest, round_id: UUID, permission: str) -> InputRound:
    among = InputRound.objects.filter(pupil__in=request.rights.pupils(permission))
    return get_object_or_404(among.select_related("pupil__owner", "case"), pk=round_id)
