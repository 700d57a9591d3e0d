"""Mappings in the reader's words: texts of the data in the reader's language, and faults."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tettpaa.assess.mappings.catalogue import NONE, UNKNOWN, Asked


def said(words: Mapping[str, str]) -> str:
    """A text of the data in the reader's language, bokmål where it has none."""
    return words.get((get_language() or "nb")[:2]) or words["nb"]


def choice_words(asked: Asked, key: str) -> str:
    """What a chosen key says."""
    if key in (UNKNOWN, NONE):
        return {UNKNOWN: _("Vi vet ikke ennå"), NONE: _("Vi har sett etter, og ikke funnet noe")}[key]
    return next((said(choice.words) for choice in asked.choices if choice.key == key), key)


def answer_words(question: Asked, answer: str) -> str:
    """What a teacher answered; '' where a line was left empty."""
    if not question.choices:
        return answer
    return _("Vet ikke") if answer == UNKNOWN else choice_words(question, answer)


def fault_words(fault: str) -> str:
    return {
        "nothing_said": _("Kryss av det dere vet, eller at dere ikke vet ennå."),
        "said_both": _("Kryss av enten det dere har funnet, eller at dere ikke vet eller ikke har funnet noe."),
        "unknown_choice": _("Velg noe som står i listen."),
        "too_long": _("Teksten er for lang."),
        "with_pupil_missing": _("Si om eleven har vært med."),
        "why_missing": _("Skriv kort hvorfor eleven ikke har vært med."),
        "answer_missing": _("Velg et svar. «Vet ikke» er også et svar."),
        "not_ahead": _("Velg en dag som kommer."),
        "too_far": _("Dagen er for langt fram."),
    }[fault]
