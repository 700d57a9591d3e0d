"""One exit for statistics: whoever reads what is counted of many pupils releases it, or hands it on to whoever does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.environment import ROOT

PACKAGE = ROOT / "src" / "tettpaa"
EXIT = "tettpaa.trust.disclosure"
# Reads them and lets nothing out.
NO_EXIT = {
    "look_back/statistics/jobs.py": "writes them", "look_back/statistics/absence.py": "makes rows to be written",
    "look_back/statistics/boards.py": "makes rows to be written",
    "look_back/statistics/schools.py": "makes rows to be written",
    "look_back/quality/jobs.py": "writes them", "look_back/effects/actions.py": "writes them",
    "look_back/effects/queries.py": "hands on to pages/effects",
    "look_back/effects/words.py": "says what one comparison came to, and no number of pupils",
    "look_back/completion/jobs.py": "keeps what has been released",
    "look_back/completion/counted.py": "reads what has been released",
    "look_back/replay/actions.py": "keeps curves that tell of five or more",
}  # fmt: skip

# Lets something out and rounds nothing, with why that is right.
NOT_ROUNDED = {
    "look_back/completion/telling.py": "kept as counted, and rounded when it is read (completion/rounding.py)",
    "look_back/completion/leaving.py": "as telling.py", "look_back/completion/figures.py": "as telling.py",
}  # fmt: skip
# Where numbers about many are told to somebody.
TELLING = ("look_back/", "pages/", "identify/", "config/")


def counted() -> set[str]:
    """The names of the models that hold numbers about many."""
    return {model.__name__ for app in apps.get_app_configs() if app.name.startswith("tettpaa.look_back")
            for model in app.get_models()}  # fmt: skip


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of every name a module takes from another."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def readers() -> dict[str, set[str]]:
    """Module → what it takes from elsewhere, of all that take a model with numbers about many."""
    names, found = counted(), {}
    for path in sorted(PACKAGE.rglob("*.py")):
        taken = set(imported(path))
        if any(
            name in names and module.startswith("tettpaa.look_back") and module.endswith("models")
            for module, name in taken
        ):
            found[path.relative_to(PACKAGE).as_posix()] = {name for module, name in taken if module.startswith(EXIT)}
    return found


def test_whoever_reads_numbers_about_many_lets_them_out_through_the_one_exit():
    assert {"WeeklyTotal", "FigureTotal", "Comparison"} <= counted()
    around = {module for module, taken in readers().items() if "release" not in taken} - set(NO_EXIT)
    assert not around, "import release from trust.disclosure, or say in NO_EXIT why nothing leaves"


def test_every_exception_is_one():
    found = readers()
    assert {module for module in NO_EXIT if module not in found or "release" in found[module]} == set()


def releases() -> Iterator[tuple[str, bool]]:
    """Module and whether it says what is rounded to, of every call of `release` that tells somebody."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        if module.startswith(TELLING) and "release" in {name for _module, name in imported(path)}:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "release":
                    yield module, any(keyword.arg == "rounded_to" for keyword in node.keywords)


def test_whoever_releases_says_what_is_rounded_to():
    found = list(releases())
    assert len(found) >= len(NOT_ROUNDED) * 2
    unsaid = {module for module, is_said in found if not is_said}
    assert unsaid == set(NOT_ROUNDED), "pass rounded_to, or say in NOT_ROUNDED why nothing is rounded"
