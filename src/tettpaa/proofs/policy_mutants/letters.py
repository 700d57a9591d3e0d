"""Every letter of the matrix taken away, and every letter that is not there put in: the second table must differ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tettpaa.proofs.matrix.expected import letters
from tettpaa.trust.access.matrix import THINGS, Action, Thing
from tettpaa.trust.access.roles import Role


def differences(things: Sequence[Thing]) -> list[str]:
    """'note leader: frcv, should be fr' for each cell that is not as the second table says."""
    return [
        f"{thing.name} {role.name.lower()}: {_sorted(thing.cells.get(role, ''))}, should be {_sorted(should)}"
        for thing in things
        for role in Role
        if _sorted(thing.cells.get(role, "")) != _sorted(should := letters().get((role.name.lower(), thing.name), ""))
    ]


def flips() -> Iterator[tuple[str, bool]]:
    """(the letter that was turned, whether the second table found it)."""
    for thing in THINGS:
        for role in Role:
            for action in Action:
                held = thing.cells.get(role, "")
                turned = held.replace(action, "") if action in held else held + action
                changed = replace(thing, cells={**thing.cells, role: turned})
                yield f"{thing.name} {role} {action}", bool(differences([changed]))


def _sorted(word: str) -> str:
    return "".join(sorted(word))
