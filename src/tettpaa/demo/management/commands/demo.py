import datetime as dt
import sys
import time
from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.config.serve import HOST, Site, answers, background_worker, cores, is_taken, web_server
from tettpaa.demo.counts import count
from tettpaa.demo.county.cast import Cast, cast
from tettpaa.demo.first_page import NoAnswer, fetch_my_day
from tettpaa.demo.home import DemoHome, NotADemo
from tettpaa.demo.steps import NotImported, build
from tettpaa.demo.time_of_day import go_on_from_the_last
from tettpaa.kit import clock
from tettpaa.pages.start.queries import Character, characters
from tettpaa.schools.places.models import Owner


class Command(BaseCommand):
    """`tettpaa demo`: a county at work at http://127.0.0.1:8000."""

    help = "Lager et oppdiktet fylke med to skoler og viser det på http://127.0.0.1:8000. Ligger i TETTPAA_HOME."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Lag det, åpne Min dag én gang, skriv tall og slutt")
        parser.add_argument("--port", type=int, default=8000, help="Porten det lyttes på")

    def handle(self, *, once: bool, port: int, **_options: object) -> None:
        played = cast()
        self._check_day(played)
        if not once and is_taken(HOST, port):
            raise CommandError(_("Noe annet bruker alt port %(port)s. Velg en annen med --port.") % {"port": port})
        home = DemoHome(Path(settings.TETTPAA_HOME))
        if home.is_current():
            self.stdout.write(_("Demofylket er laget fra før, i %(folder)s.") % {"folder": home.folder})
        else:
            self._build(played, home)
        go_on_from_the_last(played.today)
        if once:
            self._show_once(played)
        else:
            self._serve(played, port)

    def _check_day(self, played: Cast) -> None:
        if played.today.isoformat() != settings.TETTPAA_TODAY or not settings.TETTPAA_DEMO:
            raise CommandError(_("Demoen startes med kommandoen tettpaa demo."))

    def _build(self, played: Cast, home: DemoHome) -> None:
        began = time.monotonic()
        try:
            build(played, home, self._tell)
        except NotADemo:
            words = _("%(folder)s holder noe annet enn demoen. Velg en tom mappe i TETTPAA_HOME.")
            raise CommandError(words % {"folder": home.folder}) from None
        except NotImported as fault:
            raise CommandError(_("Demofylkets filer ble ikke lagret (%(state)s).") % {"state": fault}) from fault
        seconds = round(time.monotonic() - began)
        self.stdout.write(_("Demofylket er klart etter %(seconds)s sekunder.") % {"seconds": seconds})

    def _show_once(self, played: Cast) -> None:
        first = next(staff for staff in played.staff if staff.is_first)
        try:
            page = fetch_my_day(first)
        except NoAnswer as fault:
            raise CommandError(_("Fikk ikke åpnet Min dag: %(fault)s") % {"fault": fault}) from fault
        found = count(Owner.objects.get(name=played.owner), played.today)
        self.stdout.write(
            _("Min dag for %(name)s svarte med %(size)s tegn. Elever: %(pupils)s, fraværsrader: %(absences)s, "
              "flagg: %(flags)s, venter på samtale: %(waiting)s. Saker: %(cases)s, planer som gjelder: %(plans)s, "
              "tiltak i gang: %(measures)s, møter: %(meetings)s.")
            % {"name": f"{first.given_name} {first.family_name}", "size": len(page), **vars(found)}
        )  # fmt: skip

    def _serve(self, played: Cast, port: int) -> None:
        self.stdout.write("\n" + _("Hvem vil du være? (Passordet er %(password)s for alle.)")
                          % {"password": played.password})  # fmt: skip
        for group, found in groupby(characters(clock.now()), key=lambda character: character.group):
            self.stdout.write(f"\n{group}")
            for character in found:
                self.stdout.write(self._line(character))
        children = [web_server(HOST, port, cores()), background_worker()]
        site = Site(children, is_told_open=lambda: self._tell_open(port, played.today))
        if code := site.run():
            raise CommandError(_("Nettstedet stanset (kode %(code)s).") % {"code": code}, returncode=code)

    def _tell_open(self, port: int, today: dt.date) -> bool:
        """Tell the address once there is somebody there."""
        if is_open := answers(HOST, port):
            self.stdout.write("\n" + _("Åpne http://%(host)s:%(port)s/hvem – det er %(day)s der inne. Avslutt med Ctrl-C.")
                              % {"host": HOST, "port": port, "day": f"{today:%d.%m.%Y}"})  # fmt: skip
        return is_open

    def _line(self, character: Character) -> str:
        begins_on = _("ser først: %(page)s") % {"page": character.begins_on} if character.begins_on else ""
        return f"  {character.user.username:10} {character.name:22} {character.what:46} {begins_on}".rstrip()

    def _tell(self, what: str, done: int, of: int) -> None:
        """One line for each step; on a terminal it is written over as the step goes on."""
        if sys.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{what}: {done} / {of}", ending="\n" if done == of else "")
        elif done == of:
            self.stderr.write(f"{what} ✓")
