"""Kills those who tell and those who send at random moments, and counts what came into the app and to the mail server.

    tettpaa prove outbox --runs 1000 --seed 1

`runs` messages are told by a process that is killed and begins anew, then mailed by workers that are killed and
replaced, to a real mail server on this machine. Each must stand in the app once and have been mailed; one mailed twice
must have been so in the window between the server's answer and our writing it down.
"""

import datetime as dt
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from tettpaa.kit import clock
from tettpaa.kit.ids import key_of
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.queries import perhaps_doubled
from tettpaa.messages.channels.rules import limits_on
from tettpaa.messages.channels.sending import has_something_to_send, send_due
from tettpaa.messages.channels.states import SENT
from tettpaa.messages.outbox.actions import tell
from tettpaa.messages.outbox.models import Message
from tettpaa.proofs.forked import Child, load_ahead
from tettpaa.proofs.homes import Homes
from tettpaa.proofs.mail_server import TakingServer, mail_server, settings_for
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner
from tettpaa.trust.identity.models import User

BY = "prøve"
DOMAIN = "example.no"
LONGEST_ANSWER = 0.02  # seconds the mail server may dawdle after it has taken a mail: the window of a double
TELLERS_KILLED = 20
SHORTEST, LONGEST = 0.05, 1.5  # seconds a worker lives
MOST_WORKERS = 2000
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Found:
    """What the database holds in the end. `mail_ids` are the Message-IDs of all mail that was to leave."""

    messages: int
    of_messages: int
    of_digests: int
    perhaps_doubled: int
    mail_ids: frozenset[str]


def prove(runs: int, seed: int, tell_how: Tell) -> tuple[bool, str]:
    """(whether the promise held, the figure)."""
    rng = random.Random(seed)  # noqa: S311 (moments to kill at, no secrets)
    load_ahead("tettpaa.messages.channels.smtp", "tettpaa.messages.channels.stand_ins")
    with tempfile.TemporaryDirectory(prefix="tettpaa-outbox-") as folder:
        homes = Homes(Path(folder))
        with mail_server(dawdle=lambda: rng.random() * LONGEST_ANSWER) as server:
            bench = Bench(homes.start, server, runs)
            bench.begin()
            bench.tell_all(rng, tell_how)
            workers = bench.send_all(rng, tell_how)
            found = bench.look()
            mailed = server.times_taken()
        homes.close()
    return judged(runs, found, mailed, f"{workers} workers and {TELLERS_KILLED} tellers killed, seed {seed}")


def judged(runs: int, found: Found, mailed: Counter[str], how: str) -> tuple[bool, str]:
    """Whether the promise held, and the figure. A week's digests may be among the mails: they must come as well."""
    lost = found.of_messages + found.of_digests - len(mailed.keys() & found.mail_ids)
    strangers = len(mailed.keys() - found.mail_ids)
    doubles = sum(times - 1 for times in mailed.values())
    held = (lost, strangers, found.messages, found.of_messages) == (0, 0, runs, runs)
    held = held and doubles <= found.perhaps_doubled
    in_app = "once" if found.messages == runs else f"wrongly ({found.messages})"
    return held, (
        f"{lost} of {found.of_messages + found.of_digests} mails lost, each of {runs} messages in the app {in_app}, "
        f"{doubles} mailed twice and {found.perhaps_doubled} counted as perhaps so, {how}"
    )


class Bench:
    """One home, one mail server, and as many messages as there are runs, a few to each of many people."""

    def __init__(self, home: Path, server: TakingServer, runs: int) -> None:
        self.home, self.runs = home, runs
        self.smtp = settings_for(server)
        self.to_each = limits_on(clock.today()).to_one_an_hour

    def begin(self) -> None:
        """People with work addresses, in a migrated home."""
        if Child(self.home, self._people, {}).answer() is None:
            raise RuntimeError("the home could not be made ready")

    def tell_all(self, rng: random.Random, tell_how: Tell) -> None:
        """Tell everything, from the beginning each time, by processes that are killed; the last one is let be."""
        for _ in range(TELLERS_KILLED):
            child = Child(self.home, self._tell, {})
            time.sleep(rng.uniform(SHORTEST, LONGEST))
            child.kill()
            child.answer()
        told = Child(self.home, self._tell, {}).answer()
        tell_how(f"told: {told} messages stand, {TELLERS_KILLED} tellers killed")

    def send_all(self, rng: random.Random, tell_how: Tell) -> int:
        """Workers one after another, each killed, until nothing is left. How many were killed.

        A claim outlives its holder, so each worker's clock is one claim further on than the one's before.
        """
        claim_for = limits_on(clock.today()).claim_for + dt.timedelta(seconds=1)
        for number in range(MOST_WORKERS):
            child = Child(self.home, lambda ahead=number * claim_for: self._send(ahead), {})
            time.sleep(rng.uniform(SHORTEST, LONGEST))
            child.kill()
            if child.answer() == "done":
                tell_how(f"sent, after {number} workers killed")
                return number
        raise RuntimeError(f"{MOST_WORKERS} workers did not come to the end")

    def look(self) -> Found:
        """What the database says."""
        return Child(self.home, self._found, {}).answer()

    def _people(self) -> bool:
        call_command("migrate", verbosity=0, skip_checks=True)
        owner = Owner.objects.create(slug=BY, name=BY, salt=BY)
        for number in range(-(-self.runs // self.to_each)):
            source_id = f"{BY}-{number}"
            person = Person.objects.create(
                key=key_of(BY.encode(), "person", source_id), owner=owner, source_id=source_id,
                email=f"p{number}@{DOMAIN}",
            )  # fmt: skip
            User.objects.create(username=source_id, person=person)
        return True

    def _tell(self) -> int:
        """Every message, whether somebody has told it before or not."""
        people = list(Person.objects.order_by("source_id"))
        for number in range(self.runs):
            to = people[number // self.to_each]
            tell(to=to, kind="case_offered", about=f"sak-{number}", by=BY, at=clock.now())
        return Message.objects.count()

    def _send(self, ahead: dt.timedelta) -> str:
        """What the worker's job does, by a clock that is ahead."""
        settings.TETTPAA_SMTP, settings.TETTPAA_MAIL_DOMAINS = self.smtp, (DOMAIN,)
        settings.TETTPAA_ADDRESS = f"https://tettpaa.{DOMAIN}"
        owner = Owner.objects.get()
        send_due(owner, lambda _user, _at: 0, lambda: clock.now() + ahead)
        is_over = not has_something_to_send(owner, clock.now() + ahead)
        unsent = Delivery.objects.exclude(state=SENT).exists()
        return "done" if is_over and not unsent and Delivery.objects.exists() else "more"

    def _found(self) -> Found:
        sent = Delivery.objects.filter(state=SENT)
        return Found(
            Message.objects.count(), sent.exclude(message=None).count(), sent.exclude(week=None).count(),
            perhaps_doubled().count(), frozenset(f"<{key}@tettpaa.{DOMAIN}>" for key in sent.values_list("pk", flat=True)),
        )  # fmt: skip
