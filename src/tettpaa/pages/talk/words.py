"""A talk in the reader's words: its answers in the version they were given in, who took part, and where it stands."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Rhythm, Talk, TalkReceipt
from tettpaa.assess.talks.questions import TEXT, YES_NO_UNKNOWN, Form, Question, in_language
from tettpaa.assess.talks.talk_states import talk_state
from tettpaa.assess.talks.words import CHANNELS
from tettpaa.assess.talks.words import YES_NO_UNKNOWN as ANSWERS
from tettpaa.kit.states import State
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class Answered:
    """One question and its answer; None: it was left open."""

    question: str
    answer: str | None
    is_own_words: bool


def answered(form: Form, answers: dict) -> list[Answered]:
    """Every question of the form with what was answered, in the reader's language."""
    language = get_language() or "nb"
    return [
        Answered(in_language(question.words, language), answer_in_words(question, answers.get(question.key), language),
                 question.is_own_words)
        for question in form.questions
    ]  # fmt: skip


def answer_in_words(question: Question, answer: str | list[str] | None, language: str) -> str | None:
    """What was answered, chosen keys by their words; None for a question left open."""
    if not answer:
        return None
    if question.type == TEXT:
        return str(answer)
    words = {choice.key: in_language(choice.words, language) for choice in question.choices}
    if question.type == YES_NO_UNKNOWN:
        words = {key: str(word) for key, word in ANSWERS}
    return ", ".join(words.get(key, key) for key in (answer if isinstance(answer, list) else [answer]))


def state_of(talk: Talk) -> State:
    return talk_state(is_held=talk.is_held, is_voided=talk.voided_at is not None)


def facts_of(talk: Talk, by: str) -> list[tuple[str, object]]:
    """When, how and with whom; what was not asked or not filled in is left out."""
    told = [
        (_("Hvordan"), str(dict(CHANNELS)[talk.channel])),
        (_("Skrevet av"), by),
        (_("Foresatte"), talk.guardians),
        (_("Andre ansatte"), talk.staff),
        (_("Andre"), talk.others),
        (_("Trygg person"), _trusted(talk)),
        (_("Tolk"), _interpreter(talk)),
        (_("Ikke holdt fordi"), talk.get_not_held_why_display()),
        (_("Ikke nådd fordi"), talk.get_not_reached_why_display()),
    ]
    return [(label, value) for label, value in told if value]


def _trusted(talk: Talk) -> str:
    if not talk.trusted:
        return ""
    was_there = {True: _("var med"), False: _("var ikke med"), None: _("ukjent om var med")}[talk.has_trusted]
    return f"{talk.trusted} ({was_there})"


def _interpreter(talk: Talk) -> str:
    if talk.interpreter == Talk.Interpreter.NONE:
        return ""
    return f"{talk.get_interpreter_display()} ({talk.language})"


def receipt_words(receipt: TalkReceipt) -> str:
    """What the pupil answered, as staff and the pupil read it."""
    if receipt.answer == TalkReceipt.Answer.READ:
        return _("Eleven har lest")
    return _("Eleven er uenig: «%(line)s»") % {"line": receipt.line}


def rhythm_words(rhythm: Rhythm) -> str:
    """'Hver 14. dag med eleven, på telefon'."""
    party = {"pupil": _("med eleven"), "home": _("med hjemmet")}[rhythm.party]
    return f"{often_words(rhythm)} {party} · {dict(CHANNELS)[rhythm.channel]}"


def often_words(rhythm: Rhythm) -> str:
    """'Hver 14. dag'."""
    often = {7: _("Hver uke"), 14: _("Hver 14. dag"), 21: _("Hver tredje uke"), 28: _("Hver fjerde uke")}
    return often.get(rhythm.every_days) or _("Hver %(days)d. dag") % {"days": rhythm.every_days}


def names_of(usernames: set[str]) -> dict[str, str]:
    """User name → the person's name. One read."""
    users = User.objects.filter(username__in=usernames).select_related("person") if usernames else ()
    return {user.username: str(user) for user in users}
