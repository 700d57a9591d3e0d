"""What a mapping, a round and an answer must say. Pure; days are handed in."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tettpaa.assess.mappings.catalogue import NONE, UNKNOWN, Asked, Version

LONGEST_LINE = 400
LONGEST_WORDS = 1000
# Part → what was chosen → the line about it, which may be empty.
Found = Mapping[str, Mapping[str, str]]


def faults_in_mapping(
    *, found: Found, parts: Version, own_words: str, is_with_pupil: bool | None, why_without: str
) -> dict[str, str]:
    """Field → fault. Every part is answered, and a mapping made without the pupil says why."""
    faults = {part.key: fault for part in parts.asked if (fault := fault_in_part(found.get(part.key, {}), part))}
    if set(found) - {part.key for part in parts.asked}:
        faults["found"] = "unknown_choice"
    if len(own_words) > LONGEST_WORDS:
        faults["own_words"] = "too_long"
    if is_with_pupil is None:
        faults["is_with_pupil"] = "with_pupil_missing"
    elif not is_with_pupil and not why_without.strip():
        faults["why_without"] = "why_missing"
    elif len(why_without) > LONGEST_LINE:
        faults["why_without"] = "too_long"
    return faults


def fault_in_part(chosen: Mapping[str, str], part: Asked) -> str:
    """'' where the part is answered. Nothing chosen is never read as nothing there."""
    if not chosen:
        return "nothing_said"
    if set(chosen) - part.keys - {UNKNOWN, NONE}:
        return "unknown_choice"
    if len(chosen) > 1 and {UNKNOWN, NONE} & set(chosen):
        return "said_both"
    return "too_long" if any(len(line) > LONGEST_LINE for line in chosen.values()) else ""


def faults_in_answers(answers: Mapping[str, str], questions: Version) -> dict[str, str]:
    """Question → fault. Each choice is made, if only "do not know"; lines may be empty."""
    faults = {}
    for question in questions.asked:
        answer = answers.get(question.key, "")
        if question.choices and answer not in question.keys | {UNKNOWN}:
            faults[question.key] = "unknown_choice" if answer else "answer_missing"
        elif len(answer) > LONGEST_LINE:
            faults[question.key] = "too_long"
    return faults


def fault_in_due_day(due_on: dt.date, today: dt.date) -> str:
    """'' where the day is ahead and not further than a round may last."""
    if due_on <= today:
        return "not_ahead"
    return "too_far" if due_on > today + dt.timedelta(days=answer_within(today).longest) else ""


def may_remind(*, asked_on: dt.date, reminded_on: dt.date | None, today: dt.date) -> bool:
    """A teacher is told once a day: not again on the day of being asked, nor twice on any day."""
    return asked_on < today and (reminded_on is None or reminded_on < today)


@dataclass(frozen=True)
class AnswerWithin:
    """Days to answer in: what is proposed, and the most."""

    proposed: int
    longest: int


def answer_within(on: dt.date) -> AnswerWithin:
    """As it stands on a day. LookupError where nothing is said."""
    rows = [row for row in _limits() if row["from"] <= on]
    if not rows:
        raise LookupError(f"no time to answer on {on}")
    row = max(rows, key=lambda row: row["from"])
    return AnswerWithin(row["proposed"], row["longest"])


@cache
def _limits() -> list[dict]:
    return tomllib.loads(files(__package__).joinpath("limits.toml").read_text("utf-8"))["answer_within"]
