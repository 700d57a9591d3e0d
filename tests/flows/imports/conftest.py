"""What tests of imports may ask for."""

import shutil
from pathlib import Path

import pytest

from tests.builders import an_owner
from tests.packages import a_county, run, write


@pytest.fixture
def owner(db):
    return an_owner()


@pytest.fixture
def county():
    return a_county()


@pytest.fixture
def held(owner, county, tmp_path):
    """The county of the `county` fixture, committed."""
    found = run(write(county, tmp_path / "first"), owner)
    assert found.state == "committed", found.state
    return found


@pytest.fixture(autouse=True)
def _import_folders_go_with_the_test(settings):
    yield
    shutil.rmtree(Path(settings.TETTPAA_HOME) / "imports", ignore_errors=True)
