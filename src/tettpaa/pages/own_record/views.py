"""Mine opplysninger: all that is held about whoever asks, privately, on a page and as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tettpaa.kit import clock
from tettpaa.pages.own_record.files import as_json, as_zip
from tettpaa.pages.own_record.gathering import Record, own_record
from tettpaa.pages.own_record.on_page import empty_titles, tables_on_page
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.roles import Role
from tettpaa.trust.audit.actions import Look, record_access
from tettpaa.trust.audit.reading import OPENED
from tettpaa.trust.audit.things import told_by
from tettpaa.trust.identity.persona import PRIVATE
from tettpaa.trust.identity.step_up import Asked, step_up

FORMS = {"json": ("application/json", as_json), "zip": ("application/zip", as_zip)}
# The whole file at once: whoever finds the machine open must show that it is them.
ASKED = Asked(wants_fresh=True)


@requires("own_record_read")
def own_record_page(request: HttpRequest) -> HttpResponse:
    """Table by table what is held, what for and how long; the first rows of each, and all of them in the files."""
    record = _logged(request)
    if record is None:
        return render(request, "own_record/nobody.html", {"is_here_at_work": request.rights.person is not None})
    told = {"parts": tables_on_page(record), "empty": empty_titles(record), "withheld": record.withheld}
    return render(request, "own_record/page.html", told)


@requires("own_record_read", checked_by_view=("form",))
def own_record_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file, all of it."""
    if form not in FORMS or not _is_private(request):
        raise Http404
    if not ASKED.is_met(request):
        return step_up(request, needs=ASKED.needs, wants_fresh=True)
    kind, write = FORMS[form]
    record = _logged(request)
    if record is None:
        raise Http404
    answer = HttpResponse(write(record), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="mine-opplysninger.{form}"'
    return answer


def _is_private(request: HttpRequest) -> bool:
    return request.rights.person is not None and request.rights.persona == PRIVATE


def _logged(request: HttpRequest) -> Record | None:
    """The record of whoever asks, with the look committed first; None at work, or for nobody in the schools' systems."""
    if not _is_private(request):
        return None
    person, at = request.rights.person, clock.now()
    thing, purpose = told_by("own_record")
    record_access(
        by=request.user.username, at=at, page="own_record", kind=OPENED, thing=thing, purpose=purpose,
        looks=[Look(person.pk, f"{Role.PUPIL} -")],
    )  # fmt: skip
    return own_record(person, at)
