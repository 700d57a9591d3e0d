"""Packages with known faults: which version mends each, and by when it must be in use. packages.toml has the rows."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files


@dataclass(frozen=True)
class Fault:
    """One known fault. `weight` names its deadline; `known_on` is the day it was made public."""

    package: str
    mended_in: str
    weight: str
    known_on: dt.date
    source: str

    @property
    def due_on(self) -> dt.date:
        """The last day an older version may be in use."""
        return self.known_on + dt.timedelta(days=deadlines()[self.weight])

    def is_in(self, held: str) -> bool:
        """Whether a version is older than the one that mended it."""
        return _parts(held) < _parts(self.mended_in)


@cache
def _told() -> dict:
    return tomllib.loads(files(__package__).joinpath("packages.toml").read_text("utf-8"))


def known_faults() -> tuple[Fault, ...]:
    return tuple(Fault(**row) for row in _told()["fault"])


def deadlines() -> dict[str, int]:
    """Days from a fault is known until it is mended, by its weight."""
    return dict(_told()["deadline"])


def looked_through_on() -> dt.date:
    """When somebody last went through what is known of every package."""
    return _told()["looked_through_on"]


def look_again_on() -> dt.date:
    return looked_through_on() + dt.timedelta(days=_told()["looked_through_every"])


def faults_in(held: Mapping[str, str]) -> list[Fault]:
    """The known faults of packages held in these versions; name → version, names in small letters."""
    return [fault for fault in known_faults() if fault.package in held and fault.is_in(held[fault.package])]


def installed() -> dict[str, str]:
    """The version of each package that a fault is known of, where it is installed."""
    found = {}
    for name in {fault.package for fault in known_faults()}:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _parts(told: str) -> tuple[int, ...]:
    """(2, 15, 0, 0) from '2.15'; a pre-release counts as its release."""
    numbers = [int(part) for part in re.findall(r"\d+", re.split(r"[a-z+-]", told.lower())[0])]
    return tuple(numbers + [0] * (4 - len(numbers)))
