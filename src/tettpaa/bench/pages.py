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
from tettpaa.trust.identity.trying import signed_in

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
        clients = [signed_in(user) for user in User.objects.order_by("?")[:20]]
        mine, bare = reverse("my_day"), reverse("empty")
        shown, reads = _looked_at(clients[0], mine)
        spent = medians(clients, (mine, bare))
    return {
        "pupils": pupils, "shown": shown, "reads": reads, "my_day_ms": round(spent[mine], 1),
        "empty_ms": round(spent[bare], 1), "ratio": round(spent[mine] / spent[bare], 2),
    }  # fmt: skip


def medians(clients: list[Client], addresses: tuple[str, ...]) -> dict[str, float]:
    """The median milliseconds of each page, opened in turn so that a noisy machine disturbs them alike."""
    times: dict[str, list[float]] = {address: [] for address in addresses}
    for turn in range(WARM_UP + ROUNDS):
        for address, taken in times.items():
            spent = timed(clients[turn % len(clients)], address)
            taken.extend([spent] if turn >= WARM_UP else [])
    return {address: statistics.median(taken) for address, taken in times.items()}


def _looked_at(client: Client, address: str) -> tuple[int, int]:
    """How many pupils the page shows, and how many SQL statements it takes."""
    return client.get(address).content.decode().count("tp-pupil-card__why"), reads_of(client, address)


def reads_of(client: Client, address: str) -> int:
    """The SQL statements of a page that has been opened before."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def timed(client: Client, address: str) -> float:
    """Milliseconds until the page has come. RuntimeError where it is not the page."""
    begun = time.perf_counter()
    answer = client.get(address)
    spent = (time.perf_counter() - begun) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return spent
