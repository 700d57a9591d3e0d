"""A plugin for pytest: instead of running the tests once, puts every mutant before them, each in a fork of its own.

Tests that have just caught a mutant come first before the next, since neighbours are mostly caught by the same.
"""

import json
import os
import random
import signal
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from django.db import connections

from tettpaa.proofs.policy_mutants.apply import DoesNotLoad, apply
from tettpaa.proofs.policy_mutants.mutate import Mutant, mutants
from tettpaa.proofs.policy_mutants.policy import MODULES

LONGEST = 180  # seconds a mutant may go on before it counts as caught
SURVIVED, CAUGHT = 0, 1


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Tests that commit would meet each other's rows: left out."""
    items[:] = [item for item in items if not _commits(item)]


def _commits(item: Any) -> bool:
    marker = item.get_closest_marker("django_db")
    wants = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(wants or (marker and marker.kwargs.get("transaction")))


def pytest_runtestloop(session: Any) -> bool:
    """The tests as they are, then every mutant; told as JSON in MUTANTS_ASKED."""
    asked = json.loads(os.environ["MUTANTS_ASKED"])
    items, seconds = list(session.items), {}
    for place, item in enumerate(items):
        began = time.monotonic()
        if not _passes(item, items[(place + 1) % len(items)]):
            _tell(asked["told"], {"broken": item.nodeid})
            return True
        seconds[item] = time.monotonic() - began
    order = sorted(items, key=seconds.__getitem__)
    for module_name, mutant in _chosen(asked.get("modules", MODULES), asked["runs"], asked["seed"]):
        catcher = _tried(session, module_name, mutant, order)
        if catcher in order:
            order.remove(catcher)
            order.insert(0, catcher)
        told = {"name": mutant.name, "line": mutant.line, "path": mutant.path, "is_caught": catcher is not None}
        _tell(asked["told"], told)
    return True


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


def _tried(session: Any, module_name: str, mutant: Mutant, order: Sequence[Any]) -> Any:
    """The test that caught it, 'load' or 'time' where it came to none; None for a survivor."""
    connections.close_all()
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _be_judged(session, module_name, mutant, order, writer)
    os.close(writer)
    with os.fdopen(reader) as told:
        word = told.read()
    _pid, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == SURVIVED:
        return None
    return order[int(word)] if word.isdigit() else (word or "time")


def _be_judged(session: Any, module_name: str, mutant: Mutant, order: Sequence[Any], writer: int) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(LONGEST)
    code, word = SURVIVED, ""
    try:
        apply(mutant, import_module(module_name))
        session._setupstate.teardown_exact(order[0])
        for place, item in enumerate(order):
            if not _passes(item, order[(place + 1) % len(order)]):
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


def _tell(where: str, line: dict) -> None:
    with Path(where).open("a", encoding="utf-8") as told:
        told.write(json.dumps(line) + "\n")
