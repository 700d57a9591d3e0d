"""Walks every address as everybody, in a county with hidden pupils and in one without: nobody may tell them apart.

    tettpaa prove surfaces

Each answer of the one is compared with the other's, letter by letter: lists, counts, sums, order, pages, errors,
headers; but for the import's own pages, since who sends a file knows how many rows it has. No answer may name a pupil
that the asker has no right to. What is hidden, and what is somebody else's, is answered by every method as what does not
exist; and it takes as long.
"""

import logging
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from tettpaa.kit import clock
from tettpaa.proofs.forked import Child
from tettpaa.proofs.homes import Homes
from tettpaa.proofs.walk.county import make_county
from tettpaa.proofs.walk.edition import TODAY, County
from tettpaa.proofs.walk.visits import METHODS, NOBODY, Answer, addresses, ask, comparable
from tettpaa.trust.access.matrix import Action, thing_named
from tettpaa.trust.access.permissions import Subject, permission_of
from tettpaa.trust.access.queries import pupils_within
from tettpaa.trust.access.rules import moment_of
from tettpaa.trust.access.ties import asker_of
from tettpaa.trust.identity.trying import signed_in

Tell = Callable[[str], None]
Seen = dict[tuple[str, str], Answer]
TIMED, MOST_MS = 100, 5.0
TOLD_AT_MOST = 30
OPEN_TO_ALL = "identity"
OF_FILES = {"import_read", "import_send", "import_approve"}


def prove(_runs: int, _seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether nothing leaked, the figure)."""
    found = [_edition(has_hidden, tell) for has_hidden in (True, False)]
    if None in found:
        return False, "a process that walked died"
    (seen, leaks, asked, spread), (seen_without, _leaks, asked_without, _spread) = found
    leaks = leaks + [f"{who} {url} differs" for (who, url) in seen if seen[who, url] != seen_without.get((who, url))]
    for line in leaks[:TOLD_AT_MOST]:
        tell(line)
    is_as_slow = spread < MOST_MS
    figure = (
        f"{asked + asked_without} requests, {len(seen)} pages compared, {len(leaks)} leaks; "
        f"hidden and absent differ by {spread:.2f} ms in the median"
    )
    return not leaks and is_as_slow, figure


def _edition(has_hidden: bool, tell: Tell) -> tuple[Seen, list[str], int, float] | None:
    with tempfile.TemporaryDirectory(prefix="tettpaa-surfaces-") as folder:
        homes = Homes(Path(folder))
        act = partial(_walk, Path(folder) / "files", has_hidden, tell)
        answer = Child(homes.start, act, clock.frozen(TODAY)).answer()
        homes.close()
    return answer


def _walk(files: Path, has_hidden: bool, tell: Tell) -> tuple[Seen, list[str], int, float]:
    """In a process and a home of its own."""
    call_command("migrate", verbosity=0, skip_checks=True)
    settings.ALLOWED_HOSTS = ["testserver"]
    logging.disable()  # thousands of pages that are not there
    county = make_county(files, has_hidden=has_hidden)
    return walk(county, tell)


def walk(county: County, tell: Tell) -> tuple[Seen, list[str], int, float]:
    """What everybody got, what leaked, how many times was asked, and milliseconds between hidden and absent."""
    seen: Seen = {}
    leaks: list[str] = []
    asked = 0
    for who, user in county.users.items():
        tell(who)
        client = signed_in(user, raise_request_exception=False)
        may_name = _may_name(county, who)
        for address in addresses(county, county.pupils["A-1-0"].pk):
            answer = ask(client, address.url)
            if address.declaration.permission.name not in OF_FILES:
                seen[who, comparable(address.url)] = answer
            asked += 1
            named = {key for name, key in county.names.items() if name in answer.body}
            leaks += [f"{who} {address.url} names a pupil" for _ in named - may_name]
        more, again = closed_doors(county, who, client)
        leaks, asked = leaks + more, asked + again
    return seen, leaks, asked, _spread(county)


def _may_name(county: County, who: str) -> set[int]:
    """The pupils whose name the user may know."""
    moment = moment_of(clock.now())
    permission = permission_of(thing_named(OPEN_TO_ALL), Action.READ)
    return set(pupils_within(asker_of(county.users[who], moment), permission, moment).values_list("pk", flat=True))


def closed_doors(county: County, who: str, client: Client) -> tuple[list[str], int]:
    """Hidden pupils and those of another school, by every method, against a key that nobody has."""
    closed = [pupil.pk for pupil in county.hidden.values()]
    if not who.startswith("B-"):
        closed.append(county.pupils["B-2-0"].pk)
    leaks, asked = [], 0
    absent = [
        address for address in addresses(county, NOBODY) if Subject.PUPIL in address.declaration.asked_about.values()
    ]
    for method in METHODS:
        nothing = {address.view: ask(client, address.url, method) for address in absent}
        asked += len(absent)
        for key in closed:
            for address in addresses(county, key):
                if address.view in nothing:
                    answer = ask(client, address.url, method)
                    asked += 1
                    if _without(answer, key) != _without(nothing[address.view], NOBODY):
                        leaks.append(f"{who} {method} {address.url} is not as if it were absent")
    return leaks, asked


def _without(answer: Answer, key: int) -> Answer:
    """The answer, its own address told as one."""
    told = tuple(header.replace(str(key), "…") for header in answer.headers)
    return Answer(answer.status, told, answer.body.replace(f"/{key}", "/…"))


def _spread(county: County) -> float:
    """Milliseconds between the medians of a hidden and an absent pupil's page, asked in turn."""
    if not county.hidden:
        return 0.0
    client = signed_in(county.users["A-leader"], raise_request_exception=False)
    hidden = next(iter(county.hidden.values())).pk
    page = {key: next(a.url for a in addresses(county, key) if a.view == "pupil") for key in (hidden, NOBODY)}
    taken: dict[int, list[float]] = {hidden: [], NOBODY: []}
    for _ in range(TIMED):
        for key, url in page.items():
            begun = time.perf_counter()
            ask(client, url)
            taken[key].append((time.perf_counter() - begun) * 1000)
    return abs(statistics.median(taken[hidden]) - statistics.median(taken[NOBODY]))
