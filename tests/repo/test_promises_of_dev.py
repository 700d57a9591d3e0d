"""What `./dev` says it does, and two of its checks that a submission must not break."""

import re
import subprocess

from tests.environment import ROOT
from tools import check, size


def test_dev_without_a_verb_tells_every_verb():
    told = subprocess.run(["sh", str(ROOT / "dev")], capture_output=True, text=True, check=True).stdout
    cases = (ROOT / "dev").read_text().rpartition('case "$verb" in')[2]
    verbs = {verb for line in re.findall(r"^  ([a-z |]+)\)", cases, re.MULTILINE) for verb in line.split(" | ")}
    assert len(verbs) > 7
    assert [verb for verb in verbs if not re.search(rf"\b{verb}\b", told)] == []


def test_parts_and_layers_import_one_way():
    done = subprocess.run(check.CHECKS["imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_user_installs_less_than_600_megabytes():
    names = set(size.locked((ROOT / "requirements.lock").read_text())) - size.named_extras()
    assert "django" in names
    assert 100 < sum(map(size.megabytes, names)) < size.LIMIT_MB
