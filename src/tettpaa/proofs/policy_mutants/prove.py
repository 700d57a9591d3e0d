"""Takes every check out of what decides who may, one at a time, and sees that a test catches it.

    tettpaa prove policy-mutants [--runs 100]

The tests are those of the development environment. A mutant that nothing catches is told with its place, unless a
person has judged in `equivalent.toml` that nobody could ever see it. `--runs` draws some by lot.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from tettpaa.proofs.policy_mutants.letters import differences, flips
from tettpaa.proofs.policy_mutants.policy import TESTS, equivalent
from tettpaa.trust.access.matrix import THINGS

ROOT = Path(__file__).resolve().parents[4]
TRIAL = "tettpaa.proofs.policy_mutants.trial"
Tell = Callable[[str], None]


def prove(runs: int, seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether every removed check is caught, the figure)."""
    if not all((ROOT / test).exists() for test in TESTS) or find_spec("pytest") is None:
        return False, "the tests are not here: it takes the development environment (./dev test makes it)"
    turned = list(flips())
    kept = [name for name, is_found in turned if not is_found] + differences(THINGS)
    for line in kept:
        tell(f"matrix {line}")
    judged = _judged(runs, seed)
    if broken := [each["broken"] for each in judged if "broken" in each]:
        return False, f"{broken[0]} fails before anything is taken out"
    survivors = [each for each in judged if not each["is_caught"]]
    unseen = [each for each in survivors if each["name"] in equivalent()]
    missed = [each for each in survivors if each["name"] not in equivalent()]
    for each in missed:
        tell(f"{Path(each['path']).relative_to(ROOT)}:{each['line']} {each['name']}")
    figure = (
        f"{len(judged) - len(survivors)} of {len(judged)} removed checks caught, {len(unseen)} that nobody could see, "
        f"{len(missed)} missed; {len(turned) - len(kept)} of {len(turned)} turned letters of the matrix caught"
    )
    return bool(judged) and not missed and not kept, figure


def _judged(runs: int, seed: int) -> list[dict]:
    """What became of each mutant, in a pytest of its own."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-mutants-") as folder:
        told = Path(folder) / "told"
        asked = json.dumps({"runs": runs, "seed": seed, "told": str(told)})
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        environment = {**os.environ, "MUTANTS_ASKED": asked, "PYTHONPATH": path, "TETTPAA_DATABASE_URL": ""}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        words = [sys.executable, "-m", "pytest", "-q", "-p", TRIAL, "-p", "no:cacheprovider", *TESTS]
        subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False)
        return [json.loads(line) for line in told.read_text("utf-8").splitlines()] if told.exists() else []
