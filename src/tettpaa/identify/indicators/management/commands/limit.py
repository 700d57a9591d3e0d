"""`tettpaa limit`: settle one pupil's absence in one subject by § 9-8."""

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from tettpaa.identify.indicators.limit import Settlement, settle
from tettpaa.identify.indicators.limit_answer import as_json, as_lines
from tettpaa.identify.indicators.limit_file import FileRefused, fault, is_date, read_events
from tettpaa.kit import clock
from tettpaa.knowledge.law.absence_limit import LawUnknown, versions

REFUSED = 2


class Command(BaseCommand):
    help = "Fraværsgrensen (§ 9-8) i ett fag. / The absence limit in one subject."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("events", help="CSV: date,minutes,cause,documentation")
        parser.add_argument("--planned-hours", default="", help="Årstimetall, timer på 60 minutter / planned hours")
        parser.add_argument("--lesson-minutes", default="60", help="Øktlengde i minutter / lesson length")
        parser.add_argument("--as-of", default="", help="Dag, ÅÅÅÅ-MM-DD; ellers i dag / day; else today")
        parser.add_argument(
            "--documented-risk", action="store_true",
            help="Helsepersonell har dokumentert høyere risiko / a documented higher risk of absence",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="Ett JSON-objekt / one JSON object")

    def handle(self, *args: object, **options: object) -> None:
        try:
            settlement = _settle(options)
        except FileRefused as refused:
            self._refuse(refused, is_json=bool(options["json"]))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(settlement), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(as_lines(settlement)))

    def _refuse(self, refused: FileRefused, *, is_json: bool) -> None:
        if is_json:
            self.stdout.write(
                json.dumps({"problems": [each.as_json() for each in refused.problems]}, ensure_ascii=False)
            )
        for each in refused.problems:
            self.stderr.write(f"{each.message} {each.fix}\n{each.message_en} {each.fix_en}")
        raise SystemExit(REFUSED)


def _settle(options: dict) -> Settlement:
    planned = _above_zero(options["planned_hours"], "--planned-hours")
    lesson = _above_zero(options["lesson_minutes"], "--lesson-minutes")
    if lesson.denominator != 1:
        raise FileRefused([fault("not_hours", column="--lesson-minutes")])
    as_of = _day(options["as_of"])
    events = read_events(Path(options["events"]))
    try:
        return settle(events, planned, int(lesson), as_of, has_documented_risk=options["documented_risk"])
    except LawUnknown:
        first = versions()[0].valid_from.isoformat()
        raise FileRefused([fault("no_law", day=as_of.isoformat(), first=first)]) from None


def _above_zero(text: str, column: str) -> Fraction:
    try:
        number = Fraction(text.replace(",", "."))
    except (ValueError, ZeroDivisionError):
        number = Fraction(0)
    if number <= 0:
        raise FileRefused([fault("not_hours", column=column)])
    return number


def _day(text: str) -> dt.date:
    if text and not is_date(text):
        raise FileRefused([fault("not_a_day", column="--as-of")])
    return dt.date.fromisoformat(text) if text else clock.today()
