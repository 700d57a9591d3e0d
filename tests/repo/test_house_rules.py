"""How the project is written. What breaks a rule for now stands in exceptions.toml, which only shrinks."""

import ast
import tomllib
from pathlib import Path

import pytest

from tests.environment import ROOT
from tests.repo.listing import files

FILE_STOPS_AT, TEST_FILE_STOPS_AT, FUNCTION_STOPS_AT = 400, 600, 40
WRITTEN_BY_HAND = (".py", ".html", ".css", ".js")
EXCEPTIONS = tomllib.loads((ROOT / "tests" / "repo" / "exceptions.toml").read_text())
VAGUE = {"process", "handle", "manage", "data", "info", "util", "utils", "service", "manager", "helper", "helpers"}


def _sources() -> list[Path]:
    """Every file of the project that a person writes and reads as code."""
    return [
        path for path in files() if path.suffix in WRITTEN_BY_HAND and not {"migrations", "vendor"} & set(path.parts)
    ]


def _lengths_of_files() -> dict[str, int]:
    """Files longer than they may be."""
    long = {}
    for path in _sources():
        name = path.relative_to(ROOT).as_posix()
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > (TEST_FILE_STOPS_AT if name.startswith("tests/") else FILE_STOPS_AT):
            long[name] = lines
    return long


def _lengths_of_functions() -> dict[str, int]:
    """Functions longer than they may be, from `def` to their last line."""
    long = {}
    for path in _sources():
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = (node.end_lineno or node.lineno) - node.lineno + 1
                    if lines > FUNCTION_STOPS_AT:
                        long[f"{path.relative_to(ROOT).as_posix()}::{node.name}"] = lines
    return long


@pytest.mark.parametrize(("kind", "measure"), [("files", _lengths_of_files), ("functions", _lengths_of_functions)])
def test_nothing_is_longer_than_a_reader_can_hold(kind, measure):
    allowed = EXCEPTIONS[kind]
    assert {name: lines for name, lines in measure().items() if lines > allowed.get(name, 0)} == {}


@pytest.mark.parametrize(("kind", "measure"), [("files", _lengths_of_files), ("functions", _lengths_of_functions)])
def test_no_exception_is_kept_longer_than_needed(kind, measure):
    assert {name: lines for name, lines in EXCEPTIONS[kind].items() if measure().get(name) != lines} == {}


def test_no_name_is_vague():
    vague = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _sources()
        if path.suffix == ".py"
        for name in [path.stem, *_defined_in(path)]
        if name.lower() in VAGUE
    ]
    assert sorted(vague) == sorted(EXCEPTIONS["names"])


def _defined_in(path: Path) -> list[str]:
    """Functions and classes by name, but for the `handle` that Django asks of every command."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    named = [node.name for node in tree if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [name for name in named if not ("commands" in path.parts and name == "handle")]
