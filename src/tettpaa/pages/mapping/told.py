"""Versions of a mapping and rounds of input as their pages show them, in the reader's words."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tettpaa.assess.mappings.catalogue import NONE, UNKNOWN, parts_on, questions_on
from tettpaa.assess.mappings.models import InputRequest, InputRound, MappingVersion
from tettpaa.assess.mappings.queries import Spans, is_teaching
from tettpaa.assess.mappings.rules import may_remind
from tettpaa.assess.mappings.states import ANSWERED, ASKED, VOIDED, request_state, round_state
from tettpaa.assess.mappings.words import answer_words, choice_words, said
from tettpaa.kit.clock import OSLO
from tettpaa.kit.states import State


@dataclass(frozen=True)
class Part:
    """One part of a mapping: what was chosen with its line. `is_known`: something was found."""

    title: str
    chosen: list[tuple[str, str]]
    is_known: bool


@dataclass(frozen=True)
class ToldVersion:
    """One saving, in words; `by` is who saved it."""

    version: MappingVersion
    parts: list[Part]
    by: str


def told_version(version: MappingVersion, names: Mapping[str, str]) -> ToldVersion:
    """In the words of the catalogue it was written with."""
    parts = []
    for part in parts_on(version.catalogue_from).asked:
        chosen = version.found.get(part.key, {})
        words = [(choice_words(part, key), line) for key, line in chosen.items()]
        parts.append(Part(said(part.words), words, not {UNKNOWN, NONE} & set(chosen)))
    return ToldVersion(version, parts, names.get(version.saved_by, version.saved_by))


@dataclass(frozen=True)
class ToldRequest:
    """What one teacher was asked, where it stands, and question and answer in words."""

    request: InputRequest
    state: State
    answers: list[tuple[str, str]]


@dataclass(frozen=True)
class ToldRound:
    """One round; `asked_by` is a name. `can_remind`: somebody who can answer has not been told today."""

    held: InputRound
    state: State
    requests: list[ToldRequest]
    asked_by: str
    can_remind: bool

    @property
    def answered(self) -> int:
        return sum(told.state.key == ANSWERED for told in self.requests)

    @property
    def counted(self) -> str:
        """'2 av 5 har svart'."""
        asked = sum(told.state.key != VOIDED for told in self.requests)
        return _("%(answered)s av %(asked)s har svart") % {"answered": self.answered, "asked": asked}


def told_round(
    held: InputRound, requests: Iterable[InputRequest], spans: Spans, on: dt.date, names: Mapping[str, str]
) -> ToldRound:
    """Whether a teacher still has the pupil is asked of the day, or of the last day one could answer."""
    state = round_state(is_closed=held.closed_at is not None, due_on=held.due_on, on=on)
    closed_on = [held.closed_at.astimezone(OSLO).date()] if held.closed_at else []
    day = min(on, held.due_on, *closed_on)
    told = [
        ToldRequest(
            request,
            request_state(
                is_answered=request.answered_at is not None, is_teaching=is_teaching(spans, request, day),
                of_round=state, is_voided=request.voided_at is not None,
            ),
            answers_in(request, held),
        )
        for request in requests
    ]  # fmt: skip
    return ToldRound(held, state, told, names.get(held.asked_by, held.asked_by), _can_remind(held, told, on))


def _can_remind(held: InputRound, told: Iterable[ToldRequest], on: dt.date) -> bool:
    asked_on = held.asked_at.astimezone(OSLO).date()
    return any(
        each.state.key == ASKED and may_remind(asked_on=asked_on, reminded_on=each.request.reminded_on, today=on)
        for each in told
    )


def answers_in(request: InputRequest, held: InputRound) -> list[tuple[str, str]]:
    """Question and answer, in the words of the version that was asked; a line left empty is not there."""
    questions = questions_on(held.questions_from).asked
    told = [
        (said(question.words), answer_words(question, request.answers.get(question.key, ""))) for question in questions
    ]
    return [(question, answer) for question, answer in told if answer]
