"""Asking every address of the site about chosen objects, and making answers comparable."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.test import Client
from django.urls import reverse

from tettpaa.proofs.walk.edition import County
from tettpaa.schools.places.models import Group, School
from tettpaa.trust.access.declare import Declaration, declaration_of
from tettpaa.trust.access.permissions import Subject
from tettpaa.trust.access.routes import all_routes

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
NOBODY = 123_454_321  # a key that no pupil has, and that stands nowhere else in an address
NOTHING = 2  # a serial number of something that is not there
# What is new in every answer, and tells nothing: tokens, nonces, ids of empty forms, the clock, new secrets.
_CHANGES = re.compile(
    r'(?<=value=")[A-Za-z0-9]{64}(?=")|(?<=nonce=")[^"]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}'
    r'|(?<![\d])\d\d:\d\d(?::\d\d)?|(?<=<code>)[A-Z0-9 ]+(?=</code>)|data:image/svg\+xml;[^"]+|(?<=challenge": ")[^"]+'
)
_HEADERS = ("Location", "Content-Type", "Cache-Control", "Allow", "Vary", "Content-Disposition")


@dataclass(frozen=True)
class Address:
    """One address about one object; `parts` are what stands in it."""

    url: str
    view: str
    declaration: Declaration
    parts: Mapping[str, object]


@dataclass(frozen=True)
class Answer:
    """What a browser would get, without what changes each time."""

    status: int
    headers: tuple[str, ...]
    body: str


def addresses(county: County, pupil: int) -> Iterator[Address]:
    """Every route, about this pupil, the first class and school, and the owner."""
    group, school = Group.objects.get(source_id="A-1"), School.objects.get(source_id="A")
    sample = {Subject.PUPIL: pupil, Subject.GROUP: group.pk, Subject.SCHOOL: school.pk, Subject.OWNER: county.owner.pk}
    for route in all_routes():
        declaration = declaration_of(route.pattern.callback)
        if declaration is None:
            raise RuntimeError(f"{route.address} declares nothing")
        parts: dict[str, object] = {part: sample[about] for part, about in declaration.asked_about.items()}
        parts |= {
            part: county.things.get(part, _some(route.pattern.pattern.converters[part]))
            for part in declaration.checked_by_view
        }
        yield Address(reverse(route.view_name, kwargs=parts), route.view_name, declaration, parts)


def _some(converter: object) -> object:
    return {"IntConverter": NOTHING, "UUIDConverter": UUID(int=NOTHING)}.get(type(converter).__name__, "x")


def ask(client: Client, url: str, method: str = "GET") -> Answer:
    """The answer, whatever it is: a fault in a view is the page that tells of it."""
    found = client.generic(method, url)
    body = b"".join(found.streaming_content) if found.streaming else found.content
    told = tuple(f"{name}: {comparable(found.headers[name])}" for name in _HEADERS if name in found.headers)
    return Answer(found.status_code, told, comparable(body.decode("utf-8", "replace")))


def comparable(text: str) -> str:
    """The text without what is new each time and tells nothing."""
    return _CHANGES.sub("…", text)
