"""What it costs to import a county's absence: checked, compared and committed, against Django's bulk_create.

The rival saves every row, half of them before the import and half after it, so that a machine that grows busier
disturbs both alike.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from tettpaa.bench.bulk_create import rival
from tettpaa.bench.files import generate, imported, only

ROSTER = ("schools", "people", "enrolments", "employments", "groups", "memberships", "guardian_links")


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """`seconds` is the whole command, from its start to its end, of importing every absence of a school year.

    `processor_seconds` are those the command and its threads worked; `again_seconds` is the same file once more.
    """
    with tempfile.TemporaryDirectory(prefix="tettpaa-bench-import-") as folder:
        told(f"Lager et fylke med {pupils} elever …")
        county = generate(pupils, Path(folder) / "county")
        told("Importerer skoler, personer og grupper …")
        imported(only(county, Path(folder) / "roster", ROSTER))
        absences = only(county, Path(folder) / "absences", ("absences",))
        rows = _count(absences / "absences.csv")
        with rival(absences / "absences.csv") as other:
            told(f"Lagrer halvparten av {rows} rader med bulk_create …")
            other.save(rows // 2)
            told("Importerer fraværet …")
            ours = imported(absences)
            told("Lagrer resten med bulk_create …")
            other.save(rows)
        told("Importerer det samme igjen …")
        again = imported(absences)
    _must_be_the_same(rows, ours.answer["counts"]["absences"]["new"], other.saved)
    theirs, spent = sum(other.seconds), sum(other.processor_seconds)
    return {
        "rows": rows, "seconds": round(ours.seconds, 1), "bulk_create_seconds": round(theirs, 1),
        "ratio_bulk_create": round(theirs / ours.seconds, 1), "peak_mb": ours.peak_mb,
        "processor_seconds": round(ours.processor_seconds, 1), "bulk_create_processor_seconds": round(spent, 1),
        "ratio_processor": round(spent / ours.processor_seconds, 1), "again_seconds": round(again.seconds, 1),
    }  # fmt: skip


def _count(file: Path) -> int:
    """Rows below the heading."""
    with file.open("rb") as opened:
        return sum(1 for _ in opened) - 1


def _must_be_the_same(*counts: int) -> None:
    if len(set(counts)) > 1:
        raise AssertionError(f"not the same rows: {counts}")
