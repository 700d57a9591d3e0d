"""What a board answers, for a class as for a school: `views.py` says who may ask."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tettpaa.follow_up.paper.pdf import is_installed
from tettpaa.kit.text import slug_of
from tettpaa.pages.behind import one_page
from tettpaa.pages.boards import absence
from tettpaa.pages.boards.numbers import behind, number_named
from tettpaa.pages.boards.parts import parts_of
from tettpaa.pages.boards.places import Place
from tettpaa.pages.boards.rows import HOURS_COLUMNS, WEEK_COLUMNS, columns_of, hours_rows, thing_rows, week_rows
from tettpaa.pages.boards.weeks import added, behind_week
from tettpaa.pages.taking_out import CARE, part_as_file, parts_on_paper
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import classes_of
from tettpaa.trust.audit.reading import shown
from tettpaa.trust.identity.models import User


def board(request: HttpRequest, place: Place) -> HttpResponse:
    """Every number, what it counts, and a link to it."""
    shown(request, [], "board")
    parts = parts_of(request.rights, place)
    told = {
        "place": place, "parts": parts, "jumps": [{"label": part.title, "url": f"#{part.key}"} for part in parts],
        "can_print": is_installed(), "care": str(CARE),
        "take_out": f"{place.kind}_file",
    }  # fmt: skip
    return render(request, "boards/board.html", told)


def number(request: HttpRequest, place: Place, key: str) -> HttpResponse:
    """The things that one number counts; `hos` asks for those of one user, by the user name."""
    try:
        asked = number_named(key)
    except KeyError:
        raise Http404 from None
    hos = request.GET.get("hos", "")
    listed = behind(request.rights, place.school, place.pupils, asked)
    users = {
        user.pk: user for user in User.objects.filter(pk__in={each.who for each in listed}).select_related("person")
    }
    listed = [each for each in listed if not hos or (each.who in users and users[each.who].username == hos)]
    pupils = Person.objects.in_bulk({each.pupil for each in listed})
    rows = thing_rows(asked, listed, pupils, classes_of(pupils, request.rights.on), users)
    told = {"place": place, "title": asked.label, "counts": asked.counts}
    told |= one_page(request, rows, columns_of(asked), "-on", page=asked.page, permission=asked.permission)
    return render(request, "boards/behind.html", told)


def hours(request: HttpRequest, place: Place) -> HttpResponse:
    """The pupils of a programme, of a level or of the whole place, with the hours a share is made of."""
    by = request.GET.get("etter", absence.EVERYBODY)
    group = request.GET.get("gruppe", "")
    if by not in absence.BY:
        raise Http404
    hours = absence.hours_of(request.rights, place.school, place.pupils)
    listed = [each for each in hours if each.group(by) == group]
    pupils = Person.objects.in_bulk([each.pupil for each in listed])
    title = _("Timer borte: %(group)s") % {
        "group": place.name if by == absence.EVERYBODY else absence.group_word(by, group)
    }
    told = {
        "place": place, "title": title, "total": absence.added(listed),
        "counts": _("Timer med fravær av de timene noen har ført i skoleåret, for hver elev."),
    }  # fmt: skip
    rows = hours_rows(listed, pupils, classes_of(pupils, request.rights.on))
    told |= one_page(request, rows, HOURS_COLUMNS, "-percent", page="board_hours", permission="absence_read")
    return render(request, "boards/behind.html", told)


def week(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """The pupils whose hours a week counts, and the days they were away."""
    try:
        listed = behind_week(request.rights, place, number)
    except LookupError:
        raise Http404 from None
    pupils = Person.objects.in_bulk([each.pupil for each in listed])
    told = {
        "place": place, "title": _("Borte i uke %(week)d") % {"week": number}, "total": added(listed),
        "counts": _("Timer med fravær av de timene noen har ført i uka, for hver elev, og dagene eleven var borte."),
    }  # fmt: skip
    rows = week_rows(listed, pupils, classes_of(pupils, request.rights.on))
    told |= one_page(request, rows, WEEK_COLUMNS, "-away", page="board_week", permission="absence_read")
    return render(request, "boards/behind.html", told)


def file(request: HttpRequest, place: Place, part: str, file_format: str) -> HttpResponse:
    """One table of the board as CSV or Excel, without names of pupils."""
    shown(request, [], "board")
    return part_as_file(request, parts_of(request.rights, place), part, file_format, str(CARE))


def pdf(request: HttpRequest, place: Place) -> HttpResponse:
    """The board on paper."""
    shown(request, [], "board")
    parts = parts_of(request.rights, place)
    return parts_on_paper(request, place.name, parts, str(CARE), f"tavle-{slug_of(place.name)}", place.url("numbers"))
