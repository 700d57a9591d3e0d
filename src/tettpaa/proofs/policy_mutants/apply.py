"""Puts a mutant in the place of what is loaded, for the life of one forked process."""

import ast
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tettpaa.proofs.policy_mutants.mutate import Mutant


class DoesNotLoad(Exception):
    """With the check taken out, the module cannot even be loaded: nobody would get far with it."""


def apply(mutant: Mutant, module: ModuleType, others: Iterable[ModuleType] = ()) -> None:
    """Whoever has imported the function gets the changed one, and so with every table that comes out otherwise, in this
    module or in the `others`, which are made in the order given.
    """
    try:
        if mutant.function:
            _bare(_found(module, mutant.function)).__code__ = code_of(_loaded(mutant, module), mutant.function)
        _bind_tables(module, compile(_without_classes(mutant.tree), mutant.path, "exec"))
        for other in others:
            if other is not module:
                _bind_tables(other, tables_of(other))
    except Exception as fault:
        raise DoesNotLoad(mutant.name) from fault
    for each in (module, *others):
        forget_answers(each)


def code_of(module: ModuleType, path: str) -> CodeType:
    """What 'Span.holds' of the module runs."""
    return _bare(_found(module, path)).__code__


def forget_answers(module: ModuleType) -> None:
    """Whatever its functions have kept of earlier calls."""
    for value in vars(module).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def _loaded(mutant: Mutant, module: ModuleType) -> ModuleType:
    fresh = ModuleType(f"{module.__name__}_mutant")
    fresh.__package__ = module.__package__
    sys.modules[fresh.__name__] = fresh
    _run(compile(mutant.tree, mutant.path, "exec"), fresh.__dict__)
    return fresh


def _bind_tables(module: ModuleType, code: CodeType) -> None:
    """Load it once more among the classes that are there, so that a role is the same role, and bind what has changed."""
    made = dict(vars(module))
    _run(code, made)
    for name in [name for name, value in vars(module).items() if name.isupper() and not isinstance(value, type)]:
        if not _is_same(old := getattr(module, name), new := made[name]):
            _bind(old, new)


def _run(code: CodeType, names: dict[str, Any]) -> None:
    exec(code, names)  # noqa: S102 (our own source, one check less)


def _is_same(old: object, new: object) -> bool:
    """A table in another order decides otherwise, too."""
    return old == new and (not isinstance(old, dict) or list(old) == list(new))  # type: ignore[call-overload]


@cache
def tables_of(module: ModuleType) -> CodeType:
    """What makes the module's tables, to be run again."""
    path = Path(module.__file__ or "")
    return compile(_without_classes(ast.parse(path.read_text("utf-8"))), str(path), "exec")


def _without_classes(tree: ast.Module) -> ast.Module:
    return ast.Module([node for node in tree.body if not isinstance(node, ast.ClassDef)], [])


def _found(module: ModuleType, path: str) -> Any:
    found: Any = module
    for name in path.split("."):
        found = vars(found)[name]
    return found


def _bare(found: Any) -> FunctionType:
    """The function behind a property or a cache."""
    for name in ("fget", "func", "__wrapped__"):
        found = getattr(found, name, found)
    return found


def _bind(old: object, new: object) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(("tettpaa", "tests")):
            for key, value in list(vars(module).items()):
                if value is old and key.isupper():
                    setattr(module, key, new)
