"""`tettpaa audit verify|export|status`: whether the log is whole, its copy, and how far that has come."""

import json
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from tettpaa.kit import clock
from tettpaa.trust.audit.chain.verify import CHAINS, verify
from tettpaa.trust.audit.second_place.compare import compare
from tettpaa.trust.audit.second_place.export import CopyIsAhead, NoCopy, export, lag
from tettpaa.trust.audit.telling import CHAIN_WORDS, sentence

MOST_TOLD = 100


class Command(BaseCommand):
    help = "Kontroller loggen, før den over til kopien, eller vis hvor den står. / Verify, export or show the log."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, help="Hva som skal gjøres / what to do")
        for name, words in (
            ("verify", "Er loggen hel, og lik kopien? / is the log whole, and like its copy?"),
            ("export", "Før nye rader over til TETTPAA_AUDIT_COPY / copy new rows to the second place"),
            ("status", "Hvor mange rader, og hvor langt kopien er / how many rows, and how far the copy is"),
        ):
            act = acts.add_parser(name, help=words)
            act.add_argument("--json", action="store_true", help="Skriv ett JSON-objekt / write one JSON object")

    def handle(self, *args: object, act: str, **options) -> None:
        try:
            told, lines, is_well = getattr(self, act)()
        except CopyIsAhead:
            raise CommandError(_("Kopien har rader som loggen ikke har. Kjør tettpaa audit verify.")) from None
        except NoCopy:
            raise CommandError(_("TETTPAA_AUDIT_COPY peker ikke på noe sted å kopiere til.")) from None
        self.stdout.write(json.dumps(told) if options["json"] else "\n".join(lines))
        if not is_well:
            sys.exit(1)

    def verify(self) -> tuple[dict, list[str], bool]:
        """Every row of the log, and every row of the copy where there is one."""
        rows, faults = verify()
        try:
            compared, between = compare()
        except NoCopy:
            compared, between = None, []
        faults += between
        told = {"rows": rows, "compared": compared, "faults": [fault.__dict__ for fault in faults[:MOST_TOLD]]}
        lines = [sentence(fault) for fault in faults[:MOST_TOLD]]
        if len(faults) > MOST_TOLD:
            lines.append(_("… og %(count)d til.") % {"count": len(faults) - MOST_TOLD})
        if not faults:
            lines.append(_("Loggen er hel: %(rows)d rader.") % {"rows": rows})
        lines.append(
            _("Den er ikke holdt opp mot noen kopi.")
            if compared is None
            else _("Holdt opp mot kopiens %(rows)d rader.") % {"rows": compared}
        )
        return told, lines, not faults

    def export(self) -> tuple[dict, list[str], bool]:
        """What is new, to the second place."""
        rows = export(at=clock.now())
        return {"rows": rows}, [_("Førte over %(rows)d rader.") % {"rows": rows}], True

    def status(self) -> tuple[dict, list[str], bool]:
        """Rows and age of each table, and the copy's lag."""
        told: dict[str, object] = {}
        lines = []
        for chain, model in CHAINS.items():
            found = model._default_manager.aggregate(rows=Count("id"), first=Min("at"), last=Max("at"))
            told[chain] = {"rows": found["rows"], **{name: _iso(found[name]) for name in ("first", "last")}}
            lines.append(f"{_(CHAIN_WORDS[chain])}: {found['rows']} ({_iso(found['first'])} – {_iso(found['last'])})")
        try:
            behind = lag()
        except NoCopy:
            told["copy"] = None
            lines.append(_("Ingen kopi: TETTPAA_AUDIT_COPY er ikke satt."))
            return told, lines, True
        seconds = round((clock.now() - behind.oldest_at).total_seconds()) if behind.oldest_at else 0
        told["copy"] = {"behind_rows": behind.rows, "behind_seconds": seconds}
        words = _("Kopien mangler %(rows)d rader; den eldste er %(seconds)d sekunder gammel.")
        lines.append(words % {"rows": behind.rows, "seconds": seconds} if behind.rows else _("Kopien har alt."))
        return told, lines, True


def _iso(instant) -> str:
    return instant.astimezone(clock.OSLO).isoformat(timespec="seconds") if instant else "–"
