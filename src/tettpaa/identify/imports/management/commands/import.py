"""`tettpaa import KIND PATH --school-year 2025`: from a package to a committed set."""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tettpaa.identify.imports import queries, telling
from tettpaa.identify.imports.kinds import KINDS
from tettpaa.identify.imports.locks import Busy
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.owners import owner_for
from tettpaa.identify.imports.pipeline import Wish
from tettpaa.identify.imports.progress import noting
from tettpaa.identify.imports.running import PATIENCE, import_package, resume_all
from tettpaa.identify.imports.troubles import Stopped, trouble_of
from tettpaa.identify.imports.work import Report
from tettpaa.identify.sources.problems import problem
from tettpaa.schools.places.queries import NoOwner

FIRST_YEAR, LAST_YEAR = 1990, 2099
DONE, INTERRUPTED, REFUSED = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Leser en pakke fra skolens system, kontrollerer og sammenligner den med det som er lagret, "
        "og lagrer den som ett sett når den er godkjent."
    )

    # The pages are not needed to import, and loading them takes longer than a small import.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", choices=sorted(KINDS), help="Slag pakke")
        parser.add_argument("path", nargs="?", type=Path, help="Zip, mappe eller fil")
        parser.add_argument("--school-year", type=int, help="Skoleåret, navngitt etter året det begynner: 2025")
        parser.add_argument("--owner", default="", help="Skoleeieren (kortnavn eller navn)")
        parser.add_argument("--approve", action="store_true", help="Godkjenn og lagre når kontrollen er bestått")
        parser.add_argument("--reason", default="", help="Begrunnelse, kreves når bremsen står på")
        parser.add_argument("--resume", action="store_true", help="Før avbrutte importer videre")
        parser.add_argument("--json", action="store_true", help="Skriv ett JSON-objekt")
        parser.add_argument("--lang", choices=("nb", "en"), default="nb", help="Språk for meldinger")
        parser.add_argument("--wait", type=float, default=PATIENCE, help="Sekunder å vente på en annen import")
        parser.add_argument("--by", default="kommandolinja", help="Hvem som importerer, til loggen")

    def handle(self, *args: object, **options) -> None:
        answer, code = self._answer(options)
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.stdout.write(telling.told(answer, options["lang"]))
        if code:
            sys.exit(code)

    def _answer(self, options: dict) -> tuple[dict, int]:
        given = (options["kind"], options["path"], options["school_year"])
        if not options["resume"] and None in given:
            raise CommandError("Oppgi KIND, PATH og --school-year, eller --resume.", returncode=REFUSED)
        if not options["resume"] and not FIRST_YEAR <= options["school_year"] <= LAST_YEAR:
            raise CommandError("--school-year er året skoleåret begynner, som 2025.", returncode=REFUSED)
        try:
            _make_ready()
            if options["resume"]:
                resumed = resume_all(by=options["by"], report_for=_report_for(), patience=options["wait"])
                return {"resumed": [telling.answer_of(held, queries.faults_of(held)) for held in resumed]}, DONE
            held = self._import(options)
        except NoOwner as fault:
            return telling.refusal([problem("owner.unknown", known=", ".join(fault.known))]), REFUSED
        except Busy:
            return telling.refusal([problem("import.busy")]), REFUSED
        except Stopped as stopped:
            trouble = stopped.trouble
            return telling.refusal([trouble.problem]), INTERRUPTED if trouble.can_be_carried_on else REFUSED
        except Exception as fault:
            if settings.DEBUG:
                raise
            return telling.refusal([trouble_of(fault).problem]), INTERRUPTED
        answer = telling.answer_of(held, queries.faults_of(held))
        is_refused = not answer["accepted"] or (options["approve"] and not answer["committed"])
        return answer, REFUSED if is_refused else DONE

    def _import(self, options: dict) -> Import:
        wish = Wish(options["by"], is_asked=options["approve"], reason=options["reason"])
        return import_package(
            options["path"], owner=owner_for(options["owner"], by=options["by"]), kind=options["kind"],
            school_year=options["school_year"], wish=wish, report_for=_report_for(), patience=options["wait"],
        )  # fmt: skip


def _make_ready() -> None:
    """A home nobody has used gets its tables, so that the first import is one command."""
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        call_command("migrate", verbosity=0, skip_checks=True)


def _report_for():
    return lambda held: noting(held, telling.progress_line(sys.stderr))


__all__ = ["Command", "Report"]
