"""Skolen: whether anybody is forgotten. Names stand one click deeper, where they are logged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from tettpaa.pages.school_board.classes import CLASS_COLUMNS, class_rows
from tettpaa.pages.school_board.kept_today import kept_today
from tettpaa.pages.school_board.numbers import numbers_of
from tettpaa.pages.school_board.queries import standing_of
from tettpaa.pages.school_board.weeks import weeks_at
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown


@requires("school_read")
@require_GET
def schools(request: HttpRequest) -> HttpResponse:
    """On to the user's school; a list for those with several."""
    found = list(request.rights.schools("school_read").order_by("name"))
    if len(found) == 1:
        return redirect("school_board", key=found[0].key)
    shown(request, [], "schools")
    return render(request, "school_board/schools.html", {"schools": found, "leads_to": "school_board"})


@requires("school_read", school="key")
@require_GET
def board(request: HttpRequest, key: int) -> HttpResponse:
    """Four numbers, the classes, and how absence has developed: no names."""
    school, on = request.rights.school("school_read", key), request.rights.on
    shown(request, [], "school")
    standing, kept = standing_of(request.rights, school), kept_today(school, on, request.rights.hidden)
    told = {
        "school": school,
        "numbers": numbers_of(standing, school.key),
        "columns": CLASS_COLUMNS,
        "rows": class_rows(school, standing, kept),
        "leads_meetings": request.rights.may("meeting_load_read"),
        "weeks": weeks_at(school, kept, standing.absent, on, lambda week: reverse("school_week", args=[key, week])),
    }
    return render(request, "school_board/board.html", told)
