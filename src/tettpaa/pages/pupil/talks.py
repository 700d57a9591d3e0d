"""What is agreed with a pupil now, and everything that has happened, newest first."""

import datetime as dt
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.assess.talks.models import Contact, ExplanationRequest, Talk
from tettpaa.assess.talks.queries import contacts_ever_with
from tettpaa.assess.talks.rules import is_agreed_talk_held
from tettpaa.assess.talks.talk_queries import talks_with
from tettpaa.assess.talks.talk_states import REACHED, contact_state
from tettpaa.assess.talks.words import CHANNELS
from tettpaa.kit.clock import OSLO
from tettpaa.pages.pupil.grades import Notice
from tettpaa.pages.talk.entries import talk_entries
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class Talks:
    """Contacts, questions and talks about one pupil, newest first; no talks where the reader may not see them.

    `wrong` are contacts entered by mistake; `may_void`: the reader may mark others as that, `may_void_answers` the answers.
    """

    contacts: list[Contact]
    questions: list[ExplanationRequest]
    talks: list[Talk]
    wrong: list[Contact] = field(default_factory=list)
    may_void: bool = False
    may_void_answers: bool = False

    @property
    def agreed(self) -> list[Contact]:
        """Contacts that ended with an agreement to talk again, which has not been held; the nearest first."""
        open_ones = [contact for contact in self.contacts if contact.next_on and not self._is_held(contact)]
        return sorted(open_ones, key=lambda contact: contact.next_on or dt.date.max)

    @property
    def open_questions(self) -> list[ExplanationRequest]:
        return [question for question in self.questions if question.answered_at is None]

    @property
    def spoken_on(self) -> dt.date | None:
        """The last day somebody spoke with the pupil."""
        return max((contact.on for contact in self.contacts if contact.was_reached), default=None)

    def _is_held(self, agreed: Contact) -> bool:
        later = [
            (each.on, each.was_reached, each.next_on) for each in self.contacts if each.recorded_at > agreed.recorded_at
        ]
        return agreed.next_on is not None and is_agreed_talk_held(agreed.on, agreed.next_on, later)


def talks_of(pupil: int, *, knows_talks: bool, may_void: bool, may_void_answers: bool) -> Talks:
    """Three reads. A contact voided with its talk says no why: the talk tells of it."""
    questions = ExplanationRequest.objects.filter(pupil=pupil).select_related("contact_teacher")
    talks = list(talks_with(pupil)) if knows_talks else []
    ever = list(contacts_ever_with(pupil))
    standing = [contact for contact in ever if contact.voided_at is None]
    wrong = [contact for contact in ever if contact.voided_why]
    return Talks(standing, list(questions.order_by("-asked_at")), talks, wrong, may_void, may_void_answers)


def chronology(talks: Talks, notices: list[Notice], subjects: dict[str, str]) -> list[dict]:
    """Entries for the component, newest first. One read, of the names of those who wrote."""
    names, told = _names(talks), {talk.contact_id for talk in talks.talks}
    # A line that a talk tells of is not told twice.
    lines = [contact for contact in talks.contacts if contact.pk not in told]
    entries = [_contact_entry(contact, names, may_void=talks.may_void) for contact in lines]
    entries += [_wrong_entry(contact, names) for contact in talks.wrong]
    entries += talk_entries(talks.talks, names)
    # Where an answer was a mistake, the same question waits in a row of its own: it is asked once.
    asked_again = {question.asked_at for question in talks.questions if question.voided_at is None}
    for question in talks.questions:
        told_of = _question_entries(question, names, may_void=talks.may_void_answers)
        entries += told_of[:1] if question.voided_at and question.asked_at in asked_again else told_of
    entries += [_notice_entry(notice, subjects) for notice in notices]
    return sorted(entries, key=lambda entry: entry["on"], reverse=True)


def _names(talks: Talks) -> dict[str, str]:
    """User name → the person's name."""
    wrote = {each.recorded_by for each in (*talks.contacts, *talks.talks, *talks.wrong)}
    wrote |= {name for question in talks.questions for name in (question.asked_by, question.answered_by) if name}
    users = User.objects.filter(username__in=wrote).select_related("person") if wrote else ()
    return {user.username: str(user) for user in users}


def _contact_entry(contact: Contact, names: dict[str, str], *, may_void: bool) -> dict:
    """Its title leads to where it is marked as entered by mistake."""
    by = names.get(contact.recorded_by, contact.recorded_by)
    title = f"{dict(CHANNELS)[contact.channel]} · {by}"
    state = contact_state(was_reached=contact.was_reached, is_voided=contact.voided_at is not None)
    word = {} if state.key == REACHED else {"word": _(state.word), "look": state.look}
    way = {"url": reverse("contact_void", args=[contact.reference])} if may_void else {}
    return {"on": contact.on, "title": title, "text": f"«{contact.line}»" if contact.line else "", **word, **way}


def _wrong_entry(contact: Contact, names: dict[str, str]) -> dict:
    """What was written stays, struck through, with why."""
    entry = _contact_entry(contact, names, may_void=False)
    return entry | {"why": contact.voided_why, "is_withdrawn": True}


def _question_entries(question: ExplanationRequest, names: dict[str, str], *, may_void: bool) -> list[dict]:
    """The question, and its answer: the title leads to where it is marked as entered by mistake, and then stands struck out."""
    asked = {
        "on": question.asked_at.astimezone(OSLO).date(),
        "title": _("%(name)s ba kontaktlærer forklare fraværet") % {"name": names.get(question.asked_by, "")},
    }
    if question.answered_at is None:
        return [asked]
    answered = {
        "on": question.answered_at.astimezone(OSLO).date(),
        "title": _("%(name)s svarte om fraværet") % {"name": names.get(question.answered_by, "")},
        "text": f"«{question.answer}»",
    }
    if question.voided_at is not None:
        word = {"word": _("Feilført"), "look": "ended"}
        return [{**answered, **word, "why": question.voided_why, "is_withdrawn": True}, asked]
    way = {"url": reverse("answer_void", args=[question.reference])} if may_void else {}
    return [{**answered, **way}, asked]


def _notice_entry(notice: Notice, subjects: dict[str, str]) -> dict:
    kind = {
        "absence": _("Varsel om fravær"),
        "basis": _("Varsel om manglende vurderingsgrunnlag"),
        "order": _("Varsel om orden"),
        "conduct": _("Varsel om oppførsel"),
    }[notice.kind]
    about = f": {subjects.get(notice.subject, notice.subject)}" if notice.subject else ""
    return {"on": notice.sent_on, "title": f"{kind}{about}", "text": _("Sendt fra skolens system.")}
