"""What the command line says of an import, to people and to programs."""

from collections.abc import Sequence
from typing import TextIO

from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.progress import WORDS
from tettpaa.identify.imports.states import STATES, STEPS, is_unfinished
from tettpaa.identify.imports.work import Report
from tettpaa.identify.sources.problems import Problem
from tettpaa.schema import SOURCE_TABLES

MOST_TOLD = 20
_WORDS = {
    "nb": {"new": "nye", "changed": "endret", "same": "like", "gone": "borte", "fix": "Gjør slik", "more": "og {} til",
           "problems": "Feil", "warnings": "Merk", "row": "rad"},
    "en": {"new": "new", "changed": "changed", "same": "same", "gone": "gone", "fix": "Do this", "more": "and {} more",
           "problems": "Faults", "warnings": "Note", "row": "row"},
}  # fmt: skip


def answer_of(held: Import, faults: dict[str, list[dict]]) -> dict:
    """The object that --json prints for an import."""
    return {
        "import": held.pk,
        "state": held.state,
        "accepted": held.state not in {"refused", "failed"},
        "committed": held.state == "committed",
        "counts": held.counts,
        "problems": faults["problems"],
        "warnings": faults["warnings"],
        "problem_count": held.problem_count,
        "warning_count": held.warning_count,
        "brake": held.brake if is_unfinished(held.state) else [],
    }


def refusal(problems: Sequence[Problem]) -> dict:
    """The same object where no import was made, or it stopped on our side."""
    return {
        "import": None, "state": None, "accepted": False, "committed": False, "counts": {},
        "problems": [fault.as_json() for fault in problems], "warnings": [], "problem_count": len(problems),
        "warning_count": 0, "brake": [],
    }  # fmt: skip


def told(answer: dict, language: str) -> str:
    """The answer in words."""
    if "resumed" in answer:
        return "\n\n".join(told(one, language) for one in answer["resumed"]) or "Ingen avbrutte importer."
    lines = []
    if answer["state"]:
        state = STATES[answer["state"]]
        lines.append(f"{state.nb}. {state.explained}")
    lines += [hold["nb"] for hold in answer["brake"]]
    for table, counts in answer["counts"].items():
        named = SOURCE_TABLES[table]
        words = ", ".join(f"{counts[status]} {_WORDS[language][status]}" for status in counts)
        lines.append(f"  {named.nb if language == 'nb' else named.en}: {words}")
    for kind in ("problems", "warnings"):
        lines += _told_faults(answer, kind, language)
    return "\n".join(lines)


def _told_faults(answer: dict, kind: str, language: str) -> list[str]:
    words = _WORDS[language]
    suffix = "" if language == "nb" else "_en"
    listed = answer[kind][:MOST_TOLD]
    lines = [f"{words[kind]}:"] if listed else []
    for fault in listed:
        row = f", {words['row']} {fault['row']}" if fault["row"] else ""
        lines.append(f"  {fault['file']}{row}: {fault['message' + suffix]}")
        lines.append(f"    {words['fix']}: {fault['fix' + suffix]}")
    more = max(answer[f"{kind.removesuffix('s')}_count"], len(answer[kind])) - len(listed)
    return [*lines, f"  … {words['more'].format(more)}"] if more > 0 else lines


def progress_line(out: TextIO) -> Report | None:
    """A line that is written over as the work goes on; nothing where nobody watches a terminal."""
    if not out.isatty():
        return None

    def report(step: str, done: int, total: int) -> None:
        share = f" {done} av {total}" if total else ""
        out.write(f"\r\x1b[K{WORDS.get(step, step)}{share} …")
        if step == "write" and done == total:
            out.write("\r\x1b[K")
        out.flush()

    return report


__all__ = ["STEPS", "answer_of", "progress_line", "refusal", "told"]
