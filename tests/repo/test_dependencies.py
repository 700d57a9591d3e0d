"""Each dependency is there for a reason that is written down, and is locked by hash."""

import re
import tomllib
from itertools import chain, pairwise

import pytest
from packaging.requirements import Requirement

from tests.environment import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text()
PROJECT = tomllib.loads(PYPROJECT)


def _locked(name: str) -> dict[str, str]:
    """The package and its version, for each in a lock."""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text(), re.MULTILINE))


def test_every_dependency_says_what_it_is_for():
    lines = PYPROJECT[: PYPROJECT.index("[project.scripts]")].splitlines()
    silent = [
        line
        for before, line in pairwise(lines)
        if re.search(r'"[\w\[\]-]+>=', line) and "#" not in line and not before.startswith("#")
    ]
    assert silent == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-uv.lock"])
def test_every_locked_package_has_a_hash_and_no_address(lock):
    text = (ROOT / lock).read_text()
    packages = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [each.split()[0] for each in packages if "--hash=sha256:" not in each] == []
    assert "://" not in text


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependency-groups"]["dev"]),
        ("requirements-dev.lock", chain(*PROJECT["project"]["optional-dependencies"].values())),
    ],
)
def test_the_lock_holds_what_the_project_asks_for(lock, wanted):
    locked = _locked(lock)
    for requirement in map(Requirement, wanted):
        assert locked.get(requirement.name, "0") in requirement.specifier, f"{requirement}: run ./dev lock"


def test_what_a_user_runs_is_what_the_tests_ran():
    tested = _locked("requirements-dev.lock")
    assert {name: v for name, v in _locked("requirements.lock").items() if tested.get(name) != v} == {}
