"""Every address of the site, and what is wrong with its declaration."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

from tettpaa.trust.access.declare import declaration_of


@dataclass(frozen=True)
class Route:
    """One address: its pattern as written in the url files, its name with namespaces, and the pattern object."""

    address: str
    view_name: str
    pattern: URLPattern


def all_routes(urlconf: str | None = None) -> Iterator[Route]:
    """Every route of the site, includes opened."""
    yield from _routes_below(get_resolver(urlconf), "/", "")


def _routes_below(resolver: URLResolver, address: str, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        below = address + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _routes_below(entry, below, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield Route(below, f"{namespace}{entry.name}", entry)


def fault_in(route: Route) -> str:
    """Why the server must not start with this route; empty where all is well.

    A part of the address that is neither asked about nor listed as checked by the view would let
    anybody with the permission somewhere try any key.
    """
    declaration = declaration_of(route.pattern.callback)
    if declaration is None:
        return f"{route.address} declares no permission: put @requires(…) on its view"
    parts = set(route.pattern.pattern.converters) | set(route.pattern.pattern.regex.groupindex)
    if unsaid := parts - declaration.parts:
        return f"{route.address} does not say what {sorted(unsaid)} names: add it to @requires(…)"
    if absent := declaration.parts - parts:
        return f"{route.address} has no part called {sorted(absent)}, which its @requires(…) names"
    return ""


def faults(urlconf: str | None = None) -> tuple[str, ...]:
    return _faults_below(get_resolver(urlconf))


@cache
def _faults_below(resolver: URLResolver) -> tuple[str, ...]:
    """Looked for once a process: addresses come with the code."""
    routes = _routes_below(resolver, "/", "")
    return tuple(fault for route in routes if (fault := fault_in(route)))
