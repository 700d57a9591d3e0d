"""The copy's files: JSON lines, only ever added to.

A line is a row of the log with its digest, or `{"reached": …}`: how far each lane was copied when it was written.
Every file begins with such a line, and every copying ends with one. A line that was torn by a kill is followed
by the next on a line of its own, and skipped by whoever reads; the row it began is written again.
"""

import datetime as dt
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tettpaa.trust.audit.chain.links import lane_of

A_BLOCK = 1 << 16
SUFFIX = ".jsonl"
# Chain → lane → the number of the last row copied.
Reached = dict[str, dict[int, int]]


class Copy:
    """A folder with a file for each day, or one file where the name ends with .jsonl."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.is_file = place.suffix == SUFFIX

    def files(self) -> list[Path]:
        """Oldest first."""
        if self.is_file:
            return [self.place] if self.place.exists() else []
        return sorted(self.place.glob(f"*{SUFFIX}"))

    def file_of(self, day: dt.date) -> Path:
        """Never an older one than the newest there is: a clock set back must not write before what is written."""
        wanted = self.place if self.is_file else self.place / f"{day.isoformat()}{SUFFIX}"
        return max([wanted, *self.files()[-1:]])

    def reached(self) -> Reached:
        """How far the copy goes, from its end backwards."""
        found: Reached = {}
        for path in reversed(self.files()):
            is_known = False
            for line in _lines_from_last_reached(path):
                is_known = is_known or "reached" in line
                _go_on(found, line)
            if is_known:
                break
        return found

    def lines(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Every whole line, from the first file to the last."""
        for path in self.files():
            with path.open("rb") as file:
                for raw in file:
                    if (line := parsed(raw)) is not None:
                        yield path, line

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Two who copy at once would write every row twice: the second waits."""
        folder = self.place.parent if self.is_file else self.place
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def reached_line(reached: Reached, at: dt.datetime) -> dict[str, Any]:
    told = {chain: {str(lane): last for lane, last in lanes.items()} for chain, lanes in reached.items()}
    return {"reached": told, "at": at.astimezone(dt.UTC).isoformat()}


def reached_in(line: Mapping[str, Any]) -> Reached:
    return {chain: {int(lane): last for lane, last in lanes.items()} for chain, lanes in line["reached"].items()}


def written(line: Mapping[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def parsed(raw: bytes) -> dict[str, Any] | None:
    """The line, or None for one that was torn."""
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    return line if isinstance(line, dict) and ("reached" in line or "chain" in line) else None


def add(path: Path, lines: list[bytes]) -> None:
    """Write whole lines at the end, and return when the disk has them."""
    is_new = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if not is_new and not _ends_whole(path):
            lines = [b"\n", *lines]
        with os.fdopen(os.dup(descriptor), "ab") as file:
            file.writelines(lines)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        _fsync_folder(path.parent)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        if size == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lines_from_last_reached(path: Path) -> list[dict[str, Any]]:
    """The last line that tells how far, and the rows after it; every line where there is none."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        wanted = A_BLOCK
        while True:
            file.seek(max(0, size - wanted))
            raw = file.read().split(b"\n")
            lines = [line for line in map(parsed, raw if wanted >= size else raw[1:]) if line is not None]
            for place in range(len(lines) - 1, -1, -1):
                if "reached" in lines[place]:
                    return lines[place:]
            if wanted >= size:
                return lines
            wanted *= 4


def _go_on(reached: Reached, line: Mapping[str, Any]) -> None:
    """Take what a line tells of how far."""
    told = reached_in(line) if "reached" in line else {line["chain"]: {lane_of(line["id"]): line["id"]}}
    for chain, lanes in told.items():
        for lane, last in lanes.items():
            known = reached.setdefault(chain, {}).get(lane, -1)
            reached[chain][lane] = max(known, last)
