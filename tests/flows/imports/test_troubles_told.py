"""What the command line says when our side fails, and that the next command completes what it left."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.homes import make_home
from tests.packages import a_county, write

# In homes of their own, whose database is SQLite whatever the round.
pytestmark = pytest.mark.before_the_database
TROUBLES = {"disk_full": "store.disk_full", "drop_database": "store.database_lost"}


@pytest.fixture
def package(tmp_path):
    make_home(tmp_path / "home")
    return write(a_county(pupils=2), tmp_path / "pakke")


def tettpaa(home: Path, *words: str, failpoint: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TETTPAA_HOME": str(home), "TETTPAA_DATABASE_URL": "", "TETTPAA_FAILPOINT": failpoint}
    command = [sys.executable, "-m", "tettpaa", "import", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("point", ["import.kept_checked", "import.written"])
@pytest.mark.parametrize("act", TROUBLES)
def test_it_is_told_in_both_languages_and_carried_on(package, tmp_path, act, point):
    words = ["csv", str(package), "--school-year", "2025", "--approve"]
    stopped = tettpaa(tmp_path / "home", *words, "--json", failpoint=f"{point}={act}")
    answer = json.loads(stopped.stdout)
    assert (stopped.returncode, answer["accepted"], answer["committed"]) == (1, False, False)
    (fault,) = answer["problems"]
    assert fault["code"] == TROUBLES[act]
    assert "tettpaa import --resume" in fault["fix"] and "tettpaa import --resume" in fault["fix_en"]
    assert fault["message"] != fault["message_en"]
    assert "Traceback" not in stopped.stdout + stopped.stderr
    resumed = tettpaa(tmp_path / "home", "--resume", "--json")
    # Without somebody who approves, an import that was not yet approved waits; given anew, the command carries it on.
    states = [told["state"] for told in json.loads(resumed.stdout)["resumed"]]
    assert (resumed.returncode, states) == (0, ["committed" if point == "import.written" else "compared"])
    again = json.loads(tettpaa(tmp_path / "home", *words, "--json").stdout)
    assert again["committed"]
    assert not any(counts[status] for counts in again["counts"].values() for status in ("changed", "gone"))


@pytest.mark.parametrize(
    ("language", "words"), [("nb", ("Disken er full", "Gjør slik")), ("en", ("The disk is full", "Do this"))]
)
def test_people_are_told_in_words(package, tmp_path, language, words):
    command = ["csv", str(package), "--school-year", "2025", "--approve", "--lang", language]
    stopped = tettpaa(tmp_path / "home", *command, failpoint="import.writing=disk_full")
    assert stopped.returncode == 1
    assert all(word in stopped.stdout for word in words)
    assert "Traceback" not in stopped.stdout + stopped.stderr
