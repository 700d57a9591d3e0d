"""Every test: all of them on SQLite, and the flows, which is where the database is met, on PostgreSQL too.

With arguments: `pytest` with these, on the database that TETTPAA_DATABASE_URL names (SQLite if none).
"""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from tests import browser, postgres
from tests.environment import ROOT

ON_BOTH_DATABASES = ("tests/flows", "-m", "not before_the_database and not asked_otherwise_on_postgres")
# Each core takes half of what is left of the other's when it has no more: neither waits for one long file.
PARALLEL = ("-n", "2", "--dist", "worksteal")


@dataclass(frozen=True)
class Round:
    """What one run of pytest came to."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    exit_code: int

    @property
    def sentence(self) -> str:
        broken = "" if self.exit_code in (0, 1) else f", pytest stopped with code {self.exit_code}"
        return (
            f"{self.name:<11} {self.passed} passed, {self.failed} failed, {self.skipped} skipped"
            f" in {self.seconds:.0f} s{broken}"
        )


def main(words: list[str]) -> int:
    """Run what was asked for; 0 only if something ran and nothing failed."""
    if words:
        if any("journeys" in word for word in words):
            _find_browser()
        return subprocess.run([sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False).returncode
    _find_browser()
    rounds = [_round("SQLite", "", ("tests",))]
    rounds.append(_round_on_postgres())
    return _conclude(rounds)


def _round_on_postgres() -> Round:
    """The round on a server of its own; a server that does not start is a failure, told like one."""
    print("\nStarting PostgreSQL ...", flush=True)
    try:
        with postgres.running() as address:
            return _round("PostgreSQL", address, ON_BOTH_DATABASES)
    except postgres.NoServer as fault:
        print(fault)
        return Round("PostgreSQL", 0, 1, 0, 0, 1)


def _find_browser() -> None:
    os.environ["TETTPAA_CHROMIUM"] = browser.ensure()


def _round(name: str, address: str, chosen: tuple[str, ...]) -> Round:
    """Run the `chosen` tests (folders, and pytest's words) on one database and read what came of it."""
    print(f"\n{name}: {' '.join(chosen)}", flush=True)
    report = ROOT / "tests" / "artifacts" / f"{name.lower()}.xml"
    report.unlink(missing_ok=True)
    words = [sys.executable, "-m", "pytest", *PARALLEL, "-q", f"--junitxml={report}", *chosen]
    environment = {**os.environ, "TETTPAA_DATABASE_URL": address}
    start = time.monotonic()
    exit_code = subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode
    seconds = time.monotonic() - start
    if not report.exists():
        return Round(name, 0, 0, 0, seconds, exit_code or 1)
    suite = next(ET.parse(report).iter("testsuite"))
    count = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
    failed = count["failures"] + count["errors"]
    passed = count["tests"] - failed - count["skipped"]
    return Round(name, passed, failed, count["skipped"], seconds, exit_code)


def _conclude(rounds: list[Round]) -> int:
    """Say what each round came to, and all of it on the last line."""
    print()
    for each in rounds:
        print(each.sentence)
    passed, failed, skipped = (sum(getattr(each, key) for each in rounds) for key in ("passed", "failed", "skipped"))
    print(f"tests: {passed} passed, {failed} failed, {skipped} skipped")
    return 0 if passed and all(each.exit_code == 0 for each in rounds) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
