import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tettpaa.config.loopback import is_loopback
from tettpaa.config.serve import HOST, Site, background_worker, cores, is_taken, web_server


class Command(BaseCommand):
    """`tettpaa serve`: the pages and the worker, until Ctrl-C."""

    help = "Starter nettstedet og arbeideren som tar imot importer og nattens arbeid. Avslutt med Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=HOST, help="Adressen det lyttes på")
        parser.add_argument("--port", type=int, default=8000, help="Porten det lyttes på")
        parser.add_argument("--workers", type=int, help="Prosesser som svarer; ellers én per kjerne")

    def handle(self, *, host: str, port: int, workers: int | None, **_options: object) -> None:
        if not (settings.TETTPAA_HTTPS or is_loopback(host)):
            raise CommandError(
                _(
                    "%(host)s kan nås fra andre maskiner, og da skal alt gå over https. Sett en proxy med TLS foran, "
                    "og TETTPAA_HTTPS=1. Bare på denne maskinen trengs det ikke (--host 127.0.0.1)."
                )
                % {"host": host}
            )
        if is_taken(host, port):
            raise CommandError(_("Noe annet bruker alt port %(port)s. Velg en annen med --port.") % {"port": port})
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tettpaa.config.settings")
        self.stdout.write(_("Tettpå svarer på http://%(host)s:%(port)s") % {"host": host, "port": port})
        died = _("En prosess døde og startes igjen: %(told)s")
        site = Site(
            [web_server(host, port, workers or cores()), background_worker()],
            told=lambda told: self.stderr.write(died % {"told": told}),
        )
        if code := site.run():
            raise CommandError(_("Nettstedet stanset (kode %(code)s).") % {"code": code}, returncode=code)
