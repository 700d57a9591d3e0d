"""Two contents of a plan side by side: what is the same, new, gone or changed, down to the word. Pure."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass

from tettpaa.follow_up.plans.rules import Content, Line

SAME, NEW, GONE, CHANGED = "same", "new", "gone", "changed"
FIELDS = (
    "problem",
    "goals",
    "tried",
    "lines",
    "evaluate_on",
    "pupil_view",
    "pupil_why",
    "guardian_view",
    "guardian_why",
)
_WORDS = re.compile(r"\S+|\s+")


@dataclass(frozen=True)
class Part:
    """A run of words: `kind` is same, new or gone."""

    kind: str
    text: str


@dataclass(frozen=True)
class Compared:
    """One field of two contents: both texts whole, and the runs of words that lead from the one to the other."""

    field: str
    kind: str
    one: str
    other: str
    parts: tuple[Part, ...]


def compare(one: Content, other: Content, line_text: Callable[[Line], str], day_text: Callable) -> list[Compared]:
    """Every field, in the form's order. `line_text` and `day_text` write a measure and a day for a reader."""

    def text(content: Content, field: str) -> str:
        if field == "lines":
            return "\n".join(line_text(line) for line in content.lines)
        value = getattr(content, field)
        return day_text(value) if field == "evaluate_on" and value else value or ""

    return [_compared(field, text(one, field), text(other, field)) for field in FIELDS]


def _compared(field: str, one: str, other: str) -> Compared:
    if one == other:
        return Compared(field, SAME, one, other, (Part(SAME, one),))
    kind = NEW if not one else GONE if not other else CHANGED
    return Compared(field, kind, one, other, tuple(_parts(one, other)))


def _parts(one: str, other: str) -> list[Part]:
    """What is gone stands before what is new in its place."""
    before, after = _WORDS.findall(one), _WORDS.findall(other)
    found = []
    for act, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Part(SAME, "".join(before[i1:i2])))
            continue
        found += [
            Part(kind, text) for kind, text in ((GONE, "".join(before[i1:i2])), (NEW, "".join(after[j1:j2]))) if text
        ]
    return found
