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
    assert last.startswith("import-kills: ")
    assert "30 of them killed, at 20 named steps and 10 random moments" in last
    lines = proof.stderr.strip().splitlines()
    assert len(lines) >= 30 and all(line.endswith(": equal") for line in lines)
