"""`tettpaa flags update|list`: judge the rules for a day, and show whom they speak of."""

import datetime as dt
import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tettpaa.identify.flags.queries import flags_on
from tettpaa.identify.flags.telling import flag_as_json, flag_as_line, owners_named, school_named
from tettpaa.identify.flags.update import update_flags
from tettpaa.kit import clock
from tettpaa.schools.people.models import Person


class Command(BaseCommand):
    help = "Oppdaterer flaggene til en dag, eller viser dem som står."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, help="Hva som skal gjøres / what to do")
        for name, words in (("update", "Regn ut flaggene for en dag"), ("list", "Vis flagg som står, og ukjente")):
            act = acts.add_parser(name, help=words)
            act.add_argument("--as-of", type=dt.date.fromisoformat, help="Dag, ÅÅÅÅ-MM-DD; ellers i dag")
            act.add_argument("--owner", default="", help="Skoleeieren (kortnavn eller navn); ellers alle")
            if name == "update":
                act.add_argument("--pupil", action="append", help="Bare denne eleven (id i kilden); kan gjentas")
                act.add_argument("--by", default="kommandolinja", help="Hvem som gjør det, til loggen")
                act.add_argument("--json", action="store_true", help="Skriv ett JSON-objekt")
            else:
                act.add_argument("--school", default="", help="Bare denne skolen (navn eller id)")
                act.add_argument("--format", choices=("table", "json"), default="table", help="Form på svaret")

    def handle(self, *args: object, **options) -> None:
        as_of = options["as_of"] or clock.today()
        try:
            getattr(self, options["act"])(as_of, options)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=2) from None

    def update(self, as_of: dt.date, options: dict) -> None:
        for owner in owners_named(options["owner"]):
            pupils = None
            if options["pupil"]:
                named = Person.objects.filter(owner=owner, source_id__in=options["pupil"])
                pupils = list(named.values_list("key", flat=True))
            done = update_flags(owner=owner, as_of=as_of, by=options["by"], at=clock.now(), pupils=pupils)
            told = {"owner": owner.slug, "as_of": as_of.isoformat(), **done.counts}
            line = "{owner} {as_of}: {raised} reist, {cleared} senket, {unknown} ukjent.".format(**told)
            self.stdout.write(json.dumps(told) if options["json"] else line)

    def list(self, as_of: dt.date, options: dict) -> None:
        found = []
        for owner in owners_named(options["owner"]):
            school = school_named(owner, options["school"])
            flags = [flag for flag in flags_on(owner, as_of) if school is None or flag.school_id == school.pk]
            ids = dict(
                Person.objects.filter(owner=owner, flags__isnull=False).values_list("key", "source_id").distinct()
            )
            found += [(owner, flag, ids[flag.pupil_id]) for flag in flags]
        if options["format"] == "json":
            answer = [flag_as_json(owner, flag, pupil) for owner, flag, pupil in found]
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for owner, flag, pupil in found:
            self.stdout.write(flag_as_line(owner, flag, pupil))
