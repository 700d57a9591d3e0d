"""The files of the project, whoever owns the folder they are in."""

import subprocess
from pathlib import Path

from tests.environment import ROOT


def files() -> list[Path]:
    """Every file that git keeps or would keep."""
    words = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]
