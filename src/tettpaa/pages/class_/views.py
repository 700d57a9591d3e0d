"""Klassen: the pupils of one class, how it goes, and what is not registered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tettpaa.pages.class_.listing import columns_for, groups_of, listing
from tettpaa.pages.class_.queries import class_page
from tettpaa.pages.class_.rows import COLUMNS, rows_of
from tettpaa.pages.registration_rows import COLUMNS as REGISTRATION_COLUMNS
from tettpaa.pages.registration_rows import rows_of as registration_rows
from tettpaa.trust.access.declare import requires
from tettpaa.trust.audit.reading import shown


@requires("class_read")
@require_GET
def classes(request: HttpRequest) -> HttpResponse:
    """On to the user's class; a list for those with several."""
    groups = groups_of(request.rights)
    if len(groups) == 1:
        return redirect("class", key=groups[0].key)
    shown(request, [], "classes")
    told = {"columns": columns_for(groups), "rows": listing(request.rights, groups)}
    return render(request, "class_/classes.html", told)


@requires("class_read", group="key")
@require_GET
def one_class(request: HttpRequest, key: int) -> HttpResponse:
    """The class's pupils as a table, its development, and registration by teacher."""
    group = request.rights.group("class_read", key)
    page = class_page(request.rights, group)
    shown(request, [member.pupil.key for member in page.members], "class")
    told = {
        "group": group,
        "page": page,
        "columns": COLUMNS,
        "rows": rows_of(page, request.rights.on),
        "registration_columns": REGISTRATION_COLUMNS,
        "registration_rows": registration_rows(page.unregistered),
        "is_one_of_many": len(groups_of(request.rights)) > 1,
    }
    return render(request, "class_/class.html", told)
