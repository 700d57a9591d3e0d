"""`tettpaa prove`: puts a promise to the proof, and ends with one line, NAME: figure."""

import sys

from django.core.management.base import BaseCommand, CommandParser

from tettpaa.config.reference.promises import promises
from tettpaa.proofs.registry import PROOFS


class Command(BaseCommand):
    help = "Prøv et løfte, eller vis dem alle med siste tall. / Put a promise to the proof, or list them all."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", choices=sorted(PROOFS), help="hvilket / which")
        parser.add_argument("--runs", type=int, help="antall kjøringer / how many runs")
        parser.add_argument("--seed", type=int, default=1, help="frø for tilfeldige valg / seed")

    def handle(self, *args: object, **options) -> None:
        if not options["name"]:
            for name in PROOFS:
                told = promises()[name]
                figure = told["figure"] or "ikke publisert / not published"
                self.stdout.write(f"{name}: {figure}\n    {told['nb']}\n    {told['en']}")
            return
        proof = PROOFS[options["name"]]
        held, figure = proof.prove(options["runs"] or proof.runs, options["seed"], self._tell)
        self.stdout.write(f"{proof.name}: {figure}")
        if not held:
            sys.exit(1)

    def _tell(self, line: str) -> None:
        self.stderr.write(line)
