"""`tettpaa indicators --as-of DATE`: every indicator of one pupil, a school or all, by either engine."""

import csv
import datetime as dt
import json
from collections.abc import Iterable

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tettpaa.identify.indicators.asking import ENGINES, asked
from tettpaa.identify.indicators.catalogue import INDICATORS
from tettpaa.kit import clock
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School

UNKNOWN = "ukjent"


class Command(BaseCommand):
    help = "Viser alle indikatorer per en dag, for én elev, en skole eller alle."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=dt.date.fromisoformat, help="Dag, ÅÅÅÅ-MM-DD; ellers i dag")
        parser.add_argument("--owner", default="", help="Skoleeieren (kortnavn eller navn); ellers den eneste")
        parser.add_argument("--school", default="", help="Skolens id i kilden, navn eller nøkkel")
        parser.add_argument("--pupil", default="", help="Elevens id i kilden eller nøkkel")
        parser.add_argument("--engine", choices=ENGINES, default="numba", help="Hvem som regner: folden eller fasiten")
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table", help="Form på svaret")

    def handle(self, *args: object, **options) -> None:
        as_of = options["as_of"] or clock.today()
        owner = _owner(options["owner"])
        schools = _keys(School.objects.filter(owner=owner), options["school"], ("source_id", "name"), "skole / school")
        pupils = _keys(Person.objects.filter(owner=owner), options["pupil"], ("source_id",), "elev / pupil")
        ids = dict(Person.objects.filter(owner=owner).values_list("key", "source_id"))
        found = (
            (ids[pupil], line)
            for pupil, lines in asked(owner, as_of, engine=options["engine"], schools=schools, pupils=pupils)
            for line in lines
        )
        getattr(self, options["format"])(found, as_of)

    def json(self, found: Iterable[tuple[str, dict]], as_of: dt.date) -> None:
        """One array; `value` null is unknown."""
        listed = [{"pupil": pupil, "as_of": as_of.isoformat(), **line} for pupil, line in found]
        self.stdout.write(json.dumps(listed, ensure_ascii=False))

    def csv(self, found: Iterable[tuple[str, dict]], as_of: dt.date) -> None:
        """One line a number; an empty value is unknown."""
        out = csv.writer(self.stdout, lineterminator="\n")
        out.writerow(["pupil", "as_of", "indicator", "window", "value", "at_least", "at_most", "unit"])
        for pupil, line in found:
            row = [line.get(name) for name in ("value", "at_least", "at_most", "unit")]
            out.writerow([pupil, as_of, line["indicator"], _window(line), *row])

    def table(self, found: Iterable[tuple[str, dict]], as_of: dt.date) -> None:
        """For reading: a heading for each pupil."""
        shown = None
        for pupil, line in found:
            if pupil != shown:
                self.stdout.write(f"\n{pupil}  {as_of:%d.%m.%Y}")
                shown = pupil
            value = UNKNOWN if line["value"] is None else f"{line['value']:g}".replace(".", ",")
            doubt = f"  ({line['at_least']}–{line['at_most']})" if "at_least" in line else ""
            name = INDICATORS[line["indicator"]].short("nb")
            self.stdout.write(f"  {value:>9} {line['unit']:10} {name}{_window(line, ', ')}{doubt}")


def _window(line: dict, before: str = "") -> str:
    window = line["window"] or {}
    if "school_days" in window:
        return f"{before}siste {window['school_days']} skoledager"
    return ""


def _owner(named: str) -> Owner:
    owners = Owner.objects.filter(slug=named) | Owner.objects.filter(name=named) if named else Owner.objects.all()
    if len(owners) != 1:
        known = ", ".join(Owner.objects.values_list("slug", flat=True)) or "–"
        raise CommandError(f"Hvilken skoleeier? / Which owner? {known}", returncode=2)
    return owners[0]


def _keys(rows, named: str, columns: tuple[str, ...], what: str) -> list[int] | None:
    """The keys of what is named by the source's id, a name or the key itself; None where nothing is."""
    if not named:
        return None
    for column in (*columns, *(["key"] if named.isdecimal() else [])):
        found = list(rows.filter(**{column: named}).values_list("key", flat=True))
        if found:
            return found
    raise CommandError(f"Fant ingen {what}: {named}", returncode=2)
