"""Every address declares its permission; one that does not keeps the server from starting."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.wsgi import get_wsgi_application
from django.http import Http404, HttpResponse
from django.urls import include, path

from tettpaa.trust.access.declare import declaration_of, requires
from tettpaa.trust.access.middleware import AccessMiddleware
from tettpaa.trust.access.permissions import PERMISSIONS, Audience, Subject
from tettpaa.trust.access.roles import Role, Where
from tettpaa.trust.access.routes import all_routes, fault_in, faults


def undeclared(request, key=0):
    return HttpResponse("alle ser dette")


@requires("pupil_open", pupil="key")
def declared(request, key):
    return HttpResponse("bare de rette ser dette")


class WithUndeclared:
    urlpatterns = [path("apen/", undeclared), path("", include("tettpaa.config.urls"))]


def test_every_address_of_the_site_declares_its_permission():
    assert faults() == ()
    assert len(list(all_routes())) > 5


def test_the_server_does_not_start_with_an_undeclared_view(settings):
    settings.ROOT_URLCONF = WithUndeclared
    with pytest.raises(ImproperlyConfigured, match="/apen/ declares no permission"):
        get_wsgi_application()


def test_no_command_runs_with_an_undeclared_view(db, settings):
    settings.ROOT_URLCONF = WithUndeclared
    with pytest.raises(SystemCheckError, match="/apen/ declares no permission"):
        call_command("check")


def test_no_command_runs_without_the_middleware(db, settings):
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "AccessMiddleware" not in name]
    with pytest.raises(SystemCheckError, match=r"access\.E002"):
        call_command("check")


def test_an_undeclared_view_that_is_reached_all_the_same_answers_as_if_it_were_not_there(rf, cast):
    request = rf.get("/apen/")
    request.user = cast.users["leader"]
    with pytest.raises(Http404):
        AccessMiddleware(lambda request: HttpResponse()).process_view(request, undeclared, (), {})


@pytest.mark.parametrize(
    ("view", "address", "fault"),
    [
        (declared, "elev/<int:key>", ""),
        (declared, "elev/<int:key>/<int:year>", "does not say what ['year'] names"),
        (declared, "elev/", "has no part called ['key']"),
        (undeclared, "elev/<int:key>", "declares no permission"),
    ],
)
def test_each_part_of_an_address_is_accounted_for(view, address, fault):
    (route,) = all_routes(type("Urls", (), {"urlpatterns": [path(address, view)]}))
    assert fault in fault_in(route)
    assert bool(fault) == bool(fault_in(route))


def test_a_permission_that_nobody_has_written_down_cannot_be_declared():
    with pytest.raises(LookupError):
        requires("pupil_opne")


def test_a_view_is_declared_once():
    with pytest.raises(ValueError, match="declared already"):
        requires("school_read")(declared)
    assert declaration_of(declared).permission.name == "pupil_open"


def test_owners_people_never_reach_a_pupil():
    for permission in PERMISSIONS:
        if permission.about is Subject.PUPIL or permission.names_pupils:
            of_owner = {role for role, where in permission.cells.items() if where is Where.OWNER}
            assert of_owner <= {Role.PRIVACY_OFFICER}, permission.name
            # The privacy officer looks at what was done, not at the pupil.
            assert not of_owner or permission.thing == "opening" or permission.name == "log_review", permission.name


def test_every_row_of_the_matrix_is_whole():
    names = [permission.name for permission in PERMISSIONS]
    assert len(names) == len(set(names))
    for permission in PERMISSIONS:
        assert permission.words, permission.name
        assert (permission.audience is Audience.BY_ROLE) == bool(permission.cells), permission.name
        assert permission.about is not Subject.PUPIL or permission.names_pupils, permission.name
