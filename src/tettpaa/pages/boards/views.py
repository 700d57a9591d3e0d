"""Tavla for en klasse og for en skole: numbers without names, the names one click deeper, and each table as a file."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tettpaa.pages.boards import answering
from tettpaa.pages.boards.places import class_at, school_at
from tettpaa.trust.access.declare import requires


@requires("class_read", group="key")
@require_GET
def class_board(request: HttpRequest, key: int) -> HttpResponse:
    """The numbers of a class, each opening to what it counts."""
    return answering.board(request, class_at(request.rights, key))


@requires("class_read", group="key", checked_by_view=("number",))
@require_GET
def class_number(request: HttpRequest, key: int, number: str) -> HttpResponse:
    """Whom one number of a class counts, and what."""
    return answering.number(request, class_at(request.rights, key), number)


@requires("class_read", group="key")
@require_GET
def class_hours(request: HttpRequest, key: int) -> HttpResponse:
    """The hours a share of a class is made of, pupil by pupil."""
    return answering.hours(request, class_at(request.rights, key))


@requires("class_read", group="key", checked_by_view=("week",))
@require_GET
def class_week(request: HttpRequest, key: int, week: int) -> HttpResponse:
    """The pupils and days that a week of a class counts."""
    return answering.week(request, class_at(request.rights, key), week)


@requires("class_read", group="key", checked_by_view=("part", "file_format"))
@require_GET
def class_file(request: HttpRequest, key: int, part: str, file_format: str) -> HttpResponse:
    """One table of a class as CSV or Excel."""
    return answering.file(request, class_at(request.rights, key), part, file_format)


@requires("class_read", group="key")
@require_GET
def class_pdf(request: HttpRequest, key: int) -> HttpResponse:
    """The board of a class on paper."""
    return answering.pdf(request, class_at(request.rights, key))


@requires("school_read", school="key")
@require_GET
def school_board(request: HttpRequest, key: int) -> HttpResponse:
    """The numbers of a school, each opening to what it counts."""
    return answering.board(request, school_at(request.rights, key))


@requires("school_read", school="key", checked_by_view=("number",))
@require_GET
def school_number(request: HttpRequest, key: int, number: str) -> HttpResponse:
    """Whom one number of a school counts, and what."""
    return answering.number(request, school_at(request.rights, key), number)


@requires("school_read", school="key")
@require_GET
def school_hours(request: HttpRequest, key: int) -> HttpResponse:
    """The hours a share of a school is made of, pupil by pupil."""
    return answering.hours(request, school_at(request.rights, key))


@requires("school_read", school="key", checked_by_view=("week",))
@require_GET
def school_week(request: HttpRequest, key: int, week: int) -> HttpResponse:
    """The pupils and days that a week of a school counts."""
    return answering.week(request, school_at(request.rights, key), week)


@requires("school_read", school="key", checked_by_view=("part", "file_format"))
@require_GET
def school_file(request: HttpRequest, key: int, part: str, file_format: str) -> HttpResponse:
    """One table of a school as CSV or Excel."""
    return answering.file(request, school_at(request.rights, key), part, file_format)


@requires("school_read", school="key")
@require_GET
def school_pdf(request: HttpRequest, key: int) -> HttpResponse:
    """The board of a school on paper."""
    return answering.pdf(request, school_at(request.rights, key))
