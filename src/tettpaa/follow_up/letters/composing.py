"""A letter in one language, from its template, what was written and what is true. Pure.

A part that begins with @ is filled from the facts, and left out where there is nothing to tell.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tettpaa.follow_up.letters.rules import Facts, Limits, SubjectFacts, Wish
from tettpaa.follow_up.letters.texts import Ground, Template, common_words, grounds_of, in_language

DAY = "%d.%m.%Y"


@dataclass(frozen=True)
class Words:
    """What people have written into a letter, and the names in it."""

    pupil: str
    school: str
    line: str = ""
    place: str = ""
    answer_by: dt.date | None = None


@dataclass(frozen=True)
class Wished:
    """The reader's own language, by its own name, where there is no letter in it."""

    code: str
    name: str


@dataclass(frozen=True)
class Composed:
    """A letter as it leaves: to one person, in one language."""

    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole letter as plain text."""
        return "\n\n".join(self.paragraphs)


def composed(
    template: Template, language: str, wish: Wish, facts: Facts, words: Words, limits: Limits, *, reader: str,
    to_guardian: bool, wished: Wished | None = None,
) -> Composed:  # fmt: skip
    """The letter to one reader. A guardian gets the very words the pupil gets, after a line that says why.

    That the letter is not in the reader's own language is told first, and national terms stand in it beside the words.
    """
    told, text = common_words(language), template.texts[language]
    fields = _fields(wish, facts, words, told)
    parts = _parts(language, wish, facts, words, limits, told, wished)
    body = [_paragraph(each, fields, parts) for each in text.body]
    head = [told["not_in"].format(language=wished.name)] if wished else []
    head += [told["guardian"].format(pupil=words.pupil)] if to_guardian else []
    whole = [told["to"].format(name=reader), *head, *filter(None, body), told["signed"].format(school=words.school)]
    return Composed(text.title.format(**fields), tuple(whole))


def _paragraph(each: str, fields: Mapping[str, str], parts: Mapping[str, Callable[[], str]]) -> str:
    return parts[each.removeprefix("@")]() if each.startswith("@") else each.format(**fields)


def _fields(wish: Wish, facts: Facts, words: Words, told: Mapping[str, str]) -> dict[str, str]:
    subject = facts.subject(wish.subject)
    return {
        "subject": subject.name if subject else wish.subject,
        "period": told.get(f"period_{wish.period}", ""),
        "place": words.place,
        "answer_by": words.answer_by.strftime(DAY) if words.answer_by else "",
        "meets_on": wish.meets_at.strftime(DAY) if wish.meets_at else "",
        "meets_time": wish.meets_at.strftime("%H.%M") if wish.meets_at else "",
    }


def _parts(
    language: str,
    wish: Wish,
    facts: Facts,
    words: Words,
    limits: Limits,
    told: Mapping[str, str],
    wished: Wished | None,
) -> dict[str, Callable[[], str]]:
    subject = facts.subject(wish.subject)
    return {
        "line": lambda: words.line,
        "grounds": lambda: _grounds(wish, language, wished),
        "hours": lambda: _hours(subject, told),
        "lessons": lambda: _lessons(subject, facts.as_of, told),
        "absence": lambda: _absence(facts, told),
        "near": lambda: _near(facts, limits, told),
    }


def _grounds(wish: Wish, language: str, wished: Wished | None) -> str:
    known = grounds_of(wish.kind)
    return "\n".join(f"– {_ground(known[ground], language, wished)}" for ground in wish.grounds)


def _ground(ground: Ground, language: str, wished: Wished | None) -> str:
    words = in_language(ground.words, language)
    term = ground.terms.get(wished.code) if wished else None
    return f"{words} ({wished.name}: {term})" if wished and term else words


def _hours(subject: SubjectFacts | None, told: Mapping[str, str]) -> str:
    """Nothing where the planned hours are unknown: then the limit is, too."""
    if subject is None or subject.percent is None or not subject.missed:
        return ""
    line = told["hours"].format(
        subject=subject.name, counted=_number(subject.counted_hours, told), planned=_number(subject.planned_hours, told),
        percent=_number(subject.percent, told), limit=_number(subject.limit_hours, told),
    )  # fmt: skip
    return f"{line} {told['at_least']}" if subject.is_at_least else line


def _lessons(subject: SubjectFacts | None, as_of: dt.date, told: Mapping[str, str]) -> str:
    if subject is None or not subject.missed:
        return ""
    lines = [
        told["lesson_unnumbered" if each.lesson is None else "lesson"].format(
            on=each.on.strftime(DAY), lesson=each.lesson, minutes=each.minutes
        )
        for each in sorted(subject.missed, key=lambda each: (each.on, each.lesson or 0))
    ]
    return "\n".join([told["lessons"].format(subject=subject.name, as_of=as_of.strftime(DAY)), *lines])


def _absence(facts: Facts, told: Mapping[str, str]) -> str:
    if facts.days is None or facts.hours is None:
        return ""
    line = told["absence"].format(
        as_of=facts.as_of.strftime(DAY), days=_number(facts.days, told), hours=_number(facts.hours, told)
    )
    return f"{line} {told['at_least']}" if facts.is_at_least else line


def _near(facts: Facts, limits: Limits, told: Mapping[str, str]) -> str:
    near = facts.near(limits.warning_percent)
    lines = [
        "– "
        + told["near_subject"].format(
            subject=each.name, counted=_number(each.counted_hours, told), limit=_number(each.limit_hours, told)
        )
        for each in near
    ]
    return "\n".join([told["near"], *lines]) if lines else ""


def _number(value: float | None, told: Mapping[str, str]) -> str:
    """At most one decimal, as the language writes it."""
    return f"{value or 0:.1f}".removesuffix(".0").replace(".", told["decimal"])
