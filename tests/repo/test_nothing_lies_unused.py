"""Every function and class is named somewhere else in the program: what nobody calls is read, kept and tested for nothing."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.environment import ROOT
from tests.repo.listing import files

READ = (".py", ".html", ".toml", ".typ")
ALLOWED = tomllib.loads((ROOT / "tests" / "repo" / "exceptions.toml").read_text())["uncalled"]


def _program() -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for path in [*files(), ROOT / "pyproject.toml"]
        if path.suffix in READ and not {"tests", "docs", "migrations"} & set(path.parts)
    }


def _defined(text: str) -> Iterator[str]:
    """What stands at the top of a file. Decorators register what they stand on, and Django finds an app's config itself."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.decorator_list and not _is_config(node):
            yield node.name


def _is_config(node: ast.FunctionDef | ast.ClassDef) -> bool:
    bases = node.bases if isinstance(node, ast.ClassDef) else []
    return any(isinstance(base, ast.Name) and base.id == "AppConfig" for base in bases)


def _unused() -> set[str]:
    program = _program()
    words = Counter(word for text in program.values() for word in re.findall(r"\w+", text))
    return {
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for path, text in program.items()
        if path.suffix == ".py" and path.is_relative_to(ROOT / "src") and "commands" not in path.parts
        for name in _defined(text)
        if words[name] == 1
    }


def test_what_is_defined_is_used_or_says_why_not():
    assert _unused() == set(ALLOWED)
