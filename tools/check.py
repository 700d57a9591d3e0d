"""Everything a change must pass besides the tests. Changes nothing; tells all that is wrong, not only the first."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

CHECKS = {
    "format": (PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise", "."),
    "lint": (PYTHON, "-m", "ruff", "check", "--quiet", "--output-format", "concise", "."),
    "imports": (PYTHON, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"),
    "types": (PYTHON, "-m", "mypy", "--no-error-summary"),
    "migrations": (PYTHON, "-m", "tettpaa", "makemigrations", "--check", "--dry-run"),
    "reference": (PYTHON, "-m", "tettpaa", "docs", "--check"),
    "translations": (PYTHON, "-m", "tools.messages", "--check"),
    "size": (PYTHON, "-m", "tools.size"),
}


def main(names: list[str]) -> int:
    """Run every check, or those named; 1 if any fails."""
    unknown = set(names) - set(CHECKS)
    if unknown:
        print(f"No such check: {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}")
        return 2
    with tempfile.TemporaryDirectory(prefix="tettpaa-check-") as home:
        failed = [name for name in names or CHECKS if not _passes(name, home)]
    print(f"\ncheck: {', '.join(failed)} failed" if failed else "\ncheck: all is well")
    return 1 if failed else 0


def _passes(name: str, home: str) -> bool:
    """Run one check in an empty home and print what it says, if it says anything is wrong."""
    print(f"{name:<13}", end="", flush=True)
    start = time.monotonic()
    environment = {**os.environ, "TETTPAA_HOME": home}
    done = subprocess.run(CHECKS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    passed = done.returncode == 0
    print(f"{'ok' if passed else 'FAILED'} ({time.monotonic() - start:.0f} s)", flush=True)
    if not passed or name == "size":
        print(f"{done.stdout}{done.stderr}".rstrip())
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
