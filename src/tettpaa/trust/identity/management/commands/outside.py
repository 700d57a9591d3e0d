"""`tettpaa outside`: who a user is at Feide or ID-porten."""

import getpass
import sys
from argparse import ArgumentParser
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.schools.people.models import Employment, Person
from tettpaa.schools.people.queries import live_on
from tettpaa.trust.identity.management.commands.users import cli_user, faults_in_words, user_named
from tettpaa.trust.identity.outside import actions


class Command(BaseCommand):
    help = "Innlogging med Feide, ID-porten og andre: link, unlink, loosen, staff. / Who users are outside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, help="Hva som skal gjøres / what to do")
        for verb, words in (
            (
                "link",
                "Knytt en bruker til et navn utenfor; navnet leses fra tastaturet / link a user to an outside name",
            ),
            ("unlink", "Ta bort knytningen / take the link away"),
            ("loosen", "La neste innlogging binde kontoen på nytt / let the next sign-in bind the account anew"),
        ):
            asked = verbs.add_parser(verb, help=words)
            asked.add_argument("username", help="Brukernavnet / the user name")
            asked.add_argument("issuer", help="Nøkkelen i TETTPAA_OIDC, som feide / the key in TETTPAA_OIDC")
            if verb == "loosen":
                asked.add_argument(
                    "--reason", required=True, help="Hvorfor / why, and how you know that it is the same person"
                )
        staff = verbs.add_parser(
            "staff", help="Slipp inn alle ansatte med Feide-navn / let all staff with a Feide name in"
        )
        staff.add_argument("owner", help="Skoleeierens kortnavn / the owner's slug")
        staff.add_argument("issuer", help="Nøkkelen i TETTPAA_OIDC, som feide / the key in TETTPAA_OIDC")

    def handle(self, *args: object, verb: str, issuer: str, **given) -> None:
        if issuer not in settings.TETTPAA_ISSUERS:
            raise CommandError(_("TETTPAA_OIDC har ingen innlogging som heter %(name)s.") % {"name": issuer})
        acts: dict[str, Callable[..., None]] = {
            "link": self._link,
            "unlink": self._unlink,
            "loosen": self._loosen,
            "staff": self._staff,
        }
        acts[verb](issuer=issuer, **given)

    def _link(self, username: str, issuer: str, **given) -> None:
        user = user_named(username)
        with faults_in_words():
            actions.link_name(user=user, issuer=issuer, name=_asked_name(), by=cli_user(), at=clock.now())
        self.stdout.write(_("%(name)s kan logge inn med %(issuer)s.") % {"name": username, "issuer": issuer})

    def _unlink(self, username: str, issuer: str, **given) -> None:
        count = actions.unlink_names(user=user_named(username), issuer=issuer, by=cli_user(), at=clock.now())
        self.stdout.write(_("Tok bort %(count)s navn.") % {"count": count})

    def _loosen(self, username: str, issuer: str, reason: str, **given) -> None:
        with faults_in_words():
            count = actions.loosen_subject(
                user=user_named(username), issuer=issuer, reason=reason, by=cli_user(), at=clock.now()
            )  # fmt: skip
        self.stdout.write(_("Løste %(count)s bindinger. Neste innlogging binder på nytt.") % {"count": count})

    def _staff(self, owner: str, issuer: str, **given) -> None:
        """Whoever is linked already is left alone; a name that belongs to another is told, by the person's key."""
        employed = Employment.objects.filter(live_on(clock.today())).values("person")
        staff = Person.objects.filter(owner__slug=owner, pk__in=employed, is_gone=False).exclude(feide_name="")
        count = 0
        for person in staff.exclude(users__outside_names__issuer=issuer):
            try:
                actions.let_staff_in(person=person, issuer=issuer, by=cli_user(), at=clock.now())
                count += 1
            except ValidationError as fault:
                self.stderr.write(f"p{person.key}: {'; '.join(fault.messages)}")
        self.stdout.write(_("%(count)s ansatte kan nå logge inn med %(issuer)s.") % {"count": count, "issuer": issuer})


def _asked_name() -> str:
    """Typed unseen at a terminal, else the first line of standard input: never an argument that others could list."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Navnet eller fødselsnummeret: "))
    return sys.stdin.readline().strip()
