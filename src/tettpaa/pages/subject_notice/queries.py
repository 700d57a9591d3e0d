"""The pupils of one teaching group against the limit in its subject, and one notice as its writer sees it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from tettpaa.follow_up.letters.facts import facts_in_subject
from tettpaa.follow_up.letters.models import Letter
from tettpaa.follow_up.letters.own_subject import is_in, usual_ways
from tettpaa.follow_up.letters.queries import draft_of, letters_about, sent_in_period, standing_of
from tettpaa.follow_up.letters.rules import SUBJECT, Facts, SubjectFacts, Wish, limits_on, period_on, sent_by_school
from tettpaa.follow_up.letters.states import QUEUED
from tettpaa.follow_up.letters.words import stopped_words
from tettpaa.identify.records.subject_names import subject_names
from tettpaa.kit.clock import OSLO
from tettpaa.kit.states import State
from tettpaa.schools.people.models import Membership, Person
from tettpaa.schools.people.queries import live_memberships
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.rights import Rights


@dataclass(frozen=True)
class Row:
    """One pupil. `standing` is None where nothing is known; `told_on` the day of this half-year's notice, whoever sent it.

    `draft` is one the reader has written and not sent.
    """

    pupil: Person
    standing: SubjectFacts | None
    told_on: dt.date | None
    draft: Letter | None
    is_near: bool

    @property
    def percent(self) -> float:
        """For the order of the list; unknown comes last."""
        known = self.standing.percent if self.standing else None
        return -1 if known is None else known


@dataclass(frozen=True)
class GroupPage:
    """`near`: so much of the subject's hours has counted that a notice is true; the others may lack other grounds."""

    group: Group
    subject: str
    warning_percent: float
    near: list[Row]
    others: list[Row]


def group_page(rights: Rights, group: Group) -> GroupPage:
    """Those with most absence first. A number of reads that does not grow with the pupils."""
    on = rights.on
    limits = limits_on(on)
    rows = sorted(_rows(rights, group), key=lambda row: (-row.percent, row.pupil.sort_key, row.pupil.pk))
    return GroupPage(
        group, subject_of(group), limits.warning_percent, [row for row in rows if row.is_near],
        [row for row in rows if not row.is_near],
    )  # fmt: skip


def _rows(rights: Rights, group: Group) -> list[Row]:
    on, pupils = rights.on, pupils_of(rights, group)
    limits = limits_on(on)
    wish = Wish(SUBJECT, group.subject_code, period_on(on, limits))
    found = facts_in_subject(pupils, group, on)
    keys = [pupil.pk for pupil in pupils]
    sent = dict(
        sent_in_period(keys, SUBJECT, group.subject_code, wish.period, on)
        .order_by("sent_at")
        .values_list("pupil", "sent_at")
    )
    drafts = {
        letter.pupil_id: letter for letter in own_notices(rights).filter(group=group, sent_at=None, stopped_at=None)
    }

    def row(pupil: Person) -> Row:
        facts = found[pupil.pk]
        standing = facts.subject(group.subject_code)
        is_near = bool(facts.near(limits.warning_percent))
        return Row(pupil, standing, _told_on(wish, facts, sent.get(pupil.pk), on), drafts.get(pupil.pk), is_near)

    return [row(pupil) for pupil in pupils]


def _told_on(wish: Wish, facts: Facts, own: dt.datetime | None, on: dt.date) -> dt.date | None:
    by_school = sent_by_school(wish, facts, limits_on(on))
    return max((day for day in (by_school, own.astimezone(OSLO).date() if own else None) if day), default=None)


def pupils_of(rights: Rights, group: Group) -> list[Person]:
    """The group's pupils to whom the reader may give a notice, by name."""
    members = live_memberships(rights.on).filter(group=group, role=Membership.Role.PUPIL)
    found = rights.pupils("subject_notice_write").filter(key__in=members.values("person"))
    return list(found.order_by("sort_key", "key"))


def subject_of(group: Group) -> str:
    """The subject's name, or its code where the school delivers no names."""
    names = subject_names(group.school.owner, [group.school_id], group.school_year)
    return names.get(group.subject_code, group.subject_code)


def own_group(rights: Rights, pupil: Person, group_key: int) -> Group:
    """A teaching group of the reader's, in a subject, that the pupil is in; else as if it were not there."""
    group = rights.group("subject_notices_read", group_key)
    if not group.subject_code or not is_in(group, pupil, rights.on):
        raise Http404
    return group


def own_notices(rights: Rights):
    """Notices the reader has written as a subject teacher, to pupils still in the group the reader still teaches."""
    groups = rights.groups("subject_notices_read")
    here = live_memberships(rights.on).filter(role=Membership.Role.PUPIL, group__in=groups.order_by())
    found = letters_about(rights.pupils("subject_notice_read")).filter(
        kind=SUBJECT, written_by=rights.user.get_username(), group__in=groups.order_by()
    )
    return found.filter(pupil__in=here.values("person")).select_related(
        "pupil__owner", "school", "group__school__owner"
    )


def found_notice(rights: Rights, notice_id: UUID) -> Letter:
    """One of them, while the pupil is in that very group; else as if it were not there."""
    notice = get_object_or_404(own_notices(rights), pk=notice_id)
    if notice.group is None or not is_in(notice.group, notice.pupil, rights.on):
        raise Http404
    return notice


@dataclass(frozen=True)
class NoticePage:
    """`title` and `paragraphs` are the letter to the pupil: what would leave now, or what left. `seen` goes with sending."""

    notice: Letter
    subject: str
    state: State
    title: str
    paragraphs: tuple[str, ...]
    language: str
    stopped: str
    seen: str

    @property
    def is_waiting(self) -> bool:
        return self.state.key == QUEUED


def notice_page(notice: Letter, at: dt.datetime) -> NoticePage:
    """The pupil's own letter and no other: who the guardians are is not a subject teacher's to see."""
    state, why = standing_of(notice).state, notice.stopped_because
    title, paragraphs, language, seen = "", (), "nb", ""
    if state.key == QUEUED:
        draft = draft_of(notice, at, usual_ways(notice, at))
        own = next(each for each in draft.outgoing if each.recipient.person.pk == notice.pupil_id)
        title, paragraphs, language = own.letter.title, own.letter.paragraphs, own.language
        why, seen = draft.stopped, draft.seen
    elif (left := notice.deliveries.filter(to=notice.pupil_id).first()) is not None:
        title, paragraphs, language = left.title, tuple(left.text.split("\n\n")), left.language
    words = stopped_words(why) if why else ""
    return NoticePage(
        notice, subject_of(notice.group) if notice.group else "", state, title, paragraphs, language, words, seen
    )
