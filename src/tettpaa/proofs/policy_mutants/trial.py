"""A plugin for pytest: instead of running the tests once, puts every mutant before them, each in a fork of its own.

The first time through, untouched, each test is timed and it is noted which functions it comes by. A mutant meets only
tests that come by it: first those that have just caught another, then the quickest, one of each kind before the next.
"""

import gc
import json
import math
import os
import random
import signal
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connections

from tettpaa.proofs.policy_mutants.apply import DoesNotLoad, apply, forget_answers, tables_of
from tettpaa.proofs.policy_mutants.mutate import Mutant, mutants
from tettpaa.proofs.policy_mutants.policy import MODULES
from tettpaa.proofs.policy_mutants.reach import Place, Reach

LONGEST = 180  # seconds of work a mutant may take before it counts as caught; many times more where it only waits
SURVIVED, CAUGHT = 0, 1
CHEAP = 0.1  # seconds: a dearer test never comes before a cheaper one, whatever it has caught


@dataclass(frozen=True)
class Known:
    """A test, as it went untouched: seconds of work, and which of those made from one function it is (`rank`)."""

    item: Any
    seconds: float
    rank: int
    places: frozenset[Place]

    @property
    def price(self) -> tuple[int, int, float]:
        return (round(math.log10(self.seconds + 0.001)), self.rank, self.seconds)


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Tests that commit would meet each other's rows: left out."""
    items[:] = [item for item in items if not _commits(item)]


def _commits(item: Any) -> bool:
    marker = item.get_closest_marker("django_db")
    wants = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(wants or (marker and marker.kwargs.get("transaction")))


def pytest_runtestloop(session: Any) -> bool:
    """The tests as they are, then every mutant not judged before; asked as JSON in MUTANTS_ASKED, told line by line."""
    asked = json.loads(os.environ["MUTANTS_ASKED"])
    with os.fdopen(asked["tell"], "w", encoding="utf-8") as told:
        chosen = _chosen(asked.get("modules", MODULES), asked["runs"], asked["seed"])
        before = set(Path(asked["before"]).read_text("utf-8").splitlines())
        waiting = [(name, mutant) for name, mutant in chosen if mutant.name not in before]
        _tell(told, {"of": [mutant.name for _, mutant in chosen]})
        order = _order(session, waiting, told) if waiting else []
        for name in MODULES:
            tables_of(import_module(name))  # once here, and not in each fork
        gc.freeze()
        for module, mutant in waiting:
            _tell(told, _verdict(session, module, mutant, order))
    return True


def _order(session: Any, waiting: Sequence[tuple[str, Mutant]], told: Any) -> list[Known]:
    """The tests by price; none, and told so, where one of them fails before anything is taken out."""
    reach = Reach((import_module(name), mutant.function) for name, mutant in waiting)
    items, found, ranks = session.items, [], Counter()
    for place, item in enumerate(items):
        for name in MODULES:
            forget_answers(import_module(name))
        began = time.process_time()
        with reach.heard() as heard:
            passes = _passes(item, items[(place + 1) % len(items)])
        if not passes:
            _tell(told, {"broken": item.nodeid})
            raise SystemExit(1)
        kind = item.nodeid.partition("[")[0]
        found.append(Known(item, time.process_time() - began, ranks[kind], frozenset(heard)))
        ranks[kind] += 1
    return sorted(found, key=lambda known: known.price)


def _verdict(session: Any, module: str, mutant: Mutant, order: list[Known]) -> dict:
    """What became of it; a cheap test that caught it comes first before the next."""
    comes_by = [known for known in order if not mutant.function or (module, mutant.function) in known.places]
    catcher = _tried(session, module, mutant, comes_by)
    if isinstance(catcher, Known) and catcher.seconds < CHEAP:
        order.remove(catcher)
        order.insert(0, catcher)
    by = catcher.item.nodeid if isinstance(catcher, Known) else catcher
    return {"name": mutant.name, "line": mutant.line, "path": mutant.path, "tests": len(comes_by), "caught_by": by}


def _chosen(modules: Sequence[str], runs: int, seed: int) -> Sequence[tuple[str, Mutant]]:
    """All of them, or as many as asked for, drawn by lot."""
    made = []
    for name in modules:
        path = Path(import_module(name).__file__ or "")
        made += [(name, mutant) for mutant in mutants(str(path), path.read_text("utf-8"))]
    if runs >= len(made):
        return made
    kept = sorted(random.Random(seed).sample(range(len(made)), runs))  # noqa: S311 (which ones does not matter)
    return [made[place] for place in kept]


def _tried(session: Any, module: str, mutant: Mutant, order: Sequence[Known]) -> Known | str | None:
    """The test that caught it, 'load' or 'time' where it came to none; None for a survivor."""
    connections.close_all()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _be_judged(session, module, mutant, order, writer)
    os.close(writer)
    with os.fdopen(reader) as told:
        word = told.read()
    _pid, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == SURVIVED:
        return None
    return order[int(word)] if word.isdigit() else (word or "time")


def _be_judged(session: Any, module: str, mutant: Mutant, order: Sequence[Known], writer: int) -> None:
    for number in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    signal.alarm(20 * LONGEST)
    code, word = SURVIVED, ""
    try:
        apply(mutant, import_module(module), [import_module(name) for name in MODULES])
        if order:
            session._setupstate.teardown_exact(order[0].item)
        for place, known in enumerate(order):
            if not _passes(known.item, order[(place + 1) % len(order)].item):
                code, word = CAUGHT, str(place)
                break
    except DoesNotLoad:
        code, word = CAUGHT, "load"
    except BaseException:  # ours to mend: told as missed, never as caught
        traceback.print_exc()
    finally:
        os.write(writer, word.encode())
        os._exit(code)


def _passes(item: Any, then: Any) -> bool:
    from _pytest.runner import runtestprotocol

    reports = runtestprotocol(item, log=False, nextitem=then)
    return not any(report.failed for report in reports)


def _tell(told: Any, line: dict) -> None:
    told.write(json.dumps(line) + "\n")
    told.flush()
