"""`tettpaa wall check|up|down`: row-level security on PostgreSQL, made from the matrix."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from tettpaa.trust.wall.building import missing, put_up, take_down


class Command(BaseCommand):
    help = "Radsikkerheten i PostgreSQL: kontroller, sett opp eller ta ned. / Check, put up or take down the wall."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, help="Hva som skal gjøres / what to do")
        for name, words in (
            ("check", "Står den slik matrisen sier? / does it stand as the matrix says?"),
            ("up", "Sett den opp; det gjør også migrate / put it up, as migrate also does"),
            ("down", "Ta den ned før en tabell endres / take it down before a table is changed"),
        ):
            acts.add_parser(name, help=words)

    def handle(self, *args: object, act: str, **options) -> None:
        if connection.vendor != "postgresql":
            raise CommandError(_("Bare PostgreSQL har radsikkerhet. På SQLite avgjør programmet alene."))
        if act == "up":
            put_up()
        if act == "down":
            take_down()
            return
        faults = missing()
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            sys.exit(1)
        self.stdout.write(_("Radsikkerheten står som den skal."))
