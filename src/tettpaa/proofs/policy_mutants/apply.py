"""Puts a mutant in the place of what is loaded, for the life of one forked process."""

import sys
from types import FunctionType, ModuleType
from typing import Any

from tettpaa.proofs.policy_mutants.mutate import Mutant


class DoesNotLoad(Exception):
    """With the check taken out, the module cannot even be loaded: nobody would get far with it."""


def apply(mutant: Mutant, module: ModuleType) -> None:
    """Whoever has imported the function or the constant gets the changed one."""
    fresh = ModuleType(f"{module.__name__}_mutant")
    fresh.__package__ = module.__package__
    sys.modules[fresh.__name__] = fresh
    try:
        exec(compile(mutant.tree, mutant.path, "exec"), fresh.__dict__)  # noqa: S102 (our own source, one check less)
    except Exception as fault:
        raise DoesNotLoad(mutant.name) from fault
    if mutant.function:
        _bare(_found(module, mutant.function)).__code__ = _bare(_found(fresh, mutant.function)).__code__
    else:
        for name in _constants(module):
            _bind(getattr(module, name), getattr(fresh, name))
    _forget_answers(module)


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


def _constants(module: ModuleType) -> list[str]:
    """Names of the module's own tables; what is made of a changed one is changed with it."""
    return [name for name, value in vars(module).items() if name.isupper() and not isinstance(value, type)]


def _bind(old: object, new: object) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(("tettpaa", "tests")):
            for key, value in list(vars(module).items()):
                if value is old and key.isupper():
                    setattr(module, key, new)


def _forget_answers(module: ModuleType) -> None:
    for value in vars(module).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()
