"""A full disk or a dying database: a message, nothing half done, and the same command again completes."""

import json
import os
import resource
import subprocess
import sys

import pytest

from tests.homes import make_home
from tests.packages import a_county, run, write
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.points import POINTS
from tettpaa.identify.imports.troubles import Stopped
from tettpaa.identify.records.models import TableVersion
from tettpaa.kit import failpoints
from tettpaa.proofs.contents import contents, differences
from tettpaa.schools.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
FEW = ("import.copied", "import.kept_checked", "import.writing", "import.written", "import.roster_written")


@pytest.fixture
def package(tmp_path):
    return write(a_county(pupils=2), tmp_path / "pakke")


def stops(package, owner, monkeypatch, point, act) -> str:
    """Run into the fault; the code of what is told."""
    failpoints._passed.clear()
    monkeypatch.setenv("TETTPAA_FAILPOINT", f"{point}={act}")
    with pytest.raises(Stopped) as stopped:
        run(package, owner)
    monkeypatch.delenv("TETTPAA_FAILPOINT")
    return stopped.value.trouble.problem.code


def as_left_alone(package, owner) -> None:
    """The import is committed once, and importing again changes nothing."""
    assert list(Import.objects.values_list("state", flat=True)).count("committed") == 1
    before = contents()
    again = run(package, owner)
    assert not any(counts[status] for counts in again.counts.values() for status in ("new", "changed", "gone"))
    assert [told for told in differences(before, contents()) if not told.startswith(("imports", "events"))] == []


@pytest.mark.parametrize("point", FEW)
def test_a_full_disk_is_told_and_the_same_command_completes(owner, package, monkeypatch, point):
    assert stops(package, owner, monkeypatch, point, "disk_full") == "store.disk_full"
    assert not Person.objects.exists() and not TableVersion.objects.exists()
    assert run(package, owner).state == "committed"
    as_left_alone(package, owner)


@pytest.mark.parametrize("point", FEW[1:])
def test_a_lost_database_is_told_and_the_same_command_completes(owner, package, monkeypatch, point):
    assert stops(package, owner, monkeypatch, point, "drop_database") == "store.database_lost"
    assert not Person.objects.exists() and not TableVersion.objects.exists()
    assert run(package, owner).state == "committed"
    as_left_alone(package, owner)


@pytest.mark.parametrize("point", ["import.checking", "import.written", "import.last_write"])
def test_what_nobody_foresaw_ends_the_import_and_nothing_of_it_is_left(owner, package, monkeypatch, point):
    assert stops(package, owner, monkeypatch, point, "raise") == "store.unexpected"
    assert Import.objects.get().state == "failed"
    assert "Injected" in Import.objects.get().message
    assert not Person.objects.exists() and not TableVersion.objects.exists()
    other = write(a_county(pupils=1), package.parent / "annen")
    assert run(other, owner).state == "committed"
    as_left_alone(other, owner)


def test_every_named_step_is_passed_and_no_other(owner, package, monkeypatch):
    passed = []
    for module in ("running", "pipeline", "check", "compare", "commit"):
        monkeypatch.setattr(f"tettpaa.identify.imports.{module}.failpoint", passed.append)
    monkeypatch.setattr("tettpaa.identify.records.store.failpoint", passed.append)
    run(package, owner)
    assert list(dict.fromkeys(passed)) == list(POINTS)


@pytest.mark.before_the_database  # in homes of their own, whose database is SQLite whatever the round
@pytest.mark.parametrize("most_bytes", [30_000, 300_000, 1_500_000])
def test_a_disk_that_takes_no_more_is_told_in_words(package, tmp_path, most_bytes):
    """A real limit on every file's size, as near to a full disk as an ordinary user can come."""
    environment = {**os.environ, "TETTPAA_HOME": str(tmp_path / "home"), "TETTPAA_DATABASE_URL": ""}
    words = [sys.executable, "-m", "tettpaa"]
    make_home(tmp_path / "home")
    command = [*words, "import", "csv", str(package), "--school-year", "2025", "--approve", "--json"]
    full = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes)),
    )  # fmt: skip
    answer = json.loads(full.stdout)
    if full.returncode:
        assert full.returncode == 1
        assert answer["problems"][0]["code"] in ("store.disk_full", "store.disk_failed")
        assert "Traceback" not in full.stderr
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["committed"]
