"""`tettpaa codes`: what an owner's absence codes mean, and the mappings that come with the product."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tettpaa.kit import clock
from tettpaa.knowledge.codes.actions import load_mapping
from tettpaa.knowledge.codes.mappings import mappings
from tettpaa.knowledge.codes.models import AbsenceCode
from tettpaa.schools.places.queries import NoOwner, owner_called


class Command(BaseCommand):
    help = (
        "Fraværskoder: vis skoleeierens, eller last inn en oversettelse som følger med. / "
        "Absence codes: show the owner's, or load a mapping that comes with the product."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("list", "load", "mappings"), help="vis, last inn, hva som finnes")
        parser.add_argument("mapping", nargs="?", default="", help="hvilken, som visma / which, such as visma")
        parser.add_argument("--owner", default="", help="skoleeieren / the owner")
        parser.add_argument("--by", default="kommandolinja", help="hvem, til loggen / who, for the log")

    def handle(self, *args: object, **options) -> None:
        if options["act"] == "mappings":
            for mapping in mappings().values():
                self.stdout.write(f"{mapping.key}: {mapping.name}, {len(mapping.codes)} koder. {mapping.source}")
            return
        try:
            owner = owner_called(options["owner"])
        except NoOwner as fault:
            raise CommandError(f"Oppgi --owner, en av / one of: {', '.join(fault.known)}") from fault
        if options["act"] == "load":
            chosen = mappings().get(options["mapping"])
            if chosen is None:
                raise CommandError(f"Oppgi en av / give one of: {', '.join(mappings())}")
            new = load_mapping(chosen, owner=owner, by=options["by"], at=clock.now())
            self.stdout.write(f"{chosen.name}: {new} nye koder, {len(chosen.codes) - new} var der fra før.")
            return
        for code in AbsenceCode.objects.filter(owner=owner).order_by("code", "valid_from"):
            counts = "fravær" if code.counts_as_absence else "ikke fravær"
            since = f", fra {code.valid_from}" if code.valid_from else ""
            self.stdout.write(f"{code.code}: {code.name} ({counts}, {code.get_documentation_display().lower()}{since})")
