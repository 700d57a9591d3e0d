"""Thirty killed imports, each named step among them; the long run is `./dev prove import-kills`."""

import os
import subprocess
import sys


def test_killed_imports_end_as_unkilled_ones(tmp_path):
    environment = {**os.environ, "TETTPAA_HOME": str(tmp_path / "home"), "TETTPAA_DATABASE_URL": ""}
    words = [sys.executable, "-m", "tettpaa", "prove", "import-kills", "--runs", "30", "--seed", "7"]
    proof = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert proof.returncode == 0, proof.stdout + proof.stderr[-4000:]
    last = proof.stdout.strip().splitlines()[-1]
    assert last.startswith("import-kills: 30 of 30 runs end as an unkilled one")
    assert proof.stderr.count(": equal") == 30
