"""Which tests come by which function of what decides: no other can catch a check taken out of it."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import CodeType, ModuleType

from tettpaa.proofs.policy_mutants.apply import code_of

# A function, as (module, 'Span.holds'); the tables of a module, as (module, ''), are come by at every turn.
Place = tuple[str, str]
TOOL = sys.monitoring.PROFILER_ID


class Reach:
    """Hears every call of the functions it is told of, also of what is defined inside them."""

    def __init__(self, places: Iterable[tuple[ModuleType, str]]) -> None:
        self._place_of: dict[CodeType, Place] = {}
        self._heard: set[Place] = set()
        for module, function in places:
            if function:
                for code in _with_inner(code_of(module, function)):
                    self._place_of[code] = (module.__name__, function)

    @contextmanager
    def heard(self) -> Iterator[set[Place]]:
        """The functions that are called while it lasts."""
        events = sys.monitoring.events.PY_START
        sys.monitoring.use_tool_id(TOOL, __name__)
        sys.monitoring.register_callback(TOOL, events, self._hear)
        for code in self._place_of:
            sys.monitoring.set_local_events(TOOL, code, events)
        self._heard = set()
        try:
            yield self._heard
        finally:
            for code in self._place_of:
                sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.NO_EVENTS)
            sys.monitoring.register_callback(TOOL, events, None)
            sys.monitoring.free_tool_id(TOOL)

    def _hear(self, code: CodeType, _offset: int) -> None:
        self._heard.add(self._place_of[code])


def _with_inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _with_inner(inner)
