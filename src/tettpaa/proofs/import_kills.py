"""Kills `tettpaa import` at random moments and at every named step, and compares the stores with an unkilled run's.

    tettpaa prove import-kills --runs 200 --seed 1

Each run starts from the same home with one delivery committed, begins a second that changes roster and
records, is killed (now and then twice), is carried on, and must end with the very same rows, versions in
force, states and events as the run nobody touched.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

from tettpaa.identify.imports.models import Import
from tettpaa.identify.imports.points import POINTS, REPEATED
from tettpaa.identify.imports.workspace import folders, package_of
from tettpaa.proofs.contents import contents, differences
from tettpaa.proofs.forked import Child, command_line, load_ahead
from tettpaa.proofs.homes import Homes, environment_of
from tettpaa.proofs.small_county import write_first, write_second

OWNER = "Prøvefylket"
# A busy machine makes the random moments come too late; then it is tried again, up to so many times in all.
MOST_TRIES = 4
Tell = Callable[[str], None]
Act = Callable[[], object]
Contents = dict[str, list[str]]


@dataclass(frozen=True)
class Kill:
    """How one run is killed: at a named point, or after some seconds; `is_resumed` says how it is carried on."""

    name: str
    environment: dict[str, str]
    after: float | None
    is_killed_twice: bool
    is_resumed: bool


def prove(runs: int, seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether every run ended right, the figure). A run that ends before its kill is looked at, and not counted."""
    rng = random.Random(seed)  # noqa: S311 (moments to kill at, no secrets)
    with _bench() as bench:
        wanted, seconds = bench.uninterrupted()
        wrong, killed, tried = [], 0, 0
        while killed < runs and tried < MOST_TRIES * runs:
            kill = next_kill(killed, seconds, rng)
            was_killed, found = bench.run(kill, rng)
            killed, tried = killed + was_killed, tried + 1
            told = differences(wanted, found)
            if told:
                wrong.append(f"{kill.name}: {'; '.join(told)}")
            tell(f"{killed}/{runs} {kill.name}{'' if was_killed else ' (too late)'}: {'; '.join(told) or 'equal'}")
    for line in wrong:
        tell(line)
    steps = min(runs, len(POINTS))
    figure = f"{tried - len(wrong)} of {tried} runs end as an unkilled one, {killed} of them killed"
    return (
        not wrong and killed >= runs,
        f"{figure}, at {steps} named steps and {killed - steps} random moments, seed {seed}",
    )


def next_kill(killed: int, seconds: float, rng: random.Random) -> Kill:
    """Every named step first, then random moments of the time an import takes."""
    twice, resumed = rng.random() < 0.2, rng.random() < 0.5
    if killed < len(POINTS):
        point = POINTS[killed]
        time_there = rng.randint(1, REPEATED.get(point, 1))
        environment = {"TETTPAA_FAILPOINT": f"{point}=kill:{time_there}"}
        return Kill(f"{point}:{time_there}", environment, None, twice, resumed)
    after = rng.uniform(0, seconds)
    return Kill(f"after {after:.3f} s", {}, after, twice, resumed)


class Bench:
    """A folder with the home every run starts from, and the two packages."""

    def __init__(self, folder: Path) -> None:
        load_ahead("tettpaa.identify.imports.management.commands.import", "tettpaa.identify.sources.profile.reading")
        self.homes = Homes(folder)
        self.first, self.second = write_first(folder / "first"), write_second(folder / "second")
        Child(self.homes.start, self._begin, {}).answer()

    def uninterrupted(self) -> tuple[Contents, float]:
        """What the stores hold when nobody interferes, and how long it takes; started and forked must agree."""
        home = self.homes.new()
        words = [sys.executable, "-m", "tettpaa", *self._words()]
        subprocess.run(words, env=environment_of(home), check=True, capture_output=True)
        started = Child(home, contents, {}).answer()
        self.homes.forget(home)
        home = self.homes.new()
        begun = time.monotonic()
        Child(home, self._import, {}).answer()
        seconds = time.monotonic() - begun
        forked = Child(home, contents, {}).answer()
        self.homes.forget(home)
        if differences(started, forked):
            raise RuntimeError(f"a forked run differs from a started one: {differences(started, forked)}")
        return started, seconds

    def run(self, kill: Kill, rng: random.Random) -> tuple[bool, Contents]:
        """(whether it was killed before its end, what the stores hold in the end)."""
        home = self.homes.new()
        was_killed = self._killed(home, kill.environment, kill.after)
        if kill.is_killed_twice:
            self._killed(home, {}, rng.uniform(0, 1), self._import_if_needed)
        act = self._resume_and_look if kill.is_resumed else self._repeat_and_look
        found = Child(home, act, {}).answer()
        self.homes.forget(home)
        return was_killed, found or {"the recovery": ["died"]}

    def _killed(self, home: Path, environment: dict[str, str], after: float | None, act: Act | None = None) -> bool:
        child = Child(home, act or self._import, environment)
        if after is not None:
            time.sleep(after)
            child.kill()
        return child.answer() is None

    def _words(self) -> list[str]:
        return ["import", "csv", str(self.second), "--school-year", "2025", "--approve", "--reason", "prøve", "--json"]

    def _begin(self) -> int:
        call_command("migrate", verbosity=0, skip_checks=True)
        return command_line("import", "csv", str(self.first), "--school-year", "2025", "--owner", OWNER, "--approve")

    def _import(self) -> int:
        return command_line(*self._words())

    def _resume_and_look(self) -> Contents:
        command_line("import", "--resume", "--json")
        return self._repeat_and_look()

    def _import_if_needed(self) -> int:
        """Give the command again, as whoever gave it would; not where it had come to its end."""
        is_done = Import.objects.filter(state="committed").count() == 2
        return 0 if is_done else self._import()

    def _repeat_and_look(self) -> Contents:
        self._import_if_needed()
        # As every night: carry on what there is to carry on, and tidy up.
        command_line("import", "--resume", "--json")
        found = contents()
        left = [name for name, _ in folders() if package_of(name, "").exists() and _is_over(name)]
        return found | ({"packages left behind": left} if left else {})


def _is_over(import_id: str) -> bool:
    return Import.objects.filter(pk=import_id, state="committed").exists()


@contextmanager
def _bench() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="tettpaa-kills-") as folder:
        bench = Bench(Path(folder))
        yield bench
        bench.homes.close()
