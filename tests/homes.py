"""Homes for commands in processes of their own: made and migrated once, then copied, since migrating takes its time."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path


def make_home(folder: Path) -> Path:
    """Make `folder` a home with its tables and nothing in them."""
    return Path(shutil.copytree(_migrated(), folder))


@cache
def _migrated() -> Path:
    home = Path(tempfile.mkdtemp(prefix="tettpaa-home-")) / "home"
    environment = {**os.environ, "TETTPAA_HOME": str(home), "TETTPAA_DATABASE_URL": ""}
    words = [sys.executable, "-m", "tettpaa", "migrate", "-v0", "--skip-checks"]
    subprocess.run(words, env=environment, check=True, capture_output=True)
    return home
