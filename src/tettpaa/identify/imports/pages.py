"""The import's pages for administrators: send, follow, mend, approve, look back."""

import csv
import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tettpaa.identify.imports import actions, queries, running, words
from tettpaa.identify.imports.arriving import laid_out
from tettpaa.identify.imports.forms import ApprovalForm, PackageForm
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.troubles import Stopped
from tettpaa.kit import clock
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import name_of, school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.exports.cells import written
from tettpaa.trust.uploads.handlers import takes_files
from tettpaa.trust.uploads.sending import attachment

A_PAGE = 20
REFUSED = 422


@takes_files("package")
@requires("import_send")
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Send a package; below, every earlier import."""
    owner = _owner(request, "import_send")
    form = PackageForm(request.POST or None, request.FILES or None, this_year=school_year_of(clock.today()))
    if request.method == "POST" and form.is_valid() and (held := _received(request, owner, form)):
        return redirect("imports:import", held.pk)
    page = Paginator(queries.imports_of(owner.pk), A_PAGE).get_page(request.GET.get("side"))
    history = [_row(held) for held in page]
    shown = {"form": form, "history": history, "page": page}
    return render(request, "imports/imports.html", shown, status=REFUSED if form.is_bound else 200)


def _received(request: HttpRequest, owner: Owner, form: PackageForm) -> Import | None:
    """The import; none where what was sent could not be taken in, and the form says why."""
    told = form.cleaned_data
    try:
        with laid_out(told["files"]) as path:
            return running.receive(
                path, owner=owner, kind=told["kind"], school_year=told["school_year"], by=request.user.username
            )
    except Stopped as stopped:
        why = stopped.trouble.problem
        is_english = get_language() == "en"
        form.add_error("files", f"{why.message_en} {why.fix_en}" if is_english else f"{why.message} {why.fix}")
        return None


@requires("import_read", checked_by_view=("import_id",))
@never_cache
@require_GET
def one_import(request: HttpRequest, import_id: str) -> HttpResponse:
    """Where it stands, what is wrong and how to mend it, what it would change, and what to do now."""
    held = _held(request, import_id, "import_read")
    return render(request, "imports/import.html", _shown(request, held))


@requires("import_read", checked_by_view=("import_id",))
@never_cache
@require_GET
def how_far(request: HttpRequest, import_id: str) -> HttpResponse:
    """The part of the page that follows the work; reloads the whole page when it is over."""
    held = _held(request, import_id, "import_read")
    answer = render(request, "imports/how_far.html", _shown(request, held))
    if not words.state_of(held)["is_going_on"]:
        answer["HX-Refresh"] = "true"
    return answer


@requires("import_read", checked_by_view=("import_id",))
@require_GET
def faults_file(request: HttpRequest, import_id: str) -> HttpResponse:
    """Problems and warnings as CSV, for whoever mends the source."""
    held = _held(request, import_id, "import_read")
    text = io.StringIO()
    out = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
    columns = ("code", "file", "row", "column", "message", "fix")
    out.writerow(["kind", *columns])
    for kind, found in queries.faults_of(held).items():
        # Files and columns are called what the package calls them: no spreadsheet shall compute a name.
        out.writerows([kind, *(written(fault[column], "") for column in columns)] for fault in found)
    content = text.getvalue().encode("utf-8-sig")
    return attachment(content, "text/csv; charset=utf-8", f"feil-{held.pk}.csv")


@requires("import_approve", checked_by_view=("import_id",))
@require_POST
def approve(request: HttpRequest, import_id: str) -> HttpResponse:
    """Say yes to a compared import; with a reason where the brake is on."""
    held = _held(request, import_id, "import_approve")
    form = ApprovalForm(request.POST, is_braked=bool(held.brake))
    if not form.is_valid():
        return render(request, "imports/import.html", _shown(request, held) | {"approval": form}, status=REFUSED)
    try:
        actions.approve(held, reason=form.cleaned_data["reason"], by=request.user.username, at=clock.now())
    except actions.NotNow:
        messages.warning(request, _("Importen har gått videre siden du åpnet siden. Dette er slik den er nå."))
    return redirect("imports:import", held.pk)


@requires("import_approve", checked_by_view=("import_id",))
@require_POST
def cancel(request: HttpRequest, import_id: str) -> HttpResponse:
    """Withdraw an import that has not begun to be saved."""
    held = _held(request, import_id, "import_approve")
    try:
        actions.cancel(held, by=request.user.username, at=clock.now())
    except actions.NotNow:
        messages.warning(request, _("Importen har gått videre siden du åpnet siden. Dette er slik den er nå."))
    return redirect("imports:import", held.pk)


def _owner(request: HttpRequest, permission: str) -> Owner:
    owner = request.rights.owners(permission).first()  # type: ignore[attr-defined]
    if owner is None:
        raise Http404
    return owner


def _held(request: HttpRequest, import_id: str, permission: str) -> Import:
    owners = request.rights.owners(permission)  # type: ignore[attr-defined]
    held = Import.objects.filter(pk=import_id, owner__in=owners).first()
    if held is None:
        raise Http404
    return held


def _row(held: Import) -> dict:
    return {"held": held, "state": words.state_of(held), "year": name_of(held.school_year)}


def _shown(request: HttpRequest, held: Import) -> dict:
    faults = queries.faults_of(held)
    # The schema and the faults are described in bokmål and English.
    language = "en" if get_language() == "en" else "nb"
    return _row(held) | {
        "steps": words.steps_of(held), "comparison": words.comparison_of(held, language),
        "brake": words.brake_of(held),
        "problems": words.grouped(faults["problems"], language),
        "warnings": words.grouped(faults["warnings"], language),
        "approval": ApprovalForm(is_braked=bool(held.brake)),
        "may_cancel": held.state not in ("committing", "committed", "refused", "failed", "cancelled"),
    }  # fmt: skip
