"""The proof that no text is lost holds, and sees where one would be; the long run is `./dev prove edits`."""

import os
import subprocess
import sys

UNSEEN = """
import django
django.setup()
from tettpaa.follow_up.plans.actions import save_draft
from tettpaa.follow_up.plans.queries import newest_version
from tettpaa.proofs import edits

def on_top_unseen(*, plan, began_from, **told):
    while True:
        try:
            return save_draft(plan=plan, began_from=newest_version(plan).number, **told)
        except edits.Collision:
            continue

edits.save_draft = on_top_unseen
print(*edits.prove(2, 1, print))
"""


def tried(tmp_path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "TETTPAA_HOME": str(tmp_path / "home"), "TETTPAA_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tettpaa.config.settings",
    }  # fmt: skip
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)


def test_many_who_write_at_once_lose_nothing(tmp_path):
    proof = tried(tmp_path, "-m", "tettpaa", "prove", "edits", "--runs", "2")
    assert proof.returncode == 0, proof.stdout + proof.stderr[-4000:]
    assert proof.stdout.strip().splitlines()[-1].startswith("edits: 0 of 32 texts lost by 16 editors in 2 rounds")


def test_who_saves_on_top_of_a_text_without_having_seen_it_is_found(tmp_path):
    """As if the form did not say which version it began from: whoever comes last stands alone."""
    proof = tried(tmp_path, "-c", UNSEEN)
    assert proof.returncode == 0, proof.stdout + proof.stderr[-4000:]
    last = proof.stdout.strip().splitlines()[-1]
    assert last.startswith("False ") and " of 32 texts lost" in last and not last.startswith("False 0 of")
