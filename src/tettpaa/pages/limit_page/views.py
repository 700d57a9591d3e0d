"""The open calculator of the absence limit, for pupils and guardians. What is typed is not stored."""

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tettpaa.identify.indicators.limit import Settlement, settle
from tettpaa.kit import clock
from tettpaa.knowledge.law.absence_limit import law_on
from tettpaa.pages.limit_page.answer import answer_for
from tettpaa.pages.limit_page.forms import MOST_ROWS, ROWS_AT_FIRST, AbsenceForms, SubjectForm
from tettpaa.trust.access.declare import requires

REFUSED = 422


@requires("public")
@never_cache
@require_http_methods(["GET", "POST"])
def limit(request: HttpRequest) -> HttpResponse:
    """The form, and below it the answer. By POST, so that no absence stands in an address or a log."""
    is_asking_for_rows = "flere" in request.POST
    given = _with_more_rows(request.POST) if is_asking_for_rows else (request.POST or None)
    subject, absences = SubjectForm(given), AbsenceForms(given)
    shown = {"subject": subject, "absences": absences, "law": law_on(clock.today())}
    if request.method == "GET" or is_asking_for_rows:
        return render(request, "limit_page/limit.html", shown | {"is_asking": True})
    if not (subject.is_valid() & absences.is_valid()):
        return render(request, "limit_page/limit.html", shown, status=REFUSED)
    return render(request, "limit_page/limit.html", shown | {"answer": answer_for(_settled(subject, absences))})


def _with_more_rows(post):
    """The same form with empty rows at the end."""
    more = post.copy()
    rows = int(more.get("form-TOTAL_FORMS") or 0) if (more.get("form-TOTAL_FORMS") or "0").isdecimal() else 0
    more["form-TOTAL_FORMS"] = str(min(rows + ROWS_AT_FIRST, MOST_ROWS))
    return more


def _settled(subject: SubjectForm, absences: BaseFormSet) -> Settlement:
    told = subject.cleaned_data
    events = [row.event(told["lesson_minutes"]) for row in absences if row.has_changed()]
    return settle(
        [event for event in events if event.minutes], told["hours"], told["lesson_minutes"], clock.today(),
        has_documented_risk=told["has_documented_risk"],
    )  # fmt: skip
