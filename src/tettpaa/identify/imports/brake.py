"""The brake: holds an import that would change unusually much, until somebody approves with a reason. Pure.

A wrong file must not be able to take the pupils from their teachers overnight. A school is looked at on
its own: a small school that empties would drown in a county's sum.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from tettpaa.kit.text import marked

MORE_THAN_PERCENT = 5
MORE_THAN_ROWS = 10

# What is watched, and how the page says it.
WATCHED = {
    "pupils": marked("elever"),
    "memberships": marked("medlemskap i grupper"),
    "guardian_links": marked("foresattkoblinger"),
}


@dataclass(frozen=True)
class Change:
    """How much of `table` at one school would be changed or go, of how many that are held."""

    school: str
    table: str
    held: int
    changed: int
    gone: int


@dataclass(frozen=True)
class Hold:
    """One reason to hold the import, with its figures."""

    school: str
    table: str
    held: int
    changed: int
    gone: int
    percent: int

    @property
    def nb(self) -> str:
        """'Uvanlig mange elever ved Skole A endres eller forsvinner (9 %): 3 endret, 24 borte av 300.'"""
        return (
            f"Uvanlig mange {WATCHED[self.table]} ved {self.school} endres eller forsvinner ({self.percent} %): "
            f"{self.changed} endret, {self.gone} borte av {self.held}. Er det riktig?"
        )

    def as_json(self) -> dict:
        """The figures and the sentence, as kept on the import."""
        return asdict(self) | {"nb": self.nb}


def is_unusual(change: Change) -> bool:
    """More than 5 % and more than 10 rows: both, so that small groups may move freely."""
    moved = change.changed + change.gone
    return moved > MORE_THAN_ROWS and moved * 100 > MORE_THAN_PERCENT * change.held


def holds(changes: Iterable[Change]) -> list[Hold]:
    """The reasons to hold, the largest share first; none if the import may pass."""
    found = [
        Hold(
            change.school, change.table, change.held, change.changed, change.gone,
            round(100 * (change.changed + change.gone) / max(change.held, 1)),
        )
        for change in changes
        if is_unusual(change)
    ]  # fmt: skip
    return sorted(found, key=lambda hold: (-hold.percent, hold.school, hold.table))
