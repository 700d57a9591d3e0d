"""What access costs: one decision in memory, and a list of 30 pupils with authorisation and logging against without."""

import datetime as dt
import statistics
import time
from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import include, path, reverse

from tettpaa.bench.county import CLASS_SIZE, write_county
from tettpaa.bench.pages import medians
from tettpaa.kit import clock
from tettpaa.kit.clock import OSLO
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_memberships
from tettpaa.trust.access.declare import requires
from tettpaa.trust.access.permissions import permission_named
from tettpaa.trust.access.protection import Grade
from tettpaa.trust.access.roles import Role
from tettpaa.trust.access.rules import Asker, Place, Span, Standing, Tie, Whom, decide, moment_of
from tettpaa.trust.audit.reading import shown
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.strength import Strength
from tettpaa.trust.identity.trying import signed_in

TIMES, ROUNDS = 20_000, 7
TEACHES, GOES_TO = 8, 11  # groups of a teacher, and of a pupil
# The same page twice: once as the product sends it, once as if nobody had to be asked or told.
TEMPLATE = "bench/pupils.html"


@requires("class_read", group="key")
def guarded(request: HttpRequest, key: int) -> HttpResponse:
    """Only who may be seen, and each of them logged before the answer."""
    pupils = list(_of_class(key).filter(pk__in=request.rights.pupils("absence_read").values("pk")))
    shown(request, [pupil.pk for pupil in pupils], "class", permission="absence_read")
    return render(request, TEMPLATE, {"pupils": pupils})


@requires("signed_in", checked_by_view=("key",))
def bare(request: HttpRequest, key: int) -> HttpResponse:
    """The same list for anybody who is signed in, and no row in the log."""
    return render(request, TEMPLATE, {"pupils": list(_of_class(key))})


urlpatterns = [
    path("med/<int:key>", guarded, name="guarded"),
    path("uten/<int:key>", bare, name="bare"),
    path("", include("tettpaa.config.urls")),
]


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """`decision_us` is the median of one decision; `ratio` the list with authorisation and logging over without."""
    write_county(pupils, clock.today(), told)
    teacher = User.objects.select_related("person").order_by("pk")[0]
    key = Membership.objects.get(person=teacher.person_id).group_id
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        addresses = tuple(reverse(name, kwargs={"key": key}) for name in ("guarded", "bare"))
        spent = medians([signed_in(teacher)], addresses)
    guarded_ms, bare_ms = (spent[address] for address in addresses)
    return {
        "decision_us": round(_decision_seconds() * 1e6, 1), "pupils": CLASS_SIZE, "guarded_ms": round(guarded_ms, 1),
        "bare_ms": round(bare_ms, 1), "ratio": round(guarded_ms / bare_ms, 2),
    }  # fmt: skip


def _of_class(key: int) -> QuerySet[Person]:
    members = live_memberships(clock.today()).filter(role=Membership.Role.PUPIL, group=key)
    return Person.objects.filter(pk__in=members.values("person")).order_by("sort_key", "pk")


def _decision_seconds() -> float:
    """One decision of a teacher of many groups about a pupil of many."""
    since = Span(dt.date(2025, 8, 18), None)
    ties = tuple(Tie(Role.SUBJECT_TEACHER, Place("group", number), since) for number in range(TEACHES))
    asker = Asker(
        (*ties, Tie(Role.CONTACT_TEACHER, Place("group", 100), since)), frozenset({1}), Strength.HIGH,
        frozenset({5}), {7: Grade.CLIENT}, frozenset(),
    )  # fmt: skip
    standings = tuple(Standing(Place("group", 100 - number), since) for number in range(GOES_TO))
    whom = Whom(1, (*standings, Standing(Place("school", 1), since), Standing(Place("pupil", 9))), 9)
    permission, moment = permission_named("absence_read"), moment_of(dt.datetime(2025, 10, 14, 12, tzinfo=OSLO))
    if not decide(permission, asker, whom, moment).is_permitted:
        raise AssertionError("the decision that is timed must be a yes: it looks at everything")
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(TIMES):
            decide(permission, asker, whom, moment)
        taken.append((time.perf_counter() - begun) / TIMES)
    return statistics.median(taken)
