"""Nobody's name comes into a technical log: a county of names that occur nowhere else, and every page, form and fault.

    tettpaa prove canary

Everybody opens every address by every method, forms are filled with names and sentences, pages fall with names in their
hands, libraries warn of them, and a file full of them is imported and refused. What was written to the logs is
searched for each word.
"""

import logging
import logging.config
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.progress import noting
from tettpaa.identify.imports.running import import_package
from tettpaa.kit import clock
from tettpaa.proofs.forked import Child
from tettpaa.proofs.homes import Homes
from tettpaa.proofs.walk.county import make_county
from tettpaa.proofs.walk.edition import BY, TODAY, County
from tettpaa.proofs.walk.files import write_files
from tettpaa.proofs.walk.visits import METHODS, addresses, ask
from tettpaa.trust.access.declare import requires
from tettpaa.trust.identity.trying import signed_in

Tell = Callable[[str], None]
FEWEST = 200
FIELDS = ("username", "password", "given", "family", "group", "reason", "line", "answer", "name", "navn", "q", "review")
_words: list[str] = []


@requires("public")
def falls(_request: HttpRequest) -> HttpResponse:
    """A page that falls with a name in its hands, and a library that warns of one."""
    name = _words[0]
    logging.getLogger("deltalake.table").warning("could not read %s", name)
    try:
        raise ValueError(f"cannot place {name}")
    except ValueError as fault:
        raise RuntimeError(f"{name} again") from fault


urlpatterns = [path("faller", falls, name="falls"), path("", include("tettpaa.config.urls"))]


def prove(_runs: int, _seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether no word came out, the figure)."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-canary-") as folder:
        homes = Homes(Path(folder))
        written = Path(folder) / "technical.log"
        act = partial(_sing, Path(folder), written, tell)
        answer = Child(homes.start, act, clock.frozen(TODAY)).answer()
        text = written.read_text("utf-8") if written.exists() else ""
        homes.close()
    if answer is None:
        return False, "the process that sang died"
    words, asked = answer
    found = sorted({word for word in words if word.lower() in text.lower()})
    for word in found:
        tell(f"found in the technical log: {word}")
    lines = text.count("\n")
    figure = f"{len(found)} of {len(words)} words found in {lines} lines of technical log, after {asked} requests"
    return not found and len(words) >= FEWEST and lines > 0, figure


def _sing(folder: Path, written: Path, tell: Tell) -> tuple[list[str], int]:
    """In a process and a home of its own, with the installation's own logging on a file."""
    call_command("migrate", verbosity=0, skip_checks=True)
    settings.ALLOWED_HOSTS, settings.ROOT_URLCONF = ["testserver"], __name__
    with written.open("w", encoding="utf-8", buffering=1) as stream:
        sys.stderr = stream
        logging.config.dictConfig(settings.LOGGING)
        county = make_county(folder / "files", has_hidden=True)
        words = words_of(county)
        _words[:] = words
        asked = sum(_as_one(county, who, place, tell) for place, who in enumerate(county.users))
        _refused_import(county, folder)
        sys.stderr = sys.__stderr__
    return words, asked


def words_of(county: County) -> list[str]:
    """Given and family name of everybody, and every sentence."""
    names = [word for pupil in county.pupils.values() for word in (pupil.given_name, pupil.family_name)]
    return [*names, *county.phrases]


def _as_one(county: County, who: str, place: int, tell: Tell) -> int:
    """Every address by every method, with names where something can be written; how many times was asked."""
    tell(who)
    client = signed_in(county.users[who], raise_request_exception=False)
    asked = 0
    told = {name: _words[(place * len(FIELDS) + number) % len(_words)] for number, name in enumerate(FIELDS)}
    for address in addresses(county, county.pupils["A-1-0"].pk):
        for method in METHODS:
            ask(client, address.url, method)
        client.post(address.url, told)
        client.get(address.url, told)
        asked += len(METHODS) + 2
    Client(enforce_csrf_checks=True, raise_request_exception=False).post("/logg-inn", told)
    client.get(f"/finnes-ikke/{told['name']}/")
    return asked + 2


def _refused_import(county: County, folder: Path) -> None:
    """A file in which every birth date is a name."""
    files = write_files(folder / "broken", has_hidden=True)
    people = files / "people.csv"
    people.write_text(people.read_text("utf-8").replace("2009-", f"{_words[0]}-"), "utf-8")
    wish = Wish(by=BY, is_asked=True, reason=BY)
    held = import_package(files, owner=county.owner, kind="csv", school_year=TODAY.year, wish=wish, report_for=noting)
    if held.state == "committed":
        raise RuntimeError("a broken file was taken")
