"""What a talk must say: held or not and why, reached or not and why, and who took part. Pure; days are handed in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tettpaa.assess.talks.questions import Answers, Form, faults_in_answers
from tettpaa.assess.talks.rules import FURTHEST, LONGEST_LINE, OLDEST

HOME = "home"
LONGEST_NAMES = 200


@dataclass(frozen=True)
class Codes:
    """What may be chosen: the kinds, the channels and the coded reasons."""

    kinds: frozenset[str]
    channels: frozenset[str]
    not_held: frozenset[str]
    not_reached: frozenset[str]
    interpreters: frozenset[str]


@dataclass(frozen=True)
class Told:
    """A talk as it is told. `took_part` and the trusted person in words; '' where nobody was or is named."""

    kind: str
    on: dt.date
    channel: str
    is_held: bool
    was_reached: bool
    not_held_why: str = ""
    not_held_line: str = ""
    not_reached_why: str = ""
    guardians: str = ""
    staff: str = ""
    others: str = ""
    trusted: str = ""
    has_trusted: bool | None = None
    interpreter: str = "none"
    language: str = ""
    next_on: dt.date | None = None


def faults_in_talk(told: Told, codes: Codes, today: dt.date) -> dict[str, str]:
    """Field → fault of all but the answers."""
    return {
        **_faults_in_days(told, today),
        **({} if told.kind in codes.kinds else {"kind": "unknown_kind"}),
        **({} if told.channel in codes.channels else {"channel": "unknown_channel"}),
        **_faults_in_outcome(told, codes),
        **_faults_in_people(told, codes),
    }


def _faults_in_days(told: Told, today: dt.date) -> dict[str, str]:
    faults = {}
    if told.on > today:
        faults["on"] = "in_future"
    elif told.on < today - OLDEST:
        faults["on"] = "too_old"
    if told.next_on is not None and told.next_on <= today:
        faults["next_on"] = "not_ahead"
    elif told.next_on is not None and told.next_on > today + FURTHEST:
        faults["next_on"] = "too_far"
    return faults


def _faults_in_outcome(told: Told, codes: Codes) -> dict[str, str]:
    """A talk is held with somebody: what was held, reached. What was not, says why in a code and a line."""
    faults = {}
    if told.is_held and not told.was_reached:
        faults["was_reached"] = "held_with_nobody"
    if told.is_held and (told.not_held_why or told.not_held_line):
        faults["not_held_why"] = "held_and_not"
    if not told.is_held and told.not_held_why not in codes.not_held:
        faults["not_held_why"] = "why_missing"
    if not told.is_held and not told.not_held_line.strip():
        faults["not_held_line"] = "line_missing_not_held"
    elif len(told.not_held_line) > LONGEST_LINE:
        faults["not_held_line"] = "line_too_long"
    if told.was_reached == bool(told.not_reached_why) or (told.not_reached_why or "x") not in codes.not_reached | {"x"}:
        faults["not_reached_why"] = "why_not_reached"
    return faults


def _faults_in_people(told: Told, codes: Codes) -> dict[str, str]:
    """Whom the pupil trusts is her own choice; whether that person came is asked only where one is named."""
    faults = {
        field: "line_too_long" for field in ("guardians", "staff", "others", "trusted")
        if len(getattr(told, field)) > LONGEST_NAMES
    }  # fmt: skip
    if told.has_trusted is not None and not told.trusted.strip():
        faults["trusted"] = "trusted_missing"
    if told.kind == HOME and told.is_held and not told.guardians.strip():
        faults["guardians"] = "guardians_missing"
    if told.interpreter not in codes.interpreters:
        faults["interpreter"] = "unknown_interpreter"
    elif told.interpreter != "none" and not told.language.strip():
        faults["language"] = "language_missing"
    return faults


def faults_in_form(told: Told, form: Form | None, answers: Answers) -> dict[str, str]:
    """Field → fault of the answers: a talk that was held is told in a form of its kind; one that was not, in none."""
    if not told.is_held:
        return {"answers": "answered_and_not_held"} if form or answers else {}
    if form is None or form.kind != told.kind:
        return {"answers": "form_missing"}
    return faults_in_answers(form, answers)


def counts_as_contact(told: Told) -> bool:
    """A talk with the pupil that was held, or a try that did not reach her. A talk with the home is with the home."""
    return told.kind != HOME and (told.is_held or not told.was_reached)


def contact_line(form: Form | None, answers: Answers, longest: int = LONGEST_LINE) -> str:
    """The pupil's own words, as the one line of a contact; cut with an ellipsis where they are longer."""
    said = str(answers.get(form.own_words.key, "")).strip() if form else ""
    return said if len(said) <= longest else f"{said[: longest - 1]}…"


def faults_in_receipt(*, answer: str, known: frozenset[str], line: str) -> dict[str, str]:
    """Field → fault. Who disagrees says why; who has read needs say nothing more."""
    faults = {} if answer in known else {"answer": "unknown_receipt"}
    if answer == "disagrees" and not line.strip():
        faults["line"] = "disagreement_missing"
    elif len(line) > LONGEST_LINE:
        faults["line"] = "line_too_long"
    return faults


def fields_of(told: Told) -> Mapping[str, object]:
    """Its fields with the words trimmed, as they are kept."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in vars(told).items()}
