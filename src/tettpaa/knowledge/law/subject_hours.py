"""Årstimetall of common subjects, for the open calculator; a school's own figures come with its import."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class SubjectHours:
    """A subject by Udir's code and the hours of 60 minutes planned for one school year."""

    code: str
    name: str
    hours: int


@cache
def subject_hours() -> dict[str, SubjectHours]:
    """Code → hours, ordered by name."""
    text = tomllib.loads(files(__package__).joinpath("subject_hours.toml").read_text("utf-8"))
    made = [SubjectHours(code, row["name"], row["hours"]) for code, row in text["hours"].items()]
    return {subject.code: subject for subject in sorted(made, key=lambda subject: subject.name)}
