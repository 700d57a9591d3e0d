"""`tettpaa talk_forms list|add`: the talk forms that hold for an owner, and a new version of its own from a file."""

import datetime as dt
import tomllib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from tettpaa.assess.talks.models import TalkKind
from tettpaa.assess.talks.own_forms import add_talk_form
from tettpaa.assess.talks.questions import shipped_kinds
from tettpaa.assess.talks.talk_queries import forms_in_force
from tettpaa.identify.flags.telling import owners_named
from tettpaa.kit import clock


class Command(BaseCommand):
    help = "Viser samtaleskjemaene som gjelder, eller legger til skoleeierens eget fra en fil (TOML med questions)."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, help="Hva som skal gjøres / what to do")
        listing = acts.add_parser("list", help="Vis skjemaene som gjelder i dag")
        listing.add_argument("--owner", default="", help="Skoleeieren (kortnavn eller navn); ellers alle")
        add = acts.add_parser("add", help="Legg til en ny versjon; den gamle blir stående for det som er skrevet i den")
        add.add_argument("kind", choices=shipped_kinds(), help="Hva slags samtale")
        add.add_argument("file", type=Path, help="Fil med [[questions]], som de som følger med")
        add.add_argument("--owner", required=True, help="Skoleeieren (kortnavn eller navn)")
        add.add_argument("--from", dest="valid_from", type=dt.date.fromisoformat, required=True, help="Gjelder fra dag")
        add.add_argument("--by", default="kommandolinja", help="Hvem som gjør det, til loggen")

    def handle(self, *args: object, **options) -> None:
        try:
            getattr(self, options["act"])(options)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages), returncode=2) from None

    def list(self, options: dict) -> None:
        for owner in owners_named(options["owner"]):
            for form in forms_in_force(owner, clock.today()):
                whose = owner.slug if form.own else "følger med"
                kind = TalkKind(form.kind).label
                self.stdout.write(f"{kind}: versjon {form.version} fra {form.valid_from} ({whose})")

    def add(self, options: dict) -> None:
        (owner,) = owners_named(options["owner"])
        form = add_talk_form(
            owner=owner, kind=options["kind"], questions=_questions(options["file"]), valid_from=options["valid_from"],
            by=options["by"], at=clock.now(),
        )  # fmt: skip
        self.stdout.write(f"{TalkKind(form.kind).label}: versjon {form.version} fra {form.valid_from}")


def _questions(file: Path) -> list[dict]:
    try:
        questions = tomllib.loads(file.read_text("utf-8")).get("questions", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise CommandError(f"{file} kan ikke leses: {fault}", returncode=2) from None
    if not isinstance(questions, list) or not all(isinstance(each, dict) for each in questions):
        raise CommandError(f"{file} har ingen [[questions]]", returncode=2)
    return questions
