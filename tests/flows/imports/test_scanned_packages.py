"""Where there is a virus scanner, no package is read before it has said yes."""

import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.packages import run, write, zipped
from tests.scanner import scanner
from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.troubles import Stopped
from tettpaa.schools.people.models import Person


@pytest.fixture
def short_path():
    """A socket's address is at most 107 letters, and the folders of tests are deep."""
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))
    yield folder
    shutil.rmtree(folder)


def folders() -> list[Path]:
    top = Path(configured.TETTPAA_HOME) / "imports"
    return [path for path in top.iterdir() if path.is_dir()] if top.exists() else []


def test_a_package_that_is_clean_is_taken_as_a_folder_and_as_a_zip(owner, county, tmp_path, settings, short_path):
    with scanner(short_path) as settings.TETTPAA_CLAMD:
        assert run(write(county, tmp_path / "mappe"), owner).state == "committed"
        assert run(zipped(write(county, tmp_path / "pakke")), owner).state == "committed"


@pytest.mark.parametrize(("word", "code"), [("EICAR", "package.malware"), ("STRANGE", "package.scanner_away")])
def test_one_that_is_not_leaves_nothing_behind(owner, county, tmp_path, settings, short_path, word, code):
    county["people"][0]["given_name"] = word
    with scanner(short_path) as settings.TETTPAA_CLAMD, pytest.raises(Stopped) as stopped:
        run(write(county, tmp_path / "mappe"), owner)
    assert stopped.value.trouble.problem.code == code
    assert not Import.objects.exists() and not Person.objects.exists() and folders() == []


def test_without_an_answer_nothing_is_taken(owner, county, tmp_path, settings):
    settings.TETTPAA_CLAMD = str(tmp_path / "borte.sock")
    with pytest.raises(Stopped, match="scanner_away"):
        run(write(county, tmp_path / "mappe"), owner)
    assert folders() == []
    settings.TETTPAA_CLAMD = ""
    assert run(write(county, tmp_path / "mappe"), owner).state == "committed"


def test_an_administrator_is_told_on_the_page(client, cast, settings, short_path):
    client.force_login(cast.users["administrator"])
    sent = {"kind": "csv", "school_year": "2025"}
    with scanner(short_path) as settings.TETTPAA_CLAMD:
        bad = SimpleUploadedFile("people.csv", b"person_id;given_name;family_name\nEICAR;A;B\n")
        answer = client.post(reverse("imports:list"), sent | {"files": [bad]})
        assert answer.status_code == 422
        assert "Viruskontrollen stanset" in answer.content.decode()
        good = SimpleUploadedFile("people.csv", b"person_id;given_name;family_name\nx;A;B\n")
        assert client.post(reverse("imports:list"), sent | {"files": [good]}).status_code == 302
    assert Import.objects.count() == 1
