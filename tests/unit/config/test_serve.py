"""A site's processes start together, stop together, and a dead worker comes back."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tettpaa.config import serve
from tettpaa.config.serve import Child, Site, free_port, is_taken

WAITS = "import time; time.sleep(60)"


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def until(true, within: float = 20.0) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def quickly(monkeypatch) -> None:
    monkeypatch.setattr(serve, "LOOKS_EVERY", 0.02)
    monkeypatch.setattr(serve, "FIRST_PAUSE", 0.02)


def stop_when(true) -> None:
    """Send this process SIGTERM, as an operator would, once something holds."""

    def wait() -> None:
        until(true)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def test_a_signal_stops_every_child(quickly):
    site = Site([Child("web", python(WAITS), is_vital=True), Child("worker", python(WAITS))])
    stop_when(lambda: len(site.running) == 2)

    assert site.run() == 0
    assert all(process.poll() is not None for process in site.running.values())


def test_a_dead_worker_is_started_again(quickly, tmp_path: Path):
    counted = tmp_path / "starts"
    dies = python(f"open({str(counted)!r}, 'a').write('x')")
    told = []
    site = Site([Child("web", python(WAITS), is_vital=True), Child("worker", dies)], told.append)
    stop_when(lambda: counted.exists() and len(counted.read_text()) >= 3)

    assert site.run() == 0
    assert told[:2] == ["worker: 0", "worker: 0"]


def test_that_it_is_open_is_told_once_and_when_somebody_answers(quickly):
    port, asked = serve.free_port(), []
    listens = (
        f"import socket, time; time.sleep(0.3); held = socket.create_server(('127.0.0.1', {port})); time.sleep(60)"
    )

    def tell() -> bool:
        asked.append(serve.answers("127.0.0.1", port))
        return asked[-1]

    site = Site([Child("web", python(listens), is_vital=True)], is_told_open=tell)
    stop_when(lambda: asked[-1:] == [True])

    assert site.run() == 0
    assert asked[0] is False and asked.count(True) == 1


def test_pauses_grow_for_a_worker_that_keeps_dying():
    site = Site([Child("worker", python("pass"))])
    site.started["worker"] = time.monotonic()

    pauses = [site._next_pause(site.children[0], time.monotonic()) for _ in range(7)]

    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_the_site_is_over_when_the_web_server_ends(quickly):
    site = Site([Child("web", python("raise SystemExit(3)"), is_vital=True), Child("worker", python(WAITS))])

    assert site.run() == 3
    assert site.running["worker"].poll() is not None


def test_a_child_that_will_not_stop_is_killed(quickly, monkeypatch):
    monkeypatch.setattr(serve, "STOPPED_WITHIN", 0.3)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    )
    site = Site([])
    site.running["deaf"] = subprocess.Popen(python(deaf), stdout=subprocess.PIPE)
    assert site.running["deaf"].stdout.readline() == b"deaf\n"

    site.stop()

    site.running["deaf"].stdout.close()
    assert site.running["deaf"].returncode == -signal.SIGKILL


def test_a_port_in_use_is_seen():
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        assert is_taken("127.0.0.1", held.getsockname()[1])
    assert not is_taken("127.0.0.1", free_port())
