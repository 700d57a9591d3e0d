"""`tettpaa bench NAME`: a figure we claim, measured here and now."""

import json
import sys
from argparse import ArgumentParser
from importlib import import_module

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.bench.own_home import run_again
from tettpaa.schools.places.models import Owner

# Name → module with `claim(pupils, told) -> dict`, and what it shows.
BENCHES = {
    "correction": (
        "tettpaa.bench.correction",
        "En klasses rettelser: lagring, indikatorer og flagg / one class's corrections, to flags",
    ),
    "access": (
        "tettpaa.bench.decision",
        "Tilgang og logg: én avgjørelse, og en liste med mot uten / access and log: one decision, a list with and without",
    ),
    "boards": (
        "tettpaa.bench.boards",
        "Tavlene for skole og skoleeier mot en tom side / the boards of a school and an owner against an empty page",
    ),
    "effects": (
        "tettpaa.bench.effects",
        "Hjalp det? et fylkes skoleår med tiltak / did it help? a county's year of measures",
    ),
    "import": ("tettpaa.bench.imports", "Import av et års fravær mot bulk_create / import of a year's absence"),
    "indicators": (
        "tettpaa.bench.indicators.run",
        "Indikatorer for et fylke mot pandas og DuckDB / indicators of a county-year",
    ),
    "following-up": (
        "tettpaa.bench.following_up",
        "Saken og Min dag der hver tiende følges opp, mot en tom side / a case and Min dag, one in ten followed up",
    ),
    "replay": (
        "tettpaa.bench.replay.run",
        "En endret regel over tre fylkesår mot pandas og DuckDB / one changed rule over three county-years",
    ),
    "my-day": ("tettpaa.bench.pages", "Min dag i et fylke mot en tom side / Min dag at a county's size"),
}


class Command(BaseCommand):
    help = "Mål et tall vi lover. / Measure a figure we claim."

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = parser.add_subparsers(dest="name", required=True, help="Hva som måles / what is measured")
        for name, (_module, words) in BENCHES.items():
            one = names.add_parser(name, help=words)
            one.add_argument("--pupils", type=int, default=30_000, help="Elever / pupils")
            if name == "replay":
                one.add_argument("--years", type=int, default=3, help="Skoleår / school years")
            one.add_argument("--json", action="store_true", help="Siste linje er ett objekt / last line is one object")
            one.add_argument(
                "--here", action="store_true", help="I dette hjemmet, som må være tomt / in this empty home"
            )

    def handle(self, *args: object, name: str, pupils: int, here: bool, **options) -> None:
        if not here:
            sys.exit(run_again([*sys.argv[1:], "--here"]))
        if Owner.objects.exists():
            raise CommandError(_("Hjemmet er ikke tomt. Uten --here lages et eget."))
        module, _words = BENCHES[name]
        size = {"years": options["years"]} if name == "replay" else {}
        found = import_module(module).claim(pupils, self.stderr.write, **size)
        if options["json"]:
            self.stdout.write(json.dumps(found))
        else:
            self.stdout.write("\n".join(f"{key}: {value}" for key, value in found.items()))
