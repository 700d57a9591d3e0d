"""`tettpaa revoke`: end a role that was given."""

import datetime as dt
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.trust.access.actions import end_grant
from tettpaa.trust.access.models import RoleGrant
from tettpaa.trust.identity.management.commands.users import cli_user, faults_in_words


class Command(BaseCommand):
    help = "Avslutt en rolle; uten nummer: vis alle. / End a role; without a number: list all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, nargs="?", help="Tildelingens nummer / the grant's number")
        parser.add_argument(
            "--last-day", type=dt.date.fromisoformat, help="Siste dag den gjelder; i går / its last day; yesterday"
        )
        parser.add_argument("--reason", default="", help="Hvorfor / why")

    def handle(self, *args: object, number: int | None, last_day: dt.date | None, reason: str, **given) -> None:
        if number is None:
            self._list()
        else:
            self._end(number, last_day or clock.today() - dt.timedelta(days=1), reason)

    def _end(self, number: int, day: dt.date, reason: str) -> None:
        grant = RoleGrant.objects.filter(pk=number).first()
        if grant is None:
            raise CommandError(_("Ingen tildeling har nummer %(number)d.") % {"number": number})
        with faults_in_words():
            end_grant(grant=grant, last_day=day, reason=reason, by=cli_user(), at=clock.now())
        self.stdout.write(
            _("Tildeling %(number)d gjelder til og med %(day)s.") % {"number": number, "day": day.strftime("%d.%m.%Y")}
        )

    def _list(self) -> None:
        for grant in RoleGrant.objects.select_related("user__person", "school", "owner").order_by("pk"):
            span = f"{grant.valid_from} – {grant.valid_to or ''}"
            place = grant.school or grant.owner
            self.stdout.write(f"{grant.pk}\t{grant.user.username}\t{grant.role}\t{place}\t{span}\t{grant.reason}")
