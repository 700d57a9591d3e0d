"""Runs a site: the web server and the worker as child processes, both stopped together.

The worker is started again when it dies. The web server starts its own dead workers again; if the server
itself ends, the site is over and everything stops.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

HOST = "127.0.0.1"
STOPPED_WITHIN = 10.0  # seconds a child gets to finish before it is killed
LOOKS_EVERY = 0.2
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before a dead child is started again, doubled each time
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LIVED_WELL = 60.0  # a child that lived this long is started again at once


@dataclass(frozen=True)
class Child:
    """A process to keep alive: `is_vital` when the site is over without it."""

    name: str
    command: tuple[str, ...]
    is_vital: bool = False


def web_server(host: str, port: int, workers: int) -> Child:
    """Granian with the site: one thread in each worker, since templates and queries hold it anyway."""
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers),
               "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
               "--workers-kill-timeout", "5"]  # fmt: skip
    application = "tettpaa.config.wsgi:application"
    return Child("web", (sys.executable, "-m", "granian", *options, application), is_vital=True)


def background_worker() -> Child:
    """Imports that wait, and the night's work."""
    return Child("worker", (sys.executable, "-m", "tettpaa", "worker", "--with-parent"))


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_taken(host: str, port: int) -> bool:
    """Whether something else already listens there."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return True
    return False


def answers(host: str, port: int) -> bool:
    """Whether somebody who goes there now is let in."""
    with socket.socket() as tried:
        tried.settimeout(LOOKS_EVERY)
        return tried.connect_ex((host, port)) == 0


def free_port(host: str = HOST) -> int:
    """A port nobody listens on now."""
    with socket.socket() as tried:
        tried.bind((host, 0))
        return int(tried.getsockname()[1])


class Site:
    """The children of one site, from start to stop. `is_told_open` is asked again and again until it says yes."""

    def __init__(
        self, children: Sequence[Child], told: Callable[[str], None] = lambda _line: None,
        is_told_open: Callable[[], bool] = lambda: True,
    ) -> None:  # fmt: skip
        self.children = list(children)
        self.told = told
        self.is_told_open = is_told_open
        self.running: dict[str, subprocess.Popen] = {}
        self.started: dict[str, float] = {}
        self.pause = {child.name: FIRST_PAUSE for child in children}
        self.due: dict[str, float] = {}
        self.is_stopping = False

    def run(self) -> int:
        """Serve until a signal comes or a vital child ends; answer 0, or that child's code."""
        before = {number: signal.signal(number, self._stop_on) for number in STOP_SIGNALS}
        try:
            self.start()
            return self._watch()
        finally:
            self.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            self._start(child)

    def is_alive(self) -> bool:
        """Whether every child runs."""
        return all(process.poll() is None for process in self.running.values())

    def stop(self) -> None:
        """Ask every child to finish, and kill those that have not within ten seconds."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + STOPPED_WITHIN
        for process in self.running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _stop_on(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopping = True

    def _watch(self) -> int:
        is_open = False
        while not self.is_stopping:
            is_open = is_open or self.is_told_open()
            for child in self.children:
                code = self._look_after(child)
                if code is not None:
                    return code
            time.sleep(LOOKS_EVERY)
        return 0

    def _look_after(self, child: Child) -> int | None:
        """Start a dead child again when its pause is over. Answer the code of a vital one that has ended."""
        process = self.running[child.name]
        if process.poll() is None:
            return None
        if child.is_vital:
            return process.returncode or 1
        now = time.monotonic()
        if child.name not in self.due:
            self.due[child.name] = now + self._next_pause(child, now)
            self.told(f"{child.name}: {process.returncode}")
        if now >= self.due[child.name]:
            del self.due[child.name]
            self._start(child)
        return None

    def _next_pause(self, child: Child, now: float) -> float:
        if now - self.started[child.name] > LIVED_WELL:
            self.pause[child.name] = FIRST_PAUSE
        pause = self.pause[child.name]
        self.pause[child.name] = min(pause * 2, LONGEST_PAUSE)
        return pause

    def _start(self, child: Child) -> None:
        # A group of its own: Ctrl-C in the terminal reaches the site only, which then stops the children in order.
        self.running[child.name] = subprocess.Popen(child.command, process_group=0)
        self.started[child.name] = time.monotonic()
