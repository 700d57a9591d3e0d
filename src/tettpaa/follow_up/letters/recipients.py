"""Who gets a letter: the pupil, and of a minor the guardians with parental responsibility. Read anew at each look."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from tettpaa.follow_up.letters.rules import is_minor
from tettpaa.follow_up.letters.texts import FALLBACK, Template
from tettpaa.messages.channels.parcels import is_protected
from tettpaa.messages.channels.ports import channels_on
from tettpaa.schools.people.models import GuardianLink, Person
from tettpaa.schools.people.queries import live_on

PRINT, MAIL = "print", "smtp"


@dataclass(frozen=True)
class Recipient:
    """One reader. `by_hand`: no channel of ours reaches them, for a reason the school is not told.

    `wished` is the language the reader has in the school's system, '' where the letter is in it or none is known.
    """

    person: Person
    is_guardian: bool
    language: str
    channels: tuple[str, ...]
    by_hand: bool
    wished: str = ""


def recipients_of(pupil: Person, template: Template, on: dt.date) -> list[Recipient]:
    """The pupil first. Where the birth date is unknown only the pupil: nobody guesses who is a minor."""
    people = [(pupil, False), *((guardian, True) for guardian in guardians_of(pupil, on))]
    return [_recipient(person, template, is_guardian=is_guardian) for person, is_guardian in people]


def guardians_of(pupil: Person, on: dt.date) -> list[Person]:
    """Of a minor; none from the eighteenth birthday on."""
    if not is_minor(pupil.birth_date, on):
        return []
    links = GuardianLink.objects.filter(
        live_on(on), pupil=pupil, has_parental_responsibility=True, guardian__is_gone=False
    )
    found = {
        link.guardian_id: link.guardian for link in links.select_related("guardian").order_by("guardian__sort_key")
    }
    return list(found.values())


def _recipient(person: Person, template: Template, *, is_guardian: bool) -> Recipient:
    """Print first, then what else the letter may leave by, is on here, and reaches the person."""
    on = channels_on()
    channels = tuple(channel for channel in template.channels if channel in on and (channel != MAIL or person.email))
    is_there = person.written_form in template.languages
    language, wished = (person.written_form, "") if is_there else (FALLBACK, person.written_form)
    return Recipient(person, is_guardian, language, channels, is_protected(person), wished)


def names_of_languages() -> dict[str, str]:
    """Each language by its own name."""
    return dict(settings.LANGUAGES) | {"se": "Davvisámegiella"}
