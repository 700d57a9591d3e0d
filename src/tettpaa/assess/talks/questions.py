"""Talk forms: the questions of each kind of talk as data, and what answers they take. Pure.

The shipped forms stand in `shipped_forms/`, one file a kind; an owner may have its own as rows. A version is never
changed or taken away: what was answered in it is shown in it.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

TEXT, CHOICE, SEVERAL, YES_NO_UNKNOWN = "text", "choice", "several", "yes_no_unknown"
TYPES = (TEXT, CHOICE, SEVERAL, YES_NO_UNKNOWN)
LANGUAGES = ("nb", "nn", "en")
LONGEST_ANSWER, MOST_QUESTIONS = 2000, 25
YES, NO, UNKNOWN = "yes", "no", "unknown"

Answers = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen, with its words by language."""

    key: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """`is_own_words`: in the words of whom the talk is with. It comes first in every form, and is always answered."""

    key: str
    type: str
    words: Mapping[str, str]
    choices: tuple[Choice, ...] = ()
    is_own_words: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """What may be chosen; empty where one writes."""
        if self.type == YES_NO_UNKNOWN:
            return frozenset({YES, NO, UNKNOWN})
        return frozenset(choice.key for choice in self.choices)


@dataclass(frozen=True)
class Form:
    """One version of a kind's questions. `own` is the key of the owner's row; None: shipped."""

    kind: str
    version: int
    valid_from: dt.date
    source: str
    questions: tuple[Question, ...]
    own: int | None = None

    @property
    def own_words(self) -> Question:
        return self.questions[0]


def in_language(words: Mapping[str, str], language: str) -> str:
    """In the reader's language, and in bokmål where that has no words."""
    return words.get(language) or words["nb"]


def form_from(kind: str, row: Mapping[str, Any], own: int | None = None) -> Form:
    """A form as TOML or an owner's row tells it; ValueError with what is wrong with it."""
    if faults := faults_in_questions(row["questions"]):
        raise ValueError(f"{kind} {row['version']}: {', '.join(faults)}")
    questions = tuple(map(_question, row["questions"]))
    return Form(kind, row["version"], row["valid_from"], row.get("source", ""), questions, own)


def _question(row: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(each["key"], _words(each)) for each in row.get("choices", ()))
    return Question(row["key"], row["type"], _words(row), choices, bool(row.get("own_words")))


def _words(row: Mapping[str, Any]) -> dict[str, str]:
    return {language: row[language].strip() for language in LANGUAGES if row.get(language)}


def faults_in_questions(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is wrong with a form's questions, in short codes; none when it may be used.

    The first asks for the pupil's (for the home: the guardians') own words, and no other does; keys are told apart,
    every question has words in bokmål, and one that lets choose has at least two choices.
    """
    if not rows or len(rows) > MOST_QUESTIONS:
        return ["how_many"]
    faults = []
    if [bool(row.get("own_words")) for row in rows] != [True] + [False] * (len(rows) - 1) or rows[0].get(
        "type"
    ) != TEXT:
        faults.append("own_words_first")
    if not _are_told_apart(rows):
        faults.append("keys")
    if any(row.get("type") not in TYPES for row in rows):
        faults.append("type")
    if not all(_has_words(row) for row in rows):
        faults.append("words")
    if any(_lacks_choices(row) for row in rows if row.get("type") in (CHOICE, SEVERAL)):
        faults.append("choices")
    return faults


def _are_told_apart(rows: Iterable[Mapping[str, Any]]) -> bool:
    keys = [row.get("key") for row in rows]
    return all(isinstance(key, str) and key.isidentifier() for key in keys) and len(set(keys)) == len(keys)


def _has_words(row: Mapping[str, Any]) -> bool:
    return all(isinstance(row.get(language, ""), str) for language in LANGUAGES) and bool(row.get("nb", "").strip())


def _lacks_choices(row: Mapping[str, Any]) -> bool:
    choices = row.get("choices", ())
    return len(choices) < 2 or not _are_told_apart(choices) or not all(map(_has_words, choices))


def faults_in_answers(form: Form, answers: Answers) -> dict[str, str]:
    """Question's key → fault. Only own words must be answered: the rest is asked, never demanded."""
    faults = dict.fromkeys(answers.keys() - {question.key for question in form.questions}, "unknown_question")
    for question in form.questions:
        answer = answers.get(question.key, "")
        if question.is_own_words and not str(answer).strip():
            faults[question.key] = "own_words_missing"
        elif answer and (fault := _fault_in(question, answer)):
            faults[question.key] = fault
    return faults


def _fault_in(question: Question, answer: str | list[str]) -> str:
    if question.type == TEXT:
        return (
            "answer_too_long" if len(answer) > LONGEST_ANSWER else "" if isinstance(answer, str) else "unknown_answer"
        )
    chosen = answer if isinstance(answer, list) else [answer]
    is_one = question.type == SEVERAL or not isinstance(answer, list)
    return "" if is_one and set(chosen) <= question.keys else "unknown_answer"


def shipped_forms(kind: str) -> tuple[Form, ...]:
    """Every shipped version of a kind, the first first; empty where none is shipped."""
    return _shipped().get(kind, ())


def shipped_kinds() -> tuple[str, ...]:
    """Kinds that have a form, in the order they are offered."""
    return tuple(_shipped())


def in_force(forms: Iterable[Form], on: dt.date) -> Form | None:
    """The one that holds on a day: of those begun, the last to begin, and of two that day the higher version."""
    return max(
        (form for form in forms if form.valid_from <= on),
        key=lambda form: (form.valid_from, form.version),
        default=None,
    )


@cache
def _shipped() -> dict[str, tuple[Form, ...]]:
    shipped = files(__package__).joinpath("shipped_forms").iterdir()
    told = [tomllib.loads(path.read_text("utf-8")) for path in shipped if path.name.endswith(".toml")]
    return {
        row["kind"]: tuple(form_from(row["kind"], version) for version in row["version"])
        for row in sorted(told, key=lambda row: row["place"])
    }
