"""The sets of stairs that come with the system, read from the files beside. Pure."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tettpaa.follow_up.stairs.reading import stairs_from
from tettpaa.follow_up.stairs.steps import Stairs

ORDER = ("glemmen", "week_40", "askim", "borg", "fredrik_ii", "plan_due")


@cache
def shipped_stairs() -> Mapping[str, Stairs]:
    """Key → stairs, in the order they are offered."""
    return {key: _read(key) for key in ORDER}


def _read(key: str) -> Stairs:
    told = tomllib.loads(files(__package__).joinpath(f"{key}.toml").read_text("utf-8"))
    return stairs_from(told["key"], told, told["valid_from"])
