"""A run of removal in words, for the terminal: tables, schools and numbers, never a name."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tettpaa.kit.text import marked
from tettpaa.trust.retention.carrying_out import CHANGED, NO_ARCHIVE
from tettpaa.trust.retention.models import Run, RunPart
from tettpaa.trust.retention.rules import Rule
from tettpaa.trust.retention.states import STATES

HELD = {
    CHANGED: marked("Ikke slettet: det er flere rader nå enn da runden ble godkjent. Planlegg på nytt."),
    NO_ARCHIVE: marked("Ikke slettet: arkivet skal ha en pakke først (--archive-to MAPPE)."),
}


def rule_line(rule: Rule) -> str:
    period = str(rule.period) if rule.due_before_is_known else _("ingen frist")
    return f"{rule.name}\t{period}\t{rule.counted}\t{rule.happens}\t{rule.basis}\t{rule.source}"


def run_line(run: Run) -> str:
    told = {"number": run.pk, "kind": run.get_kind_display(), "state": _(STATES[run.state].word),
            "day": run.as_of.strftime("%d.%m.%Y")}  # fmt: skip
    return _("Runde %(number)d, %(kind)s per %(day)s: %(state)s.") % told


def part_line(part: RunPart, schools: Mapping[str, str]) -> str:
    """'talks.Contact  12  (Skole A: 12)', then why it stays or is held, how many nobody knows, and how many went."""
    counts = ", ".join(f"{schools.get(key) or _('uten skole')}: {count}" for key, count in part.counts.items())
    notes = [part.stays, _(HELD[part.held]) if part.held else ""]
    notes += [_("%(count)d uten kjent start, blir") % {"count": part.unknown}] if part.unknown else []
    notes += [_("%(count)d slettet") % {"count": part.removed}] if part.done_at else []
    told = f"{part.name}\t{part.planned}\t({counts})" if counts else f"{part.name}\t{part.planned}"
    return "\t".join([told, *filter(None, notes)])
