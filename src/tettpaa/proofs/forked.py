"""Runs the command line in a process of its own, without paying a start for each: a fork of one that has loaded all.

A forked child differs from a started one only in what it has loaded already. The first run of every proof
is a started one, to show that they agree.
"""

import os
import pickle
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from django.db import connection

from tettpaa.proofs.homes import live_in

CHILD = 0


def load_ahead(*modules: str) -> None:
    """Load what the children will need, once for all of them."""
    for module in modules:
        import_module(module)


class Child:
    """A process under way. `answer()` waits for it and gives what its function returned, or None if it was killed."""

    def __init__(self, home: Path, act: Callable[[], Any], environment: dict[str, str]) -> None:
        self._reader, writer = os.pipe()
        connection.close()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == CHILD:
            os.close(self._reader)
            _be_child(home, act, environment, writer)
        os.close(writer)

    def kill(self) -> None:
        """As the operating system or a power switch would: no chance to tidy up."""
        os.kill(self.pid, 9)

    def answer(self) -> Any:
        """Wait for its end."""
        with os.fdopen(self._reader, "rb") as reader:
            sent = reader.read()
        os.waitpid(self.pid, 0)
        return pickle.loads(sent) if sent else None  # noqa: S301 (our own child wrote it)


def _be_child(home: Path, act: Callable[[], Any], environment: dict[str, str], writer: int) -> NoReturn:
    os.setsid()
    os.environ.update(environment, TETTPAA_HOME=str(home))
    live_in(home)
    code = 1
    try:
        sent = pickle.dumps(act())
        with os.fdopen(writer, "wb") as out:
            out.write(sent)
        code = 0
    except BaseException:  # nothing may return into the parent's code
        traceback.print_exc()
    finally:
        os._exit(code)


def command_line(*words: str) -> int:
    """`tettpaa WORDS…`, its words thrown away; the exit code."""
    from tettpaa.config.cli import main

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    sys.argv = ["tettpaa", *words]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
