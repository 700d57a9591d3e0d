"""The long proofs of the log, in short; the whole ones are `./dev prove audit-chain` and its like."""

import os
import subprocess
import sys


def prove(tmp_path, *words: str) -> str:
    environment = {**os.environ, "TETTPAA_HOME": str(tmp_path / "home")}
    told = subprocess.run(
        [sys.executable, "-m", "tettpaa", "prove", *words], env=environment, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr[-4000:]
    return told.stdout.strip().splitlines()[-1]


def test_tampering_with_the_log_is_found(tmp_path):
    figure = prove(tmp_path, "audit-chain", "--runs", "55", "--seed", "3")
    assert figure.startswith("audit-chain: 55 of 55 tamperings of 11 kinds found, 0 of 2 untouched logs suspected")
