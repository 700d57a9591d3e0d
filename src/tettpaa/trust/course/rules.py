"""What the privacy course says and asks, how long it holds, and when the gate is closed. Pure; course.toml has the words."""

import datetime as dt
import tomllib
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST_REASON, SHORTEST_REASON = 400, 10


class CourseUnknown(LookupError):
    """No version of the course is written down for a day."""


@dataclass(frozen=True)
class Section:
    title: str
    text: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """`right` is the number of the right answer, the first being 1; `why` is told to who chose another."""

    text: str
    answers: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True)
class Course:
    """One version. Completions of versions from `oldest_that_holds` on count beside its own."""

    number: int
    oldest_that_holds: int
    valid_from: dt.date
    months_valid: int
    source: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Done:
    """That somebody has completed a version, and the last day it counts."""

    number: int
    valid_to: dt.date


@dataclass(frozen=True)
class Switch:
    """An owner's choice, from a day until the next: whether the course is asked, and of emergency openings too."""

    is_required: bool
    covers_emergency: bool
    valid_from: dt.date


@cache
def versions() -> tuple[Course, ...]:
    """All versions written down, oldest first."""
    told = tomllib.loads(files(__package__).joinpath("course.toml").read_text("utf-8"))["version"]
    return tuple(sorted(map(_course, told), key=lambda course: course.number))


def _course(row: Mapping) -> Course:
    return Course(
        row["number"], row["oldest_that_holds"], row["valid_from"], row["months_valid"], row["source"],
        tuple(Section(part["title"], tuple(part["text"])) for part in row["section"]),
        tuple(Question(part["text"], tuple(part["answers"]), part["right"], part["why"]) for part in row["question"]),
    )  # fmt: skip


def course_on(day: dt.date) -> Course:
    """The version in force on a day; CourseUnknown before the first."""
    for version in reversed(versions()):
        if version.valid_from <= day:
            return version
    raise CourseUnknown(day)


def wrong_in(course: Course, answers: Sequence[int]) -> list[int]:
    """Places of the questions that are not rightly answered; one without an answer is not."""
    given = [*answers, *[0] * len(course.questions)]
    return [place for place, question in enumerate(course.questions) if given[place] != question.right]


def valid_to(course: Course, on: dt.date) -> dt.date:
    """The last day a completion counts: the same day so many months on, or the last of that month."""
    months = on.month - 1 + course.months_valid
    year, month = on.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(on.day, monthrange(year, month)[1]))


def holds(course: Course, done: Sequence[Done], on: dt.date) -> bool:
    """Whether one of the completions counts on the day."""
    return any(each.number >= course.oldest_that_holds and on <= each.valid_to for each in done)


def in_force(switches: Sequence[Switch], on: dt.date) -> Switch | None:
    """The last that has begun, of switches in the order they were set; None where none has, or it is off."""
    begun = [switch for switch in switches if switch.valid_from <= on]
    latest = max(begun, key=lambda switch: switch.valid_from, default=None)
    # Of several from the same day the last set stands.
    standing = next((each for each in reversed(begun) if latest and each.valid_from == latest.valid_from), None)
    return standing if standing is not None and standing.is_required else None


def fault_in_switch(*, reason: str, valid_from: dt.date, on: dt.date) -> dict[str, str]:
    """Field → fault."""
    faults = {}
    if len(reason.strip()) < SHORTEST_REASON:
        faults["reason"] = "reason_short"
    if valid_from < on:
        faults["valid_from"] = "in_the_past"
    return faults
