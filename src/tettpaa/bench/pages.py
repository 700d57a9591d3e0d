"""What Min dag costs at a county's size: SQL reads, and page time against an empty signed-in page's.

The county is written straight into an empty home: only its size matters, not how it came there.
"""

import statistics
import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from tettpaa.bench.county import write_county
from tettpaa.kit import clock
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.persona import STAFF
from tettpaa.trust.identity.sessions import mark
from tettpaa.trust.identity.strength import Proof, Strength

ROUNDS, WARM_UP = 200, 20


@requires("signed_in")
def empty(request: HttpRequest) -> HttpResponse:
    """A signed-in page with the frame and nothing in it."""
    return render(request, "kit/base.html")


urlpatterns = [path("tom", empty, name="empty"), path("", include("tettpaa.config.urls"))]


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """Write the county and open both pages in turn as contact teachers of many schools.

    `reads` are the SQL statements of one page, `ratio` the median of Min dag over the empty page's.
    """
    write_county(pupils, clock.today(), told)
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        clients = [_signed_in(user) for user in User.objects.order_by("?")[:20]]
        mine, bare = reverse("my_day"), reverse("empty")
        shown, reads = _looked_at(clients[0], mine)
        times = _times(clients, (mine, bare))
    medians = {address: statistics.median(taken) for address, taken in times.items()}
    return {
        "pupils": pupils, "shown": shown, "reads": reads, "my_day_ms": round(medians[mine], 1),
        "empty_ms": round(medians[bare], 1), "ratio": round(medians[mine] / medians[bare], 2),
    }  # fmt: skip


def _times(clients: list[Client], addresses: tuple[str, ...]) -> dict[str, list[float]]:
    """Milliseconds of each page, opened in turn so that a noisy machine disturbs both alike."""
    times: dict[str, list[float]] = {address: [] for address in addresses}
    for turn in range(WARM_UP + ROUNDS):
        for address, taken in times.items():
            spent = _timed(clients[turn % len(clients)], address)
            taken.extend([spent] if turn >= WARM_UP else [])
    return times


def _signed_in(user: User) -> Client:
    client, at = Client(), clock.now()
    client.force_login(user)
    session = client.session
    mark(session, Proof("demo", Strength.HIGH, at), persona=STAFF, at=at)
    session.save()
    return client


def _looked_at(client: Client, address: str) -> tuple[int, int]:
    """How many pupils the page shows, and how many SQL statements it takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    return answer.content.decode().count("tp-pupil-card__why"), len(queries)


def _timed(client: Client, address: str) -> float:
    begun = time.perf_counter()
    answer = client.get(address)
    spent = (time.perf_counter() - begun) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return spent
