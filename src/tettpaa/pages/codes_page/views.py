"""What the source's absence codes mean, and which of them nobody has explained."""

import datetime as dt
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tettpaa.identify.records.codes_in_use import codes_in_use
from tettpaa.kit import clock
from tettpaa.kit.html.table_rows import Cell, Column
from tettpaa.knowledge.codes.actions import explain_code
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.pages.codes_page.forms import CodeForm, documentations
from tettpaa.schools.places.models import Owner
from tettpaa.trust.access.declare import requires

REFUSED = 422


@requires("absence_code_edit")
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Every code with its meaning; unknown ones first, each a click from being explained."""
    owner = request.rights.owners("absence_code_edit").first()  # type: ignore[attr-defined]
    if owner is None:
        raise Http404
    form = CodeForm(request.POST or None, initial=_begun(owner, request.GET.get("kode", "")))
    if request.method == "POST" and form.is_valid():
        explain_code(owner=owner, by=request.user.username, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Koden er forklart. Tallene regnes om uten ny import."))
        return redirect("codes")
    shown = _shown(owner) | {"form": form}
    return render(request, "codes_page/codes.html", shown, status=REFUSED if form.is_bound else 200)


def _begun(owner: Owner, code: str) -> dict:
    """The form of a code to explain, or of one to correct: what its newest explanation says."""
    held = list(AbsenceCode.objects.filter(owner=owner, code=code))
    if not held:
        return {"code": code, "counts_as_absence": "yes"}
    newest = max(held, key=lambda each: each.valid_from or dt.date.min)
    return {
        "code": code, "name": newest.name, "counts_as_absence": "yes" if newest.counts_as_absence else "no",
        "documentation": newest.documentation, "cause": newest.cause, "valid_from": newest.valid_from,
    }  # fmt: skip


def _shown(owner: Owner) -> dict:
    used, explained = codes_in_use(owner), list(AbsenceCode.objects.filter(owner=owner).order_by("code", "valid_from"))
    known = {code.code for code in explained}
    words = dict(documentations())
    return {
        "unknown": [{"code": code, "rows": rows} for code, rows in used.items() if code not in known],
        "columns": [
            Column("code", _("Kode")), Column("name", _("Navn")), Column("absence", _("Fravær")),
            Column("documentation", _("Dokumentasjon")), Column("cause", _("Grunn")), Column("since", _("Gjelder fra")),
            Column("rows", _("Rader"), kind="number"),
        ],
        "rows": [_row(code, used, words) for code in explained],
    }  # fmt: skip


def _row(code: AbsenceCode, used: dict[str, int], words: dict[str, str]) -> dict:
    return {
        "code": Cell(code.code, url=f"?{urlencode({'kode': code.code})}#forklar"), "name": code.name,
        "absence": _("Ja") if code.counts_as_absence else _("Nei"),
        "documentation": words[code.documentation], "cause": code.cause or "–",
        "since": code.valid_from or Cell(_("alltid"), order=""), "rows": used.get(code.code, 0),
    }  # fmt: skip
