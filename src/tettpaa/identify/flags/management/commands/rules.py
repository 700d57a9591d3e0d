"""`tettpaa rules list|adopt|show`: rule sets on the command line."""

import datetime as dt
import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tettpaa.identify.flags.actions import adopt_shipped
from tettpaa.identify.flags.models import RuleSet
from tettpaa.identify.flags.queries import version_of
from tettpaa.identify.flags.shipped import shipped_sets
from tettpaa.identify.flags.telling import owners_named, school_named
from tettpaa.identify.indicators.rules import read_definition
from tettpaa.identify.indicators.sentences import sentence
from tettpaa.kit import clock


class Command(BaseCommand):
    help = "Viser regelsett, og tar dem som følger med i bruk."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, help="Hva som skal gjøres / what to do")
        listing = acts.add_parser("list", help="Regelsettene som følger med, og de som er i bruk")
        listing.add_argument("--owner", default="", help="Skoleeieren (kortnavn eller navn); ellers alle")
        adopting = acts.add_parser("adopt", help="Ta et regelsett i bruk")
        adopting.add_argument("keys", nargs="+", help="Kortnavn, som askim; all: alle som følger med")
        adopting.add_argument("--owner", default="", help="Skoleeieren, om det er flere")
        adopting.add_argument("--school", default="", help="Bare for denne skolen (navn eller id)")
        adopting.add_argument("--valid-from", type=dt.date.fromisoformat, help="Fra dag, ÅÅÅÅ-MM-DD; ellers i dag")
        adopting.add_argument("--by", default="kommandolinja", help="Hvem som gjør det, til loggen")
        showing = acts.add_parser("show", help="Reglene som setninger, eller som JSON")
        showing.add_argument("key", help="Kortnavn på et regelsett som følger med")
        showing.add_argument("--json", action="store_true", help="Definisjonen slik den lagres")
        showing.add_argument("--lang", choices=("nb", "nn", "en"), default="nb", help="Språk")

    def handle(self, *args: object, **options) -> None:
        try:
            getattr(self, options["act"])(options)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=2) from None

    def list(self, options: dict) -> None:
        for key, definition in shipped_sets().items():
            self.stdout.write(f"{key:20} {definition['title']['nb']}")
        for owner in owners_named(options["owner"]):
            for rule_set in RuleSet.objects.filter(owner=owner).select_related("school").order_by("key"):
                version = version_of(rule_set, clock.today())
                state = f"versjon {version.number} fra {version.valid_from}" if version else "ikke i bruk"
                self.stdout.write(f"{owner.slug}: {rule_set.school or 'alle skoler'}: {rule_set.key}: {state}")

    def adopt(self, options: dict) -> None:
        owners = owners_named(options["owner"])
        if len(owners) != 1:
            raise CommandError(
                "Si hvilken skoleeier: --owner " + " | ".join(owner.slug for owner in owners), returncode=2
            )
        school = school_named(owners[0], options["school"])
        keys = list(shipped_sets()) if options["keys"] == ["all"] else options["keys"]
        for key in keys:
            adopted = adopt_shipped(
                owner=owners[0], school=school, key=key, valid_from=options["valid_from"] or clock.today(),
                by=options["by"], at=clock.now(),
            )  # fmt: skip
            self.stdout.write(f"{key}: i bruk fra {adopted.valid_from}.")

    def show(self, options: dict) -> None:
        definition = shipped_sets().get(options["key"])
        if definition is None:
            raise CommandError(f"Ukjent regelsett. Kjente: {', '.join(shipped_sets())}.", returncode=2)
        if options["json"]:
            self.stdout.write(json.dumps(definition, ensure_ascii=False, indent=1))
            return
        for rule in read_definition(definition).rules:
            self.stdout.write(sentence(rule, options["lang"]))
        self.stdout.write(f"{definition['note'][options['lang']]}\n{definition['source']}")
