"""A browser signed in without a sign-in page, for what measures and proves: never part of a request."""

from django.test import Client

from tettpaa.kit import clock
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.sessions import mark
from tettpaa.trust.identity.strength import Proof, Strength


def signed_in(user: User, *, raise_request_exception: bool = True) -> Client:
    """A browser of the user, signed in as surely as can be. A fault in a view is raised, or answered as to anybody."""
    client, at = Client(raise_request_exception=raise_request_exception), clock.now()
    client.force_login(user)
    session = client.session
    mark(session, Proof("demo", Strength.HIGH, at), persona=STAFF, at=at)
    session.save()
    return client
