"""Each bench runs in an empty home of its own, with the same settings otherwise, and leaves nothing behind."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence


def run_again(words: Sequence[str]) -> int:
    """Run `tettpaa WORDS` in an empty home with its tables made; give the exit code."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-bench-") as home:
        environment = {**os.environ, "TETTPAA_HOME": home, "TETTPAA_DATABASE_URL": ""}
        subprocess.run([sys.executable, "-m", "tettpaa", "migrate", "-v0"], env=environment, check=True)
        return subprocess.run([sys.executable, "-m", "tettpaa", *words], env=environment, check=False).returncode
