"""The names behind the school's numbers: each list is logged before it is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tettpaa.assess.talks.queries import waiting as find_waiting
from tettpaa.identify.indicators.columns.loading import load
from tettpaa.identify.records.school_days import school_days
from tettpaa.pages.figures import figures_in
from tettpaa.pages.school_board import rows
from tettpaa.pages.school_board.queries import pupils_at, raised_last_week, standing_flags
from tettpaa.schools.people.queries import classes_of, contact_teachers_of
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown


@requires("school_read", school="key")
@require_GET
def waiting(request: HttpRequest, key: int) -> HttpResponse:
    """Pupils with flags that nobody has spoken with, longest waiting first."""
    school, on = request.rights.school("school_read", key), request.rights.on
    found = find_waiting(pupils_at(request.rights, school), on)
    pupils = [entry.pupil.key for entry in found]
    shown(request, pupils, "school_waiting")
    days = school_days(school.owner, school.key, school_year_of(on))
    waited = rows.Waited(on, days)
    listed = rows.waiting_rows(found, waited, classes_of(pupils, on), contact_teachers_of(pupils, on))
    told = {"school": school, "columns": rows.WAITING_COLUMNS, "rows": listed}
    return render(request, "school_board/waiting.html", told)


@requires("school_read", school="key")
@require_GET
def raised(request: HttpRequest, key: int) -> HttpResponse:
    """Flags raised in the last seven days, and what has become of each."""
    school, on = request.rights.school("school_read", key), request.rights.on
    events = raised_last_week(request.rights, school)
    pupils = [event.pupil_id for event in events]
    shown(request, pupils, "school_raised")
    found = find_waiting(pupils_at(request.rights, school), on)
    stands = rows.stands_now(found, standing_flags(school, on))
    listed = rows.raised_rows(events, stands, classes_of(pupils, on))
    told = {"school": school, "columns": rows.RAISED_COLUMNS, "rows": listed}
    return render(request, "school_board/raised.html", told)


@requires("school_read", school="key")
@require_GET
def without_class(request: HttpRequest, key: int) -> HttpResponse:
    """Pupils enrolled at the school who are in no class: no contact teacher has them on a list."""
    school, on = request.rights.school("school_read", key), request.rights.on
    enrolled = list(pupils_at(request.rights, school).order_by("sort_key"))
    in_class = classes_of([pupil.key for pupil in enrolled], on)
    alone = [pupil for pupil in enrolled if pupil.key not in in_class]
    shown(request, [pupil.key for pupil in alone], "school_without_class")
    figures = figures_in(load(school.owner, school_year_of(on), pupils=[pupil.key for pupil in alone]), on)
    told = {"school": school, "columns": rows.WITHOUT_CLASS_COLUMNS, "rows": rows.without_class_rows(alone, figures)}
    return render(request, "school_board/without_class.html", told)
