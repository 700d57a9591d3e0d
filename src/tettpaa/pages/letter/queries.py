"""A letter as its page shows it, and the letters of a pupil."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tettpaa.follow_up.letters import archive
from tettpaa.follow_up.letters.forms import ReceivedForm, WayForm, choices_in
from tettpaa.follow_up.letters.models import Letter, LetterDelivery
from tettpaa.follow_up.letters.queries import Draft, Outgoing, Standing, draft_of, letters_about, standing_of
from tettpaa.follow_up.letters.recipients import names_of_languages, recipients_of
from tettpaa.follow_up.letters.rules import is_minor
from tettpaa.follow_up.letters.states import may
from tettpaa.follow_up.letters.texts import Template, template_version
from tettpaa.follow_up.letters.voiding import to_tell_by_hand
from tettpaa.follow_up.letters.words import channel_words, stopped_words
from tettpaa.kit.states import State
from tettpaa.messages.channels.models import Delivery
from tettpaa.messages.channels.queries import posted_for
from tettpaa.messages.channels.states import STATES as POSTED
from tettpaa.pages.who_wrote import names_of
from tettpaa.schools.people.models import Person
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Sent:
    """One reader's letter after it left: how, and where it stands on its way; `state` is None where people carry it."""

    delivery: LetterDelivery
    channel: str
    language: str
    state: State | None


@dataclass(frozen=True)
class LetterPage:
    """One letter: `draft` while it waits to be sent, `sent` when it has left. `acts` are those the reader may do.

    `teacher` is the subject teacher who gave the notice; empty where those who follow the pupil up wrote it.
    """

    letter: Letter
    state: State
    title: str
    acts: frozenset[str]
    draft: Draft | None
    ways: WayForm | None
    sent: list[Sent]
    stopped: str
    is_age_unknown: bool
    received_form: ReceivedForm
    teacher: str

    @property
    def to_tell(self) -> list[LetterDelivery]:
        """Whom staff must tell that the letter was a mistake."""
        return to_tell_by_hand([each.delivery for each in self.sent])

    @property
    def ways_out(self) -> list[tuple[Outgoing, str]]:
        """What would leave to each reader, and how, in words."""
        return [(each, _way_out(each)) for each in self.draft.outgoing] if self.draft else []


def letter_page(rights: Rights, letter: Letter, chosen: Mapping[str, str], at: dt.datetime) -> LetterPage:
    """Everything of one letter; the facts are read only while it waits."""
    state = standing_of(letter).state
    draft, ways = _draft(letter, chosen, at) if may(state, "send_letter") else (None, None)
    why = letter.stopped_because or (draft.stopped if draft else "")
    return LetterPage(
        letter, state, letter.get_kind_display(), _acts(rights, letter, state), draft, ways, sent_of(letter),
        stopped_words(why) if why else "", draft is not None and is_minor(letter.pupil.birth_date, rights.on) is None,
        ReceivedForm(initial={"on": rights.on}), _teacher(letter),
    )  # fmt: skip


def _teacher(letter: Letter) -> str:
    return names_of([letter.written_by])[letter.written_by] if letter.group_id is not None else ""


def _draft(letter: Letter, chosen: Mapping[str, str], at: dt.datetime) -> tuple[Draft, WayForm]:
    template = template_version(letter.kind, letter.template_version)
    recipients = recipients_of(letter.pupil, template, at.date())
    draft = draft_of(letter, at, choices_in(chosen, recipients))
    ways = WayForm(_usual(draft), recipients=recipients, languages=template.languages)
    return draft, ways


def _usual(draft: Draft) -> dict[str, str]:
    """What stands chosen for each reader."""
    found = {}
    for each in draft.outgoing:
        found[f"language_{each.recipient.person.pk}"] = each.language
        found[f"channel_{each.recipient.person.pk}"] = each.channel
    return found


def _acts(rights: Rights, letter: Letter, state: State) -> frozenset[str]:
    """What leads on from here and the reader may do; archiving only where there is an archive."""
    if not rights.may_about("letter_deliver", letter.pupil_id):
        return frozenset()
    return frozenset(state.acts) - (frozenset() if archive.is_on() else {"archive_letter"})


def sent_of(letter: Letter) -> list[Sent]:
    """Each reader's letter, in the order of names. Two reads."""
    sent = list(letter.deliveries.select_related("to").order_by("to__sort_key", "pk"))
    posted = posted_for([str(each.pk) for each in sent])
    names = names_of_languages()
    return [
        Sent(each, _way(each), names[each.language], _posted_state(posted.get(str(each.pk)))) for each in sent
    ]  # fmt: skip


def _way_out(each: Outgoing) -> str:
    if each.recipient.by_hand:
        return stopped_words("by_hand")
    return f"{channel_words(each.channel)} · {names_of_languages()[each.language]}"


def _way(delivery: LetterDelivery) -> str:
    return stopped_words("by_hand") if delivery.by_hand else channel_words(delivery.channel)


def _posted_state(posted: Delivery | None) -> State | None:
    return POSTED[posted.state] if posted else None


@dataclass(frozen=True)
class Listed:
    """A pupil's letters with where they stand, and the kinds one may write."""

    letters: list[Standing]
    kinds: list[tuple[str, str]]


def letters_of(rights: Rights, pupil: Person) -> Listed:
    """One read beyond the rights."""
    letters = [standing_of(letter) for letter in letters_about([pupil.pk])]
    may_write = rights.may_about("letter_write", pupil.pk)
    return Listed(letters, [(key, str(word)) for key, word in Letter.Kind.choices] if may_write else [])


def found_letter(request: HttpRequest, letter_id: UUID, permission: str) -> Letter:
    """The letter, among pupils the reader has the permission for; else as if it were not there."""
    return get_object_or_404(letters_about(request.rights.pupils(permission)), pk=letter_id)


def heading_of(kind: str) -> str:
    """The question of the page where a letter is written."""
    return {
        "subject_notice": _("Hva skal varselet i fag si?"),
        "order_notice": _("Hva skal varselet om orden si?"),
        "conduct_notice": _("Hva skal varselet om atferd si?"),
        "choice": _("Når skal eleven ha valgt?"),
        "invitation": _("Når og hvor skal dere møtes?"),
    }[kind]


def template_of(letter: Letter) -> Template:
    """The version it was written in."""
    return template_version(letter.kind, letter.template_version)
