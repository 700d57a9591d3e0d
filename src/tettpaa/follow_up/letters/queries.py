"""Letters about pupils, where they stand, and what would leave now."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tettpaa.follow_up.letters.composing import Composed, Wished, Words, composed
from tettpaa.follow_up.letters.facts import facts_of
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.recipients import Recipient, names_of_languages, recipients_of
from tettpaa.follow_up.letters.rules import SUBJECT, Facts, Truth, Wish, days_of_period, limits_on, truth_of
from tettpaa.follow_up.letters.states import State, state_of
from tettpaa.follow_up.letters.texts import Template, grounds_of, template_version
from tettpaa.kit.clock import OSLO
from tettpaa.messages.channels.parcels import is_protected
from tettpaa.schools.people.models import Person
from tettpaa.schools.people.queries import live_enrolments
from tettpaa.schools.places.school_year import first_day, school_year_of

Choices = dict[int, tuple[str, str]]
"""Person → (language, channel), where somebody has chosen other than what is usual."""


@dataclass(frozen=True)
class Outgoing:
    """What would leave to one reader."""

    recipient: Recipient
    channel: str
    language: str
    letter: Composed


@dataclass(frozen=True)
class Draft:
    """A letter as it would leave now. `stopped` is '' where it may; `seen` changes when anything in it does."""

    facts: Facts
    truth: Truth
    stopped: str
    outgoing: tuple[Outgoing, ...]

    @property
    def seen(self) -> str:
        """What the one who sends has read: a fingerprint of every word and of who gets it."""
        told = "\0".join(
            f"{each.recipient.person.pk}|{each.recipient.by_hand}|{each.letter.title}|{each.letter.text}"
            for each in self.outgoing
        )
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def draft_of(letter: Letter, at: dt.datetime, choices: Choices | None = None) -> Draft:
    """The facts and the readers of now, and the letter to each of them."""
    on = at.astimezone(OSLO).date()
    limits, template, wish = limits_on(on), template_version(letter.kind, letter.template_version), wish_of(letter)
    facts = facts_of(letter.pupil, on)
    if letter.kind == SUBJECT:
        facts = facts.only(letter.subject_code)
    checks = {key: ground.check for key, ground in grounds_of(letter.kind).items()}
    truth = truth_of(wish, facts, checks, limits, at)
    standing = Wish(wish.kind, wish.subject, wish.period, truth.grounds, wish.meets_at)
    words = Words(str(letter.pupil), letter.school.name, letter.line, letter.place, letter.answer_by)

    def outgoing(recipient: Recipient) -> Outgoing:
        language, channel = _chosen(recipient, template, (choices or {}).get(recipient.person.pk))
        text = composed(
            template, language, standing, facts, words, limits, reader=str(recipient.person),
            to_guardian=recipient.is_guardian, wished=_wished(recipient),
        )  # fmt: skip
        return Outgoing(recipient, channel, language, text)

    found = tuple(outgoing(each) for each in recipients_of(letter.pupil, template, on))
    return Draft(facts, truth, _stopped(letter, truth, on), found)


def _wished(recipient: Recipient) -> Wished | None:
    """A language we know by name and have no letter in."""
    name = names_of_languages().get(recipient.wished)
    return Wished(recipient.wished, name) if name else None


def _chosen(recipient: Recipient, template: Template, choice: tuple[str, str] | None) -> tuple[str, str]:
    """(language, channel): what was chosen, as far as there is such a text and such a channel."""
    language, channel = choice or ("", "")
    return (
        language if language in template.languages else recipient.language,
        channel if channel in recipient.channels else recipient.channels[0],
    )


def _stopped(letter: Letter, truth: Truth, on: dt.date) -> str:
    """Why it may not leave, the most serious first."""
    if is_protected(letter.pupil):
        return "by_hand"
    if letter.pupil.is_gone or not live_enrolments(on).filter(pupil=letter.pupil_id, school=letter.school_id).exists():
        return "not_here"
    return truth.why_not or ("already_sent" if own_before(letter, on).exists() else "")


def own_before(letter: Letter, on: dt.date) -> QuerySet[Letter]:
    """Notices of the same kind, subject and period that we have sent ourselves."""
    if not letter.period:
        return Letter.objects.none()
    sent = sent_in_period([letter.pupil_id], letter.kind, letter.subject_code, letter.period, on)
    return sent.exclude(pk=letter.pk)


def sent_in_period(
    pupils: Iterable[int] | QuerySet[Person], kind: str, subject: str, period: str, on: dt.date
) -> QuerySet[Letter]:
    """Our own notices of a kind, in a subject, that have left in the period the day lies in and were not a mistake."""
    first, last = days_of_period(period, on, limits_on(on))
    begins, ends = (dt.datetime.combine(day, dt.time(), OSLO) for day in (first, last + dt.timedelta(days=1)))
    return Letter.objects.filter(
        pupil__in=pupils, kind=kind, subject_code=subject, period=period, sent_at__gte=begins, sent_at__lt=ends,
        voided_at=None,
    )  # fmt: skip


def wish_of(letter: Letter) -> Wish:
    """What the letter is to say."""
    meets_at = letter.meets_at.astimezone(OSLO) if letter.meets_at else None
    return Wish(letter.kind, letter.subject_code, letter.period, tuple(letter.grounds), meets_at)


@dataclass(frozen=True)
class Standing:
    """A letter with where it stands."""

    letter: Letter
    state: State


def letters_about(pupils: Iterable[int] | QuerySet[Person]) -> QuerySet[Letter]:
    """Letters, the newest first, with how many they went to and how many have received them. One read."""
    asked = Letter.objects.filter(pupil__in=pupils).select_related("pupil", "school").annotate(
        went_to=Count("deliveries"), received_by=Count("deliveries", filter=Q(deliveries__received_on__isnull=False))
    )  # fmt: skip
    return asked.order_by("-written_at", "pk")


def standing_of(letter: Letter) -> Standing:
    """Where it stands. Counts its readers, where `letters_about` has not."""
    counted = vars(letter) if "went_to" in vars(letter) else vars(letters_about([letter.pupil_id]).get(pk=letter.pk))
    state = state_of(
        is_sent=letter.sent_at is not None, is_stopped=bool(letter.stopped_because),
        is_received=0 < counted["went_to"] == counted["received_by"], is_archived=letter.archived_at is not None,
        is_voided=letter.voided_at is not None,
    )  # fmt: skip
    return Standing(letter, state)


def this_year(on: dt.date) -> dt.datetime:
    """When the school year of the day began."""
    return dt.datetime.combine(first_day(school_year_of(on)), dt.time(), OSLO)
