"""`tettpaa daily`: the night's work for each owner, now."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tettpaa.identify.daily import Night, run_night
from tettpaa.identify.flags.telling import owners_named
from tettpaa.kit import clock

STOPPED = 1


class Command(BaseCommand):
    help = "Kjører nattens arbeid i rekkefølge. Det som stanset, går videre der det stanset."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=dt.date.fromisoformat, help="Dag, ÅÅÅÅ-MM-DD; ellers i dag")
        parser.add_argument("--owner", default="", help="Skoleeieren (kortnavn eller navn); ellers alle")
        parser.add_argument("--by", default="kommandolinja", help="Hvem som kjører, til loggen")

    def handle(self, *args: object, **options) -> None:
        as_of = options["as_of"] or clock.today()
        try:
            owners = owners_named(options["owner"])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=2) from None
        steps = []
        for owner in owners:
            steps += run_night(Night(owner, as_of, options["by"]), told=self.stdout.write)
        if not all(step.done_at for step in steps):
            raise SystemExit(STOPPED)
