"""Documents about a pupil: adding one, fetching one, taking away what was entered wrongly."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tettpaa.assess.documents.actions import add_document, void_document
from tettpaa.assess.documents.models import Document
from tettpaa.assess.documents.queries import document_of
from tettpaa.kit import clock
from tettpaa.kit.html.once import id_of_row
from tettpaa.kit.html.refusal import refusal_told_on
from tettpaa.kit.text import slug_of
from tettpaa.pages.documents.forms import DocumentForm, VoidForm
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import OPENED, shown
from tettpaa.trust.uploads import store
from tettpaa.trust.uploads.handlers import takes_files
from tettpaa.trust.uploads.limits import limits_on
from tettpaa.trust.uploads.sending import attachment
from tettpaa.trust.uploads.sorts import SORTS

REFUSED = 422


@takes_files("document")
@requires("document_add", pupil="key")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, key: int) -> HttpResponse:
    """A file about the pupil, or what is wrong with it."""
    pupil = request.rights.pupil("document_add", key)
    form = DocumentForm(request.POST or None, request.FILES or None, limits=limits_on(request.rights.on))
    if request.method == "POST" and form.is_valid() and form.taken is not None:
        name, by, at = form.cleaned_data["file"].name, request.user.username, clock.now()
        with refusal_told_on(form):
            add_document(
                document_id=id_of_row(form.cleaned_data["form_id"], by), pupil=pupil, file=form.taken,
                title=form.cleaned_data["title"], file_name=name, by=by, at=at,
            )  # fmt: skip
            messages.success(request, _("Dokumentet er lagt til."))
            return redirect("pupil", key=key)
    shown(request, [key], "new_document", OPENED)
    return render(request, "documents/add.html", {"form": form, "pupil": pupil}, status=REFUSED if form.errors else 200)


@requires("document_read", pupil="key", checked_by_view=("document_id",))
@require_GET
def fetch(request: HttpRequest, key: int, document_id: str) -> HttpResponse:
    """The file to keep; never shown as a page."""
    document = _document(request, "document_read", key, document_id)
    content = store.content_of(document.pk)
    if content is None:
        raise Http404
    shown(request, [key], "document", OPENED)
    sort = SORTS[document.sort]
    return attachment(content, sort.content_type, f"{slug_of(document.title) or 'dokument'}.{sort.ending}")


@requires("document_void", pupil="key", checked_by_view=("document_id",))
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, key: int, document_id: str) -> HttpResponse:
    """Takes away what should not be there, with what was wrong."""
    document = _document(request, "document_void", key, document_id)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_told_on(form):
            void_document(document=document, **form.cleaned_data, by=request.user.username, at=clock.now())
            messages.success(request, _("Dokumentet er tatt bort."))
            return redirect("pupil", key=key)
    shown(request, [key], "document", OPENED)
    told = {"form": form, "document": document, "pupil": document.pupil}
    return render(request, "documents/void.html", told, status=REFUSED if form.errors else 200)


def _document(request: HttpRequest, permission: str, key: int, document_id: str) -> Document:
    document = document_of(request.rights.pupil(permission, key), document_id)
    if document is None:
        raise Http404
    return document
