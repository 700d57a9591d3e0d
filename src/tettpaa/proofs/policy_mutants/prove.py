"""Takes every check out of what decides who may, one at a time, and sees that a test catches it.

    tettpaa prove policy-mutants [--runs 100]

The tests are those of the development environment. A mutant that nothing catches is told with its place, unless a
person has judged in `equivalent.toml` that nobody could ever see it. `--runs` draws some by lot. What has been judged
is kept under .home until the end: asked again after a kill, it goes on where it was.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from tettpaa.proofs.policy_mutants.letters import differences, flips
from tettpaa.proofs.policy_mutants.policy import TESTS, equivalent
from tettpaa.proofs.policy_mutants.state import judged_before, state_file
from tettpaa.trust.access.matrix import THINGS

ROOT = Path(__file__).resolve().parents[4]
TRIAL = "tettpaa.proofs.policy_mutants.trial"
TOLD_EVERY = 25  # mutants
Tell = Callable[[str], None]


def prove(runs: int, seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether every removed check is caught, the figure)."""
    if not all((ROOT / test).exists() for test in TESTS) or find_spec("pytest") is None:
        return False, "the tests are not here: it takes the development environment (./dev test makes it)"
    turned = list(flips())
    kept = [name for name, is_found in turned if not is_found] + differences(THINGS)
    for line in kept:
        tell(f"matrix {line}")
    state = state_file(ROOT, ROOT / ".home")
    asked, judged, broken = _judged(state, runs, seed, tell)
    if broken or len(judged) < len(asked):
        return False, f"{broken} fails before anything is taken out" if broken else "it was stopped: ask again"
    survivors = [each for each in judged if not each["caught_by"]]
    missed = [each for each in survivors if each["name"] not in equivalent()]
    for each in missed:
        tell(_told(each))
    state.unlink()
    figure = (
        f"{len(judged) - len(survivors)} of {len(judged)} removed checks caught, {len(survivors) - len(missed)} that "
        f"nobody could see, {len(missed)} missed; {len(turned) - len(kept)} of {len(turned)} turned letters of the "
        "matrix caught"
    )
    return bool(judged) and not missed and not kept, figure


def _told(survivor: dict) -> str:
    return f"{Path(survivor['path']).relative_to(ROOT)}:{survivor['line']} {survivor['name']}"


def _judged(state: Path, runs: int, seed: int, tell: Tell) -> tuple[list[str], list[dict], str]:
    """(names of the mutants, what became of each, the test that was broken before it began)."""
    judged = {each["name"]: each for each in judged_before(state)}
    if judged:
        tell(f"{len(judged)} judged before")
    asked, broken = [], ""
    for told in _tried(list(judged), runs, seed):
        if "name" not in told:
            asked, broken = told.get("of", asked), told.get("broken", "")
            continue
        judged[told["name"]] = told
        with state.open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(told) + "\n")
        if not told["caught_by"] or len(judged) % TOLD_EVERY == 0:
            tell(f"{len(judged)} of {len(asked)}" + ("" if told["caught_by"] else f", not caught: {_told(told)}"))
    return asked, [judged[name] for name in asked if name in judged], broken


def _tried(before: list[str], runs: int, seed: int) -> Iterator[dict]:
    """What a pytest of its own tells, as it tells it. It dies with whoever listens."""
    reader, writer = os.pipe()
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="tettpaa-mutants-") as names:
        names.write("\n".join(before))
        names.flush()
        asked = json.dumps({"runs": runs, "seed": seed, "tell": writer, "before": names.name})
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        environment = {**os.environ, "MUTANTS_ASKED": asked, "PYTHONPATH": path, "TETTPAA_DATABASE_URL": ""}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        words = [sys.executable, "-m", "pytest", "-q", "-p", TRIAL, "-p", "no:cacheprovider", *TESTS]
        trial = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as told:
            yield from map(json.loads, told)
        trial.wait()
