"""Who is in the demo county, read from the data files."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from tettpaa.demo.volume.facts import County, courses
from tettpaa.demo.volume.plan import Plan, School, SchoolClass

SEED = 14102025
NO_LIMIT = 1000  # pupils to a contact teacher: one for each class


@dataclass(frozen=True)
class Staff:
    """Somebody one can be. `post` says where in the roster; `role` is granted where the roster gives none, `at` a school
    or the owner. `left`: the last day at work, and the group whose teacher takes over the lessons and the class.
    """

    username: str
    given_name: str
    family_name: str
    sex: str
    post: Mapping[str, object] = field(default_factory=dict)
    role: str = ""
    at: str = ""
    reason: str = ""
    left: Mapping[str, Any] = field(default_factory=dict)
    is_first: bool = False

    @property
    def owner_person_id(self) -> str:
        """The id of somebody who works for the owner and at no school."""
        return f"EIER-{self.username}"


@dataclass(frozen=True)
class Cast:
    """The whole county: the day it is, who can sign in, and what has happened."""

    today: dt.date
    first_assessment: dt.date
    password: str
    owner: str
    county: County
    schools: Mapping[str, str]
    classes: tuple[Mapping, ...]
    staff: tuple[Staff, ...]
    stories: tuple[Mapping, ...]
    groups: tuple[Mapping, ...]
    unregistered: tuple[Mapping, ...]
    rules: Mapping[str, object]
    history: Mapping[str, Any]

    @property
    def school_years(self) -> list[int]:
        """Last year and this year."""
        return sorted({told["school_year"] for told in self.classes})

    def plan(self, school_year: int) -> Plan:
        """The county's schools and classes in a school year."""
        schools = []
        for number, (key, name) in enumerate(self.schools.items()):
            classes = tuple(
                SchoolClass(told["name"], courses()[told["course"]], range(told["pupils"][0], told["pupils"][1] + 1))
                for told in self.classes
                if (told["school_year"], told["school"]) == (school_year, key)
            )
            schools.append(School(number, key, name, classes))
        return Plan(self.county, school_year, SEED, tuple(schools), contact_group_size=NO_LIMIT, has_movements=False)


@cache
def cast() -> Cast:
    """The demo county as the files tell it."""
    told, happened = _read("cast"), _read("stories")
    return Cast(
        today=told["today"], first_assessment=told["first_assessment"], password=told["password"],
        owner=told["owner"], county=County(**told["county"]),
        schools={school["key"]: school["name"] for school in told["school"]}, classes=tuple(told["class"]),
        staff=tuple(Staff(**one) for one in told["staff"]), stories=tuple(happened["story"]),
        groups=tuple(happened["group"]), unregistered=tuple(happened["unregistered"]), rules=_read("rules"),
        history=_read("history"),
    )  # fmt: skip


def _read(name: str) -> dict:
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
