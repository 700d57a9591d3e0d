"""A county's files for the benches, and the command line that takes them in, timed."""

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

SEED, SCHOOL_YEAR = "1", 2025


@dataclass(frozen=True)
class Timed:
    """One run of the command line: its answer, seconds from start to end and of processors, the most memory it held."""

    answer: dict
    seconds: float
    processor_seconds: float
    peak_mb: int


def generate(pupils: int, folder: Path) -> Path:
    """A county's school year in the CSV profile."""
    _tettpaa("generate", "--pupils", str(pupils), "--seed", SEED, "--school-year", str(SCHOOL_YEAR), str(folder))
    return folder


def only(county: Path, folder: Path, tables: Iterable[str]) -> Path:
    """A package with some of the county's files."""
    folder.mkdir()
    for table in tables:
        (folder / f"{table}.csv").hardlink_to(county / f"{table}.csv")
    return folder


def changes(folder: Path, table: str, rows: list[Mapping[str, str]]) -> Path:
    """A delivery of changes with these rows."""
    folder.mkdir()
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    (folder / "profile.csv").write_text("property,value\nmode,changes\n")
    return folder


def imported(package: Path) -> Timed:
    """Import it by the command line, from its start to its end."""
    words = ("import", "csv", str(package), "--school-year", str(SCHOOL_YEAR), "--approve", "--reason", "måling")
    return _tettpaa(*words, "--json")


def _tettpaa(*words: str) -> Timed:
    begun = time.monotonic()
    command = [sys.executable, "-m", "tettpaa", *words]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = child.stdout.read() if child.stdout else b""
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.monotonic() - begun
    if status:
        raise RuntimeError(f"tettpaa {words[0]}: {said.decode()[-2000:]}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    last = said.decode().strip().splitlines()[-1]
    answer = json.loads(last) if last.startswith("{") else {}
    return Timed(answer, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // unit)
