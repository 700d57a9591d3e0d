"""Uttrekk: ordering a file with a purpose, fetching it while it is there, and answering others' orders."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.kit import clock
from tettpaa.kit.html.once import id_of_row
from tettpaa.kit.html.refusal import outcome_told, refusal_told_on
from tettpaa.pages.exports.forms import OrderForm, RefusalForm
from tettpaa.pages.exports.rows import answering, told
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import EXPORTED, shown
from tettpaa.trust.exports import store
from tettpaa.trust.exports.actions import (
    approve_export,
    mark_fetched,
    order_export,
    refuse_export,
    withdraw_export,
)
from tettpaa.trust.exports.models import Export
from tettpaa.trust.exports.queries import contents_of, may_leave, own_exports, pupils_for, to_answer
from tettpaa.trust.exports.registry import kind_named
from tettpaa.trust.exports.rules import limits_on
from tettpaa.trust.exports.states import READY, WAITING
from tettpaa.trust.exports.words import file_name_of
from tettpaa.trust.exports.writing import CONTENT_TYPES
from tettpaa.trust.identity.step_up import Asked, step_up
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.uploads.sending import attachment

REFUSED = 422
ASKED = Asked(Strength.TWO_FACTORS, wants_fresh=True)
MOST_TOLD = 50


@requires("class_list_order", group="key")
@require_http_methods(["GET", "POST"])
def order_class_list(request: HttpRequest, key: int) -> HttpResponse:
    """The class list as a file: what for, and which kind of file."""
    return _order(request, "class_list", key, "class")


@requires("waiting_order", school="key")
@require_http_methods(["GET", "POST"])
def order_waiting(request: HttpRequest, key: int) -> HttpResponse:
    """Who waits for a talk as a file."""
    return _order(request, "waiting", key, "school_waiting")


def _order(request: HttpRequest, name: str, key: int, leads_back: str) -> HttpResponse:
    """Who it is shows once more that it is them, and says what the file is for."""
    if not ASKED.is_met(request):
        return step_up(request, needs=ASKED.needs, wants_fresh=True)
    kind = kind_named(name)
    place = kind.place(request.rights, key)
    pupils, limits = pupils_for(request.rights, kind, place), limits_on(request.rights.on)
    form = OrderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            by, asked = request.user.username, dict(form.cleaned_data)
            export = order_export(
                export_id=id_of_row(asked.pop("form_id"), by), user=request.user, kind=kind, place=place, pupils=pupils,
                limits=limits, **asked, by=by, at=clock.now(),
            )  # fmt: skip
            messages.success(request, _said(export))
            return redirect("exports")
    told_to_reader = {
        "form": form, "title": _(kind.words) % {"place": place}, "count": len(pupils), "limits": limits, "place": place,
        "is_large": len(pupils) > limits.approval_above, "leads_back": leads_back,
    }  # fmt: skip
    return render(request, "exports/order.html", told_to_reader, status=REFUSED if form.errors else 200)


def _said(export: Export) -> str:
    if export.state == WAITING:
        return _("Bestilt. En annen ved skolen må godkjenne før filen lages.")
    return _("Bestilt. Filen lages nå, og ligger her om et øyeblikk.")


@requires("export_read")
@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """What the reader has ordered, and where each stands; no names of pupils."""
    at = clock.now()
    rows = [told(export, at) for export in own_exports(request.user)[:MOST_TOLD]]
    others = len(to_answer(request.rights)) if request.rights.may("export_answer") else 0
    return render(request, "exports/exports.html", {"rows": rows, "others": others})


@requires("export_fetch", checked_by_view=("export_id",))
@require_GET
def fetch(request: HttpRequest, export_id: str) -> HttpResponse:
    """The file, for who ordered it, while it is there and everybody in it may still be seen."""
    at, by = clock.now(), request.user.username
    export = get_object_or_404(Export, pk=export_id, user=request.user, state=READY, expires_at__gt=at)
    if not may_leave(request.rights, export):
        withdraw_export(export=export, by=by, at=at)
        raise Http404
    content = store.content_of(export.pk)
    if content is None:
        raise Http404
    kind = kind_named(export.kind)
    shown(request, contents_of(export), kind.page, EXPORTED, permission=kind.permission)
    mark_fetched(export=export, by=by, at=at)
    return attachment(content, CONTENT_TYPES[export.file_format], file_name_of(export))


@requires("export_answer")
@require_GET
def to_be_answered(request: HttpRequest) -> HttpResponse:
    """Others' orders of many pupils that wait for a yes."""
    waiting = to_answer(request.rights)
    rows = [answering(export) | {"form": RefusalForm(auto_id=f"{export.pk}_%s")} for export in waiting]
    return render(request, "exports/to_answer.html", {"rows": rows})


@requires("export_answer", checked_by_view=("export_id",))
@require_POST
def answer(request: HttpRequest, export_id: str) -> HttpResponse:
    """Yes, or no and why."""
    waiting = {export.pk: export for export in to_answer(request.rights)}
    if export_id not in waiting:
        raise Http404
    export, at, by = waiting[export_id], clock.now(), request.user.username
    with outcome_told(request, _("Svaret er lagret. Den som bestilte, ser det på siden Mine uttrekk.")):
        if request.POST.get("answer") == "yes":
            approve_export(export=export, by=by, at=at)
        else:
            refuse_export(export=export, reason=request.POST.get("reason", "")[:400], by=by, at=at)
    return redirect("exports_to_answer")
