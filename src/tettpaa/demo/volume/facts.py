"""The published figures and word lists that the generator leans on, read from `facts/`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LESSON_MINUTES = 45
SCHOOL_WEEKS = 38  # opplæringsforskrifta: the hours of the year are spread over 38 weeks
HOURS_OF_A_WEEKLY_LESSON = SCHOOL_WEEKS * LESSON_MINUTES / 60  # 28.5


@dataclass(frozen=True)
class County:
    """A county: `median_days` is the published median of whole days absent in upper secondary."""

    number: str
    name: str
    median_days: int
    pupils: int
    points: float
    autumn: int
    winter: int


@dataclass(frozen=True)
class Subject:
    """A subject with its planned hours of 60 minutes."""

    code: str
    name: str
    hours: int
    core: str = ""

    @property
    def weekly_lessons(self) -> int:
        """Lessons of 45 minutes a week that come nearest the planned hours."""
        return max(1, round(self.hours / HOURS_OF_A_WEEKLY_LESSON))


@dataclass(frozen=True)
class Course:
    """What pupils of one programme area take in one year."""

    key: str
    programme_code: str
    year_level: str
    track: str
    class_size: int
    common: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]

    @property
    def lessons_a_day(self) -> int:
        """Lessons each day; the week is full, so every day has as many."""
        return self.lessons_a_week // 5

    @property
    def lessons_a_week(self) -> int:
        """Lessons a week over all subjects, a multiple of five."""
        known = subjects()
        codes = [*self.common, *(block[0] for block in self.blocks)]
        return sum(known[code].weekly_lessons for code in codes)


@dataclass(frozen=True)
class Track:
    """A programme as a school offers it."""

    share: float
    offered: float
    absence: float


def _read(name: str) -> dict:
    return tomllib.loads(files(__package__).joinpath("facts", f"{name}.toml").read_text("utf-8"))


@cache
def counties() -> dict[str, County]:
    """County number, as '31', → county."""
    return {number: County(number=number, **told) for number, told in _read("counties")["county"].items()}


@cache
def subjects() -> dict[str, Subject]:
    """Subject code → subject."""
    return {code: Subject(code=code, **told) for code, told in _read("subjects")["subject"].items()}


@cache
def courses() -> dict[str, Course]:
    """Course key, as '1ST', → course."""
    listed = _read("courses")["course"]
    return {
        told["key"]: Course(**{**told, "common": tuple(told["common"]), "blocks": tuple(map(tuple, told["blocks"]))})
        for told in listed
    }


@cache
def tracks() -> dict[str, Track]:
    """Programme letters, as 'ST', → how common it is."""
    return {name: Track(**told) for name, told in _read("courses")["track"].items()}


@cache
def names() -> dict[str, dict]:
    """Origin → {share, k, m, older_k, older_m, family}."""
    return {origin: told for origin, told in _read("names").items() if isinstance(told, dict)}
