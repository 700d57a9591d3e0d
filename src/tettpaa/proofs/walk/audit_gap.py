"""No pupil is shown without a row in the log: not on any page, and not by a server that is killed.

    tettpaa prove audit-gap --runs 200

First everybody opens every address, and each pupil named in an answer must have got a row by that very request. Then a
server is killed at random moments while a teacher opens pupils: every answer that reached the teacher has its row.
"""

import http.client
import logging
import random
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tettpaa.kit import clock
from tettpaa.proofs.forked import Child
from tettpaa.proofs.homes import Homes
from tettpaa.proofs.walk.county import make_county
from tettpaa.proofs.walk.edition import TODAY, County
from tettpaa.proofs.walk.visits import addresses, ask
from tettpaa.trust.audit.models import AccessRecord
from tettpaa.trust.identity.trying import signed_in

Tell = Callable[[str], None]
HOST = "127.0.0.1"
TEACHER = "A-1-k"
SECONDS_TO_BEGIN, SECONDS_A_RUN = 60.0, 4.0
ENVIRONMENT = clock.frozen(TODAY)


def prove(runs: int, seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether every pupil shown has its row, the figure)."""
    rng = random.Random(seed)  # noqa: S311 (moments to kill at, no secrets)
    with tempfile.TemporaryDirectory(prefix="tettpaa-gap-") as folder:
        homes = Homes(Path(folder))
        begun = Child(homes.start, partial(_walk, Path(folder) / "files", tell), ENVIRONMENT).answer()
        if begun is None:
            return False, "the process that walked died"
        answers, shown, gaps, cookie, pages = begun
        received, killed = 0, 0
        before = Child(homes.start, _rows, ENVIRONMENT).answer()
        for run in range(runs):
            got, was_killed = _run(homes, cookie, pages, rng)
            received, killed = received + len(got), killed + was_killed
            after = Child(homes.start, _rows, ENVIRONMENT).answer()
            # Each pupil is asked for at most once a run.
            gaps += [f"run {run}: an answer without a row" for key in got if after[key] <= before[key]]
            before = after
            tell(f"{run + 1}/{runs}: {len(got)} answers, {'killed' if was_killed else 'ended'}")
        homes.close()
    for line in gaps:
        tell(line)
    figure = (
        f"gap {len(gaps)}: {shown} pupils shown in {answers} answers, and {received} answers "
        f"of {killed} servers killed in {runs} runs, seed {seed}"
    )
    return not gaps and shown > 0 and received > runs and killed == runs, figure


def _walk(files: Path, tell: Tell) -> tuple[int, int, list[str], str, dict[str, int]]:
    """(answers, pupils shown, gaps, the teacher's cookie, the pupils' pages); in a process and a home of its own."""
    call_command("migrate", verbosity=0, skip_checks=True)
    settings.ALLOWED_HOSTS = ["testserver", HOST]
    logging.disable()  # thousands of pages that are not there
    county = make_county(files, has_hidden=True)
    answers, shown, gaps = look(county, tell)
    teacher = signed_in(county.users[TEACHER])
    cookie = teacher.cookies[settings.SESSION_COOKIE_NAME].value
    mine = [pupil for name, pupil in county.pupils.items() if name.startswith("A-1-") and name not in county.hidden]
    pages = {next(a.url for a in addresses(county, pupil.pk) if a.view == "pupil"): pupil.pk for pupil in mine}
    return answers, shown, gaps, cookie, pages


def look(county: County, tell: Tell, users: Iterable[str] = ()) -> tuple[int, int, list[str]]:
    """Every address as everybody (or the `users`): how many answers, how many pupils in them, and those without a row."""
    answers, shown, gaps = 0, 0, []
    for who in users or county.users:
        tell(who)
        user = county.users[who]
        client = signed_in(user, raise_request_exception=False)
        own = user.person_id
        for address in addresses(county, county.pupils["A-1-0"].pk):
            last = AccessRecord.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            answer = ask(client, address.url)
            named = {key for name, key in county.names.items() if name in answer.body and key != own}
            logged = set(AccessRecord.objects.filter(pk__gt=last).values_list("pupil_key", flat=True))
            answers, shown = answers + 1, shown + len(named)
            gaps += [f"{who} {address.url}: {len(named - logged)} pupils without a row"] if named - logged else []
    return answers, shown, gaps


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_told: object) -> None:
        """Nothing: what is asked stands in the log that is proven."""


def _serve(listener: socket.socket) -> None:
    server = WSGIServer((HOST, 0), _Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    server.server_name, server.server_port = HOST, listener.getsockname()[1]
    server.setup_environ()
    server.set_app(get_wsgi_application())
    settings.ALLOWED_HOSTS = [HOST]
    server.serve_forever()


def _run(homes: Homes, cookie: str, pages: dict[str, int], rng: random.Random) -> tuple[list[int], bool]:
    """(keys of the pupils whose page came whole, whether the server was killed on the way)."""
    with socket.create_server((HOST, 0)) as listener:
        port = listener.getsockname()[1]
        child = Child(homes.start, partial(_serve, listener), ENVIRONMENT)
    got, order = [], list(pages)
    rng.shuffle(order)
    first = order.pop()
    if _comes_whole(port, first, cookie, SECONDS_TO_BEGIN):  # a server that has just begun takes its time
        got.append(pages[first])
    ends = time.monotonic() + rng.uniform(0, SECONDS_A_RUN)
    for url in order:
        if (left := ends - time.monotonic()) <= 0 or not _comes_whole(port, url, cookie, left):
            break
        got.append(pages[url])
    child.kill()
    return got, child.answer() is None


def _comes_whole(port: int, url: str, cookie: str, seconds: float) -> bool:
    """Whether the page was answered, to its last byte, before the time was up."""
    asked = http.client.HTTPConnection(HOST, port, timeout=seconds)
    try:
        asked.request("GET", url, headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"})
        answer = asked.getresponse()
        body = answer.read()
        return answer.status == 200 and body.rstrip().endswith(b"</html>")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asked.close()


def _rows() -> Counter[int]:
    """How many times the teacher has opened each pupil, as the log has it."""
    opened = AccessRecord.objects.filter(page="pupil", kind="opened", by=TEACHER.lower())
    return Counter(opened.values_list("pupil_key", flat=True))
