import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.demo.volume.cohorts import earlier_pupils
from tettpaa.demo.volume.facts import counties
from tettpaa.demo.volume.generate import generate
from tettpaa.demo.volume.plan import SMALLEST_SCHOOL, plan_county


class Command(BaseCommand):
    """`tettpaa generate --pupils 30000 --seed 1 PATH`: an invented county in the CSV profile."""

    help = "Skriver et oppdiktet fylke som CSV-profilen, i den størrelsen du vil. Samme frø gir samme filer."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="Mappe som filene skrives til")
        parser.add_argument("--pupils", type=int, default=3000, help="Antall elever")
        parser.add_argument("--seed", type=int, default=1, help="Frø for tilfeldige tall")
        parser.add_argument("--county", default="31", help="Fylkesnummer, for fraværsnivå og ferier")
        parser.add_argument("--school-year", type=int, default=2025, help="Skoleåret, etter året det begynner")
        parser.add_argument("--until", type=dt.date.fromisoformat, help="Bare det skolen visste denne dagen")
        parser.add_argument("--cohorts", action="store_true", help="Også seks tidligere kull, fulgt til de er ferdige")

    def handle(self, *, path: Path, pupils: int, seed: int, county: str, school_year: int, until: dt.date | None,
               cohorts: bool, **_options: object) -> None:  # fmt: skip
        if county not in counties():
            raise CommandError(_("Fylke %(number)s er ukjent. Kjent: %(known)s.")
                               % {"number": county, "known": ", ".join(counties())})  # fmt: skip
        if pupils < SMALLEST_SCHOOL:
            raise CommandError(_("Et fylke må ha minst %(count)s elever.") % {"count": SMALLEST_SCHOOL})
        plan = plan_county(counties()[county], pupils=pupils, school_year=school_year, seed=seed)
        earlier = earlier_pupils(plan) if cohorts else None
        counts = generate(plan, path, until=until, earlier=earlier, tell=self._tell)
        for table, rows in counts.items():
            self.stdout.write(f"{table:16} {rows:>10}")

    def _tell(self, what: str, done: int, of: int) -> None:
        ending = "\n" if done == of or not sys.stderr.isatty() else "\r"
        self.stderr.write(f"{what}: {done} / {of}", ending=ending)
