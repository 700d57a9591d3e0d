"""The runs and their parts as rows of tables."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tettpaa.kit.html.table_rows import NUMBER, Cell, Column
from tettpaa.schools.places.models import School
from tettpaa.trust.retention.database import table_of
from tettpaa.trust.retention.models import Run, RunPart
from tettpaa.trust.retention.states import STATES

RUN_COLUMNS = (
    Column("run", gettext_lazy("Runde")), Column("kind", gettext_lazy("Gjelder")), Column("day", gettext_lazy("Per dag")),
    Column("planned", gettext_lazy("Rader"), NUMBER), Column("state", gettext_lazy("Tilstand")),
)  # fmt: skip
PART_COLUMNS = (
    Column("table", gettext_lazy("Hva")), Column("schools", gettext_lazy("Skole")),
    Column("planned", gettext_lazy("Rader"), NUMBER), Column("removed", gettext_lazy("Slettet"), NUMBER),
    Column("note", gettext_lazy("Merknad")),
)  # fmt: skip


def run_rows(runs: Iterable[Run]) -> list[dict]:
    return [
        {
            "run": Cell(
                _("Runde %(number)d") % {"number": run.pk}, reverse("removal_run", args=[run.reference]), order=run.pk
            ),
            "kind": run.get_kind_display(),
            "day": run.as_of,
            "planned": sum(part.planned for part in run.parts.all() if not part.stays),
            "state": Cell(_(STATES[run.state].word), look=STATES[run.state].look),
        }
        for run in runs
    ]


def part_rows(run: Run) -> list[dict]:
    """Tables that hold anything the run is about."""
    names = {str(school.pk): school.name for school in School.objects.filter(owner=run.owner)}
    return [_part(part, names) for part in run.parts.order_by("pk") if part.planned or part.unknown]


def _part(part: RunPart, names: dict[str, str]) -> dict:
    table = table_of(part.name.partition(":")[0])
    words = _("Loggen") if table is None else table.nb
    if part.name.endswith(":nowhere"):
        words = _("%(table)s som ikke førte til noe") % {"table": words}
    schools = ", ".join(f"{names.get(key) or _('uten skole')}: {count}" for key, count in part.counts.items())
    return {
        "table": words,
        "schools": schools,
        "planned": part.planned,
        "removed": part.removed if part.done_at else "–",
        "note": _note(part),
    }


def _note(part: RunPart) -> str:
    """Why they stay, in the reader's language where it is one of our own sentences."""
    if part.stays:
        return _(part.stays)
    return _("%(count)d uten kjent start, blir") % {"count": part.unknown} if part.unknown else "–"
