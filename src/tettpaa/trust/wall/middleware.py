"""Puts every request behind the second wall: first for nobody, and for its user from when that is known."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from tettpaa.trust.access.rights import Rights
from tettpaa.trust.wall.asking import Asking, asked_by


class WallMiddleware:
    """Stands outermost: what is read before anybody is known, is read for nobody."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if connection.vendor != "postgresql":
            return self.get_response(request)
        with asked_by(Asking()):
            return self.get_response(request)


class AskerMiddleware:
    """Stands innermost, behind the one that knows the user's rights."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        rights = request.rights  # type: ignore[attr-defined]
        if connection.vendor != "postgresql" or not request.user.is_authenticated:
            return self.get_response(request)
        with asked_by(asking_of(rights)):
            return self.get_response(request)


def asking_of(rights: Rights) -> Asking:
    """The same user, persona, strength and instant that the decision is made for."""
    return Asking(rights.user.pk, rights.persona, int(rights.strength), rights.moment.at)
