"""One value of the answer in the words its own page has for it; a code nobody has words for stands as it is."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tettpaa.assess.cases.states import STATES as CASES
from tettpaa.assess.mappings.catalogue import Asked, parts_on, questions_on
from tettpaa.assess.mappings.words import answer_words, choice_words, said
from tettpaa.assess.talks.questions import Question, in_language, shipped_forms, shipped_kinds
from tettpaa.follow_up.measures.states import STATES as MEASURES
from tettpaa.follow_up.meetings.states import STATES as MEETINGS
from tettpaa.follow_up.meetings.states import TASK_STATES
from tettpaa.follow_up.meetings.words import kind_word
from tettpaa.follow_up.plans.states import STATES as PLANS
from tettpaa.follow_up.referrals.states import STATES as REFERRALS
from tettpaa.follow_up.stairs.words import role_words
from tettpaa.kit import clock
from tettpaa.kit.states import State
from tettpaa.knowledge.measures.catalogue import kind_named
from tettpaa.pages.measure.words import said as said_of_measure
from tettpaa.pages.measure.words import step_words
from tettpaa.pages.own_record.words import told
from tettpaa.pages.plan.words import language
from tettpaa.pages.talk.words import answer_in_words
from tettpaa.pages.thing_words import words_of_things

Told = Callable[[Any], str]


def words_of(table: str, column: str, row: Mapping[str, Any]) -> str:
    """What a cell says. What is empty is unknown, and stands empty."""
    value = row.get(column)
    if value is None or value == "":
        return ""
    words = _WORDS.get((table, column)) or _EVERYWHERE.get(column) or told
    try:
        return words(value)
    except (KeyError, LookupError):
        # A code of an earlier version, or one that is a word already.
        return told(value)


def _state(states: Mapping[str, State]) -> Told:
    return lambda key: _(states[key].word)


def _school_year(year: int) -> str:
    """2025 → '2025–26'."""
    return f"{year}–{(year + 1) % 100:02}"


def _version(number: int) -> str:
    return _("Versjon %(number)s") % {"number": number}


def _things(names: str) -> str:
    return ", ".join(words_of_things(names.split()))


def _answers_in_talk(answers: Mapping[str, Any]) -> str:
    """Question by question, in the words of the forms that are shipped; another form's by its own keys."""
    known: dict[str, Question] = {
        question.key: question
        for kind in shipped_kinds()
        for form in shipped_forms(kind)
        for question in form.questions
    }
    return "; ".join(
        f"{in_language(known[key].words, language())}: {answer_in_words(known[key], answer, language())}"
        if key in known else f"{key}: {told(answer)}" for key, answer in answers.items() if answer
    )  # fmt: skip


def _found_in_mapping(found: Mapping[str, Mapping[str, str]]) -> str:
    """'På skolen: vi vet ikke ennå; Styrker: …', each choice with the line beside it."""
    known = {part.key: part for part in parts_on(clock.today()).asked}
    return "; ".join(_part_words(known[key], choices) for key, choices in found.items() if key in known and choices)


def _part_words(part: Asked, choices: Mapping[str, str]) -> str:
    chosen = (
        f"{choice_words(part, key)} ({line})" if line else choice_words(part, key) for key, line in choices.items()
    )
    return f"{said(part.words)}: {', '.join(chosen)}"


def _answers_of_teacher(answers: Mapping[str, str]) -> str:
    known = {question.key: question for question in questions_on(clock.today()).asked}
    told_of = ((known[key], answer) for key, answer in answers.items() if key in known)
    return "; ".join(
        f"{said(question.words)}: {answer_words(question, answer)}" for question, answer in told_of if answer
    )


_EVERYWHERE: Mapping[str, Told] = {"school_year": _school_year, "things": _things}
_WORDS: Mapping[tuple[str, str], Told] = {
    ("plans.PlanVersion", "number"): _version, ("mappings.MappingVersion", "number"): _version,
    ("meetings.Minutes", "number"): _version,
    ("cases.Case", "state"): _state(CASES), ("cases.CaseStep", "state"): _state(CASES),
    ("plans.Plan", "state"): _state(PLANS), ("plans.PlanStep", "state"): _state(PLANS),
    ("measures.Measure", "state"): _state(MEASURES), ("measures.MeasureStep", "act"): step_words,
    ("measures.Measure", "kind"): lambda kind: said_of_measure(kind_named(kind).name),
    ("meetings.Meeting", "state"): _state(MEETINGS), ("meetings.Meeting", "kind"): kind_word,
    ("meetings.MeetingTask", "state"): _state(TASK_STATES),
    ("referrals.Referral", "state"): _state(REFERRALS), ("referrals.ReferralStep", "state"): _state(REFERRALS),
    ("stairs.StepTaken", "who"): role_words, ("stairs.StepTaken", "step"): lambda step: str(step + 1),
    ("talks.Talk", "answers"): _answers_in_talk, ("mappings.MappingVersion", "found"): _found_in_mapping,
    ("mappings.InputRequest", "answers"): _answers_of_teacher,
}  # fmt: skip
