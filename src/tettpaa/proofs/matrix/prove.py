"""Asks every actor about every thing, action, relation and pupil's state, in three ways that must agree.

    tettpaa prove matrix

What should be (`expected.py`, written apart), what the decision says of one pupil (`rules.decide`), and which pupils
the set holds (`queries.pupils_within`, in SQL). The county is made in a home of its own (`world.py`).
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from django.core.management import call_command

from tettpaa.proofs.forked import Child
from tettpaa.proofs.homes import Homes
from tettpaa.proofs.matrix.axes import ACTORS, NOON, Actor, Relation, State
from tettpaa.proofs.matrix.expected import expected
from tettpaa.proofs.matrix.world import World
from tettpaa.trust.access.matrix import THINGS, Action
from tettpaa.trust.access.permissions import Permission, permission_of
from tettpaa.trust.access.queries import pupils_within, whom
from tettpaa.trust.access.rules import Asker, decide
from tettpaa.trust.access.ties import asker_of
from tettpaa.trust.identity.persona import PRIVATE, STAFF

Tell = Callable[[str], None]
TOLD_AT_MOST = 20


def prove(_runs: int, _seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether all three agree in every cell, the figure)."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-matrix-") as folder:
        homes = Homes(Path(folder))
        answer = Child(homes.start, partial(_in_own_home, tell), {}).answer()
        homes.close()
    if answer is None:
        return False, "the process that asked died"
    counts, differences = answer
    for line in differences[:TOLD_AT_MOST]:
        tell(line)
    figure = (
        f"{counts.total()} cells ({counts[True]} yes, {counts[False]} no): table, decision and SQL sets, "
        f"{len(differences)} differences"
    )
    return not differences, figure


def _in_own_home(tell: Tell) -> tuple[Counter, list[str]]:
    call_command("migrate", verbosity=0, skip_checks=True)
    return ask_all(tell)


def ask_all(
    tell: Tell, relations: Sequence[Relation] = tuple(Relation), actors: Sequence[Actor] = ACTORS
) -> tuple[Counter, list[str]]:
    """How many cells should be yes and no, and a line for each in which the three differ."""
    world, counts, differences = World(actors, relations), Counter[bool](), list[str]()
    permissions = [permission_of(thing, action) for thing in THINGS for action in Action]
    for actor in actors:
        tell(actor.name)
        for relation in relations:
            for state, permission, should, decided, is_in_set in _answers(world, actor, relation, permissions):
                counts[should] += 1
                if not should == decided == is_in_set:
                    differences.append(
                        f"{actor.name} {relation} {state} {permission.name}: should be {should}, "
                        f"decided {decided}, in the set {is_in_set}"
                    )
    return counts, differences


def _answers(
    world: World, actor: Actor, relation: Relation, permissions: list[Permission]
) -> Iterator[tuple[State, Permission, bool, bool, bool]]:
    sets: dict[tuple[object, str], set[int]] = {}
    askers: dict[object, Asker] = {}
    for state, (user, pupil) in world.asked[actor.name, relation].items():
        if user not in askers:
            persona = PRIVATE if actor.is_private else STAFF
            askers[user] = asker_of(user, NOON, persona=persona) if user else Asker()
        asker, about = askers[user], whom(pupil, NOON)
        for permission in permissions:
            if (user, permission.name) not in sets:
                found = pupils_within(asker, permission, NOON).values_list("pk", flat=True)
                sets[user, permission.name] = set(found)
            letter = str(permission.action)
            yield (
                state, permission, expected(actor, permission.thing, letter, relation, state),
                decide(permission, asker, about, NOON).is_permitted, pupil.pk in sets[user, permission.name],
            )  # fmt: skip
