"""The project names no machine, no folder of one, and no registry: whoever builds it uses their own."""

import re

import pytest

from tests.environment import ROOT
from tests.repo.listing import files

REGISTRY = re.compile(
    r"https?://[\w.-]*(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|anaconda\.org|crates\.io)"
    r"|https?://[\w.-]*(?:debian\.org|ubuntu\.com)/(?:debian|ubuntu)\b"
)
# Anybody's home, and wherever this very checkout lies.
MACHINE = re.compile(rf"(?<![\w.:])/(?:root|Users/\w+|home/\w+)/|(?<![\w.:/]){re.escape(str(ROOT))}(?!\w)")


def _texts() -> list[tuple[str, str]]:
    contents = [(path, path.read_bytes()) for path in files()]
    return [
        (path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace"))
        for path, content in contents
        if b"\0" not in content
    ]


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_file_names_one(pattern):
    found = [f"{name}: {match.group()}" for name, text in _texts() for match in pattern.finditer(text)]
    assert found == []


def test_the_patterns_know_one_when_they_see_it():
    for address in (
        "https://" + "pypi.org/simple",
        "https://files." + "pythonhosted.org/x",
        "http://" + "deb.debian.org/debian",
    ):
        assert REGISTRY.search(address), address
    for path in ("/" + "root/.cache", f"see {ROOT / 'x'}", "/home" + "/kari/kode"):
        assert MACHINE.search(path), path
    for harmless in ("https://docs.djangoproject.com/", "at/home/plans", "grass/roots/"):
        assert not REGISTRY.search(harmless)
        assert not MACHINE.search(harmless), harmless
