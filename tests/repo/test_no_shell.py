"""No command is run through a shell, and no text is run as code: not one call in the project can be talked into it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.environment import ROOT

RUN_A_SHELL = {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell", "spawnlp", "execlp"}
RUN_TEXT = {"eval", "exec"}
# Runs the project's own source with one check taken out, to see a test fail; no part of the site.
OWN_SOURCE = "src/tettpaa/proofs/policy_mutants/apply.py"
# What ruff calls them; each must stay on for the whole of src.
RULES = {"S102", "S307", "S602", "S604", "S605", "S609"}


def faults(text: str) -> Iterator[str]:
    """Each call that runs a shell, or text as code."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            is_bare = isinstance(node.func, ast.Name)
            by_shell = any(
                word.arg == "shell" and getattr(word.value, "value", True) is not False for word in node.keywords
            )
            if name in RUN_A_SHELL or by_shell or (is_bare and name in RUN_TEXT):
                yield f"{name} on line {node.lineno}"


def test_nothing_in_the_product_runs_a_shell_or_text():
    found = {
        path.relative_to(ROOT).as_posix(): told
        for path in sorted((ROOT / "src").rglob("*.py"))
        if (told := list(faults(path.read_text("utf-8"))))
    }
    assert [told.split()[0] for told in found.pop(OWN_SOURCE)] == ["exec"]
    assert found == {}


def test_the_linter_looks_for_them_too():
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    silenced = set(lint["ignore"]).union(
        *(rules for where, rules in lint["per-file-ignores"].items() if where.startswith("src"))
    )
    assert not {rule for rule in RULES if any(rule.startswith(each) for each in silenced)}
    told = {path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.py") if _silences(path)}
    assert told == {OWN_SOURCE}


def _silences(path: Path) -> bool:
    return any("noqa" in line and rule in line for line in path.read_text("utf-8").splitlines() for rule in RULES)


def test_such_a_call_would_be_found():
    for text in (
        "import os\nos.system('ls ' + name)", "subprocess.run(f'ls {name}', shell=True)", "run(words, shell=given)",
        "eval(text)", "os.popen(text)",
    ):  # fmt: skip
        assert list(faults(text)), text
    for text in (
        "subprocess.run(['ls', name])",
        "subprocess.run(words, shell=False)",
        "con.execute(query)",
        "re.compile(x)",
    ):
        assert not list(faults(text)), text
