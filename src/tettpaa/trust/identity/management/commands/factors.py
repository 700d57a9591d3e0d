"""`tettpaa factors`: what an operator does about second factors."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.trust.identity.actions import remove_second_factors
from tettpaa.trust.identity.codes.actions import make_one_use_codes
from tettpaa.trust.identity.management.commands.users import cli_user, faults_in_words, user_named
from tettpaa.trust.identity.passkeys.actions import vouch_for

CODE_LASTS = dt.timedelta(days=7)


class Command(BaseCommand):
    help = "Ekstra sikring av innlogging: code, reset, vouch. / Second factors of users."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, help="Hva som skal gjøres / what to do")
        for verb, words in (
            ("code", "En engangskode som gjelder i sju dager / a one-use code, good for seven days"),
            ("reset", "Fjern kodeapp, passnøkler og engangskoder / remove code app, passkeys and one-use codes"),
            ("vouch", "Legitimasjon er sett: passnøklene gir sikreste innlogging / papers seen: keys are worth most"),
        ):
            asked = verbs.add_parser(verb, help=words)
            asked.add_argument("username", help="Brukernavnet / the user name")
            if verb == "vouch":
                asked.add_argument(
                    "--reason", required=True, help="Hva som ble vist, og når / what was shown, and when"
                )

    def handle(self, *args: object, verb: str, **given) -> None:
        acts: dict[str, Callable[..., None]] = {"code": self._code, "reset": self._reset, "vouch": self._vouch}
        with faults_in_words():
            acts[verb](**given)

    def _code(self, username: str, **given) -> None:
        user, now = user_named(username), clock.now()
        codes = make_one_use_codes(user=user, by=cli_user(), at=now, count=1, until=now + CODE_LASTS)
        self.stdout.write(_("Gi %(name)s denne koden. Den virker én gang, de neste sju dagene:") % {"name": username})
        self.stdout.write(codes[0])

    def _reset(self, username: str, **given) -> None:
        remove_second_factors(user=user_named(username), by=cli_user(), at=clock.now())
        self.stdout.write(_("%(name)s har ikke lenger kodeapp, passnøkler eller engangskoder.") % {"name": username})

    def _vouch(self, username: str, reason: str, **given) -> None:
        count = vouch_for(user=user_named(username), reason=reason, by=cli_user(), at=clock.now())
        if not count:
            raise CommandError(_("%(name)s har ingen passnøkkel ennå.") % {"name": username})
        self.stdout.write(_("Passnøklene til %(name)s gir nå den sikreste innloggingen.") % {"name": username})
