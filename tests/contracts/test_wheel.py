"""What somebody installs is whole: pages, styles, translations and migrations are in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import PurePosixPath

import pytest

from tests.environment import ROOT

PACKAGE = ROOT / "src" / "tettpaa"
NOT_CODE = (".html", ".txt", ".css", ".js", ".svg", ".woff2", ".ttf", ".typ", ".toml", ".json", ".mo", ".csv", ".xlsx")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


def test_everything_that_is_no_code_is_in_the_wheel(wheel):
    held = set(wheel.namelist())
    wanted = {
        PurePosixPath("tettpaa", path.relative_to(PACKAGE)).as_posix()
        for path in PACKAGE.rglob("*")
        if path.suffix in NOT_CODE and path.is_file()
    }
    assert wanted - held == set()
    for kind in ("/templates/", "/static/vendor/", "/migrations/0001_initial.py"):
        assert any(kind in name for name in held), kind


def test_every_translation_is_in_the_wheel_compiled(wheel):
    for language in ("nn", "en"):
        assert f"tettpaa/locale/{language}/LC_MESSAGES/django.mo" in wheel.namelist()


def test_the_command_is_there_and_the_tests_are_not(wheel):
    names = wheel.namelist()
    entry_points = next(name for name in names if name.endswith("entry_points.txt"))
    assert "tettpaa = tettpaa.config.cli:main" in wheel.read(entry_points).decode()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tettpaa"}
