"""`tettpaa users`: who can sign in."""

import getpass
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.schools.people.models import Person
from tettpaa.trust.identity import actions
from tettpaa.trust.identity.models import User


class Command(BaseCommand):
    help = "Brukere: list, create, password, off, on. / Users who can sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, help="Hva som skal gjøres / what to do")
        verbs.add_parser("list", help="Alle brukere / all users")
        create = verbs.add_parser("create", help="Ny bruker / a new user")
        create.add_argument("username", help="Brukernavnet / the user name")
        create.add_argument("--person", default="", help="Personens id i kilden / the person's id in the source")
        create.add_argument("--owner", default="", help="Skoleeier, når flere har samme id / the owner's slug")
        create.add_argument("--no-password", action="store_true", help="Kan ikke logge inn med passord / no password")
        for verb, words in (
            ("password", "Nytt passord / a new password"),
            ("off", "Steng ute / keep out"),
            ("on", "Slipp inn igjen / let in again"),
        ):
            verbs.add_parser(verb, help=words).add_argument("username", help="Brukernavnet / the user name")

    def handle(self, *args: object, verb: str, **given) -> None:
        acts: dict[str, Callable[..., None]] = {
            "list": self._list, "create": self._create, "password": self._password, "off": self._switch,
            "on": self._switch,
        }  # fmt: skip
        acts[verb](verb=verb, **given)

    def _list(self, **given) -> None:
        for user in User.objects.select_related("person").order_by("username"):
            state = "" if user.is_active else _(" (stengt ute)")
            self.stdout.write(f"{user.username}\t{user.person or '-'}{state}")

    def _create(self, username: str, person: str, owner: str, no_password: bool, **given) -> None:
        if User.objects.filter(username=username).exists():
            raise CommandError(_("Brukeren %(name)s finnes fra før.") % {"name": username})
        found = _person(person, owner) if person else None
        password = "" if no_password else _asked_password()
        with faults_in_words():
            actions.create_user(username=username, password=password, person=found, by=cli_user(), at=clock.now())
        self.stdout.write(_("Laget brukeren %(name)s.") % {"name": username})

    def _password(self, username: str, **given) -> None:
        user = user_named(username)
        with faults_in_words():
            actions.change_password(user=user, password=_asked_password(), by=cli_user(), at=clock.now())
        self.stdout.write(_("%(name)s har fått nytt passord.") % {"name": username})

    def _switch(self, verb: str, username: str, **given) -> None:
        actions.switch_user(user=user_named(username), is_active=verb == "on", by=cli_user(), at=clock.now())
        words = _("%(name)s slipper inn.") if verb == "on" else _("%(name)s er stengt ute.")
        self.stdout.write(words % {"name": username})


def cli_user() -> str:
    """Who the log says did it: the operator's own name on the machine."""
    return f"cli:{getpass.getuser()}"


@contextmanager
def faults_in_words() -> Iterator[None]:
    """A refused action ends the command with its words, never with a stack trace."""
    try:
        yield
    except ValidationError as fault:
        raise CommandError("\n".join(fault.messages)) from None


def user_named(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(_("Ingen bruker heter %(name)s.") % {"name": username})
    return user


def _person(source_id: str, owner: str) -> Person:
    people = Person.objects.filter(source_id=source_id, **({"owner__slug": owner} if owner else {}))
    if people.count() != 1:
        raise CommandError(_("Fant %(count)s personer med id %(id)s.") % {"count": people.count(), "id": source_id})
    return people.get()


def _asked_password() -> str:
    """Typed twice at a terminal; the first line of standard input where there is none."""
    if sys.stdin.isatty():
        password = getpass.getpass(_("Passord: "))
        if password != getpass.getpass(_("Passord én gang til: ")):
            raise CommandError(_("De to passordene er ikke like."))
    else:
        password = sys.stdin.readline().rstrip("\n")
    if not password:
        raise CommandError(_("Passordet er tomt. Skriv et, eller bruk --no-password."))
    return password
