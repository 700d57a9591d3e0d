"""What tests of signing in from outside share: the way to the provider and back, and what became of it."""

from urllib.parse import parse_qsl, urlsplit

from django.urls import reverse

from tests.openid_provider import visit
from tettpaa.trust.audit.models import AuditEvent
from tettpaa.trust.identity.strength import Strength, strength_of

FEIDE_NAME = "kari@skole.example"


def leave(client, **asked) -> str:
    """The address at the provider the visitor is sent to."""
    answer = client.get(reverse("identity:leave", args=["feide"]), asked)
    assert answer.status_code == 302
    return answer.headers["Location"]


def come_back(client, address: str):
    parts = urlsplit(visit(address))
    return client.get(parts.path, dict(parse_qsl(parts.query)))


def sign_in(client, **asked):
    return come_back(client, leave(client, **asked))


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def strength_in(client, user) -> Strength:
    class Request:
        session = client.session

    Request.user = user
    return strength_of(Request)


def refusals() -> list[str]:
    return [event.details["why"] for event in AuditEvent.objects.filter(action="sign_in_refused").order_by("pk")]
