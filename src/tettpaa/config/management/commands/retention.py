"""`tettpaa retention rules|set|plan|show|approve|reject|carry-out|replay`: what is over goes, in two steps."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tettpaa.config.keeping import all_classes
from tettpaa.config.removal_words import part_line, rule_line, run_line
from tettpaa.identify.imports.locks import Busy, only_import_of
from tettpaa.kit import clock
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.access.management.commands.grant import only
from tettpaa.trust.identity.management.commands.users import cli_user, faults_in_words
from tettpaa.trust.retention import actions
from tettpaa.trust.retention.carrying_out import carry_out, replay
from tettpaa.trust.retention.ledger import LedgerBroken
from tettpaa.trust.retention.models import Run
from tettpaa.trust.retention.queries import rules_of
from tettpaa.trust.retention.rules import Happens, Period

PATIENCE = 60


class Command(BaseCommand):
    help = "Slettefrister: vis, planlegg, godkjenn, slett, gjenta etter gjenoppretting. / Retention, in two steps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, help="Hva som skal gjøres / what to do")
        for name, words in (
            ("rules", "Fristene som gjelder / the periods in force"),
            ("plan", "Prøvekjøring: hva ville gått? / dry run: what would go?"),
        ):
            acts.add_parser(name, help=words).add_argument("--owner", default="", help="Skoleeier / the owner's slug")
        chosen = acts.add_parser("set", help="Skoleeiers egen frist / an owner's own period")
        chosen.add_argument("rule", help="Regelen, som i rules / the rule, as in rules")
        for part, words in (("years", "År / years"), ("months", "Måneder / months"), ("days", "Dager / days")):
            chosen.add_argument(f"--{part}", type=int, default=0, help=words)
        chosen.add_argument(
            "--happens", choices=list(Happens), default=Happens.DELETE, help="Slett, eller arkiver først"
        )
        chosen.add_argument("--source", required=True, help="Hvor i planen det står / where in the plan")
        chosen.add_argument("--owner", default="", help="Skoleeier / the owner's slug")
        for name, words in (
            ("show", "Hva en runde gjelder / what a run is about"),
            ("approve", "Godkjenn en annens runde / approve another's run"),
            ("reject", "Avvis en runde / reject a run"),
            ("carry-out", "Slett det som er godkjent; kan avbrytes og gjentas / remove what is approved"),
        ):
            acts.add_parser(name, help=words).add_argument("run", type=int, help="Rundens nummer / the run's number")
        acts.choices["carry-out"].add_argument("--archive-to", type=Path, help="Mappe for pakken til arkivet / folder")
        acts.add_parser("replay", help="Etter en gjenoppretting: slett det som er slettet før / after a restore")

    def handle(self, *args: object, act: str, **given) -> None:
        with faults_in_words():
            getattr(self, f"_{act.replace('-', '_')}")(**given)

    def _rules(self, owner: str, **given) -> None:
        for rule in rules_of(_owner(owner), clock.today()).values():
            self.stdout.write(rule_line(rule))

    def _set(self, rule: str, owner: str, source: str, happens: str, **given) -> None:
        period = Period(given["years"], given["months"], given["days"])
        chosen = actions.set_period(
            owner=_owner(owner), rule=rule, period=period, happens=happens, source=source, by=cli_user(), at=clock.now()
        )
        self.stdout.write(_("%(rule)s: %(period)s.") % {"rule": chosen.rule, "period": period})

    def _plan(self, owner: str, **given) -> None:
        run = actions.plan_retention(
            owner=_owner(owner), classes=all_classes(), as_of=clock.today(), by=cli_user(), at=clock.now()
        )
        self._show(run.pk)

    def _show(self, run: int, **given) -> None:
        held = _run(run)
        schools = {str(school.pk): school.name for school in School.objects.filter(owner=held.owner)}
        self.stdout.write(run_line(held))
        for part in held.parts.order_by("pk"):
            if part.planned or part.unknown:
                self.stdout.write(part_line(part, schools))

    def _approve(self, run: int, **given) -> None:
        actions.approve_run(run=_run(run), by=cli_user(), at=clock.now())
        self.stdout.write(run_line(_run(run)))

    def _reject(self, run: int, **given) -> None:
        actions.reject_run(run=_run(run), by=cli_user(), at=clock.now())
        self.stdout.write(run_line(_run(run)))

    def _carry_out(self, run: int, archive_to: Path | None, **given) -> None:
        held = _run(run)
        try:
            with only_import_of(held.owner_id, held.owner.slug, patience=PATIENCE):
                carry_out(run=held, classes=all_classes(), archive=archive_to, by=cli_user(), at=clock.now())
        except Busy:
            raise CommandError(_("En import er i gang. Prøv igjen når den er ferdig.")) from None
        self._show(run)

    def _replay(self, **given) -> None:
        try:
            counts = replay(classes=all_classes(), by=cli_user(), at=clock.now())
        except LedgerBroken as fault:
            raise CommandError(_("Sletteregisteret er endret ved linje %(line)s.") % {"line": fault}) from None
        self.stdout.write(json.dumps(counts))


def _owner(slug: str) -> Owner:
    return only(Owner.objects.filter(**({"slug": slug} if slug else {})), _("skoleeier"))


def _run(number: int) -> Run:
    run = Run.objects.filter(pk=number).select_related("owner").first()
    if run is None:
        raise CommandError(_("Ingen runde har nummer %(number)d.") % {"number": number})
    return run
