"""What a plan must say, and when it is evaluated. Pure; days are handed in, numbers are in limits.toml."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.schools.people.rules import age_on

LONGEST = 2000
LONGEST_LINE = 400
LONGEST_WHO = 100
MOST_LINES = 20
OF_AGE = 18


@dataclass(frozen=True)
class Line:
    """One measure: what, who, and the days it is carried out; an open end is until further notice."""

    what: str
    who: str
    first_on: dt.date | None = None
    last_on: dt.date | None = None


@dataclass(frozen=True)
class Content:
    """What somebody has written in the form. A view is the person's own; `_why` says why there is none."""

    problem: str = ""
    goals: str = ""
    tried: str = ""
    evaluate_on: dt.date | None = None
    pupil_view: str = ""
    pupil_why: str = ""
    guardian_view: str = ""
    guardian_why: str = ""
    lines: tuple[Line, ...] = ()


TEXTS = ("problem", "goals", "tried", "pupil_view", "guardian_view")
REASONS = ("pupil_why", "guardian_why")


@dataclass(frozen=True)
class Limits:
    """`furthest` an evaluation may lie ahead, what a draft proposes, and how long before the responsible is told."""

    furthest: dt.timedelta
    proposed: dt.timedelta
    told_before: dt.timedelta
    source: str


def limits_on(day: dt.date) -> Limits:
    """The limits as they stand on a day. LookupError where nothing is said."""
    rows = [row for row in _limits() if row["from"] <= day]
    if not rows:
        raise LookupError(f"no limits for plans on {day}")
    row = max(rows, key=lambda each: each["from"])
    furthest, proposed, told = (
        dt.timedelta(days=row[name]) for name in ("furthest_days", "proposed_days", "told_before_days")
    )
    return Limits(furthest, proposed, told, row["source"])


@cache
def _limits() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["evaluation"]


def asks_guardians(birth_date: dt.date | None, on: dt.date) -> bool:
    """Guardians are asked about a minor (barnelova § 30); of an unknown age we cannot say that nobody is to be asked."""
    if birth_date is None:
        return True
    return age_on(birth_date, on) < OF_AGE


def faults_in_draft(content: Content) -> dict[str, str]:
    """Field → fault. A draft may lack anything, but keeps the longest lengths; a measure is `line_0_what`."""
    faults = {name: "too_long" for name in TEXTS if len(getattr(content, name)) > LONGEST}
    faults |= {name: "too_long" for name in REASONS if len(getattr(content, name)) > LONGEST_LINE}
    if len(content.lines) > MOST_LINES:
        faults["lines"] = "too_many_lines"
    for number, line in enumerate(content.lines):
        faults |= {f"line_{number}_{field}": fault for field, fault in _faults_in_draft_line(line).items()}
    return faults


def faults_in_plan(content: Content, *, today: dt.date, is_minor: bool) -> dict[str, str]:
    """Field → fault. In force it states problem, measures, when, who and evaluation (opplæringslova § 12-4), a goal, and
    what the pupil (§ 10-2) and a minor's guardians think, or why nobody knows.
    """
    faults = {name: "missing" for name in ("problem", "goals") if not getattr(content, name).strip()}
    if fault := fault_in_evaluation_day(content.evaluate_on, today):
        faults["evaluate_on"] = fault
    if not (content.pupil_view.strip() or content.pupil_why.strip()):
        faults["pupil_why"] = "view_missing"
    if is_minor and not (content.guardian_view.strip() or content.guardian_why.strip()):
        faults["guardian_why"] = "view_missing"
    if not content.lines:
        faults["lines"] = "no_measure"
    for number, line in enumerate(content.lines):
        faults |= {f"line_{number}_{field}": fault for field, fault in _faults_in_line(line).items()}
    return faults | faults_in_draft(content)


def fault_in_evaluation_day(day: dt.date | None, today: dt.date) -> str:
    """'' for a day from tomorrow to the furthest one."""
    if day is None:
        return "day_missing"
    if day <= today:
        return "not_ahead"
    return "too_far" if day > today + limits_on(today).furthest else ""


def faults_in_evaluation(*, helped: str, did_not_help: str) -> dict[str, str]:
    """Field → fault. An evaluation says both what helped and what did not."""
    found = {"helped": fault_in_text(helped), "did_not_help": fault_in_text(did_not_help)}
    return {field: fault for field, fault in found.items() if fault}


def fault_in_text(text: str, longest: int = LONGEST) -> str:
    """'' where the text says something and is not too long."""
    if not text.strip():
        return "missing"
    return "too_long" if len(text) > longest else ""


def _faults_in_draft_line(line: Line) -> dict[str, str]:
    faults = {}
    if len(line.what) > LONGEST_LINE:
        faults["what"] = "too_long"
    if len(line.who) > LONGEST_WHO:
        faults["who"] = "too_long"
    if line.first_on and line.last_on and line.last_on < line.first_on:
        faults["last_on"] = "ends_before"
    return faults


def _faults_in_line(line: Line) -> dict[str, str]:
    faults = {field: "missing" for field in ("what", "who") if not getattr(line, field).strip()}
    return faults if line.first_on else faults | {"first_on": "day_missing"}
