"""`tettpaa yardstick`: how much earlier cohorts' data could tell about a later one, kept as curves."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tettpaa.kit import clock
from tettpaa.look_back.replay.actions import keep_yardstick
from tettpaa.look_back.replay.warm import past_years, warm_year
from tettpaa.look_back.replay.yardstick.cohorts import DAY, MONTH, TooFew, measure
from tettpaa.schools.places.models import Owner
from tettpaa.schools.places.school_year import school_year_of
from tettpaa.trust.protection.queries import strictly_hidden


class Command(BaseCommand):
    help = (
        "Måler hvor mye dataene kan si om avbrudd og ikke bestått: tilpasset tidligere kull, prøvd på det siste. "
        "/ Fit on earlier cohorts, test on the last; keep the curves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--owner", default="", help="Skoleeieren (kortnavn); ellers den eneste / owner's slug")
        parser.add_argument(
            "--day", default=f"{MONTH:02}-{DAY:02}", help="Dagen modellene ser til, MM-DD / day they see"
        )
        parser.add_argument(
            "--years", type=int, default=5, help="Høyst så mange skoleår / at most so many school years"
        )

    def handle(self, *args: object, owner: str, day: str, years: int, **options) -> None:
        found = _owner(owner)
        try:
            asked = dt.date.fromisoformat(f"2000-{day}")
        except ValueError as fault:
            raise CommandError("Dagen skrives MM-DD. / The day is written MM-DD.") from fault
        held = past_years(found, school_year_of(clock.today()), years)
        try:
            measured = measure(
                [warm_year(found, year) for year in held], asked.month, asked.day, strictly_hidden(found.pk)
            )
        except TooFew as fault:
            raise CommandError(f"For lite å måle på. / Too little to measure: {fault}") from fault
        except ModuleNotFoundError as fault:
            raise CommandError("Trenger tilvalget ml / needs the extra: pip install 'tettpaa[ml]'") from fault
        keep_yardstick(owner=found, measured=measured, by="command", at=clock.now())
        for name, curve in measured.curves.items():
            self.stdout.write(f"{name}: AUC {curve.auc:.2f} ({curve.low:.2f}–{curve.high:.2f})")


def _owner(slug: str) -> Owner:
    owners = list(Owner.objects.filter(slug=slug) if slug else Owner.objects.all()[:2])
    if len(owners) != 1:
        raise CommandError("Si hvilken skoleeier med --owner. / Name the owner.")
    return owners[0]
