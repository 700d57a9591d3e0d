"""A view that forgets to check its object is still asked by nobody who may not: the middleware has checked."""

from functools import partial

import pytest
from django.http import HttpResponse
from django.urls import include, path

from tettpaa.trust.access.declare import requires


def answers(request, key):
    request.has_shown = True
    return HttpResponse("inne")


class Urls:
    urlpatterns = [
        path(f"{about}/<int:key>", requires(permission, **{about: "key"})(partial(answers)))
        for about, permission in (
            ("pupil", "pupil_open"),
            ("group", "class_read"),
            ("school", "school_read"),
            ("owner", "import_read"),
        )
    ] + [path("", include("tettpaa.config.urls"))]


@pytest.mark.parametrize(
    ("user", "address", "is_let_in"),
    [
        ("contact_a", "pupil/a1", True),
        ("contact_a", "pupil/b1", False),
        ("contact_a", "pupil/left", False),
        ("contact_a", "group/class_a", True),
        ("contact_a", "group/class_b", False),
        ("leader", "group/class_b", True),
        ("leader", "school/school", True),
        ("leader", "school/school_elsewhere", False),
        ("leader_elsewhere", "school/school_elsewhere", True),
        ("administrator", "owner/owner", True),
        ("leader", "owner/owner", False),
    ],
)
def test_an_object_of_somebody_elses_is_not_there(cast, client, settings, user, address, is_let_in):
    settings.ROOT_URLCONF = Urls
    client.force_login(cast.users[user])
    about, name = address.split("/")
    found = cast.pupils[name] if about == "pupil" else getattr(cast, name)
    assert client.get(f"/{about}/{found.pk}").status_code == (200 if is_let_in else 404)
