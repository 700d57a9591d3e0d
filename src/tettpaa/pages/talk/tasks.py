"""What waits of talks: half-year talks that are missing late in the half-year, and rhythms that are overdue."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tettpaa.assess.talks.models import Talk, TalkKind
from tettpaa.assess.talks.rules import SHOWN_BEFORE
from tettpaa.assess.talks.talk_queries import agreed_in_talks, standing_rhythms
from tettpaa.pages.talk.classes import current_half, lacking_in
from tettpaa.pages.talk.queries import RhythmRow, rhythm_rows
from tettpaa.pages.tasks import Task
from tettpaa.schools.places.models import Group
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.access.roles import Role


def tasks_for(rights: Rights) -> list[Task]:
    """Of own classes, of own pupils or what the reader wrote, and own receipts. At most thirteen reads."""
    return [*_half_year_tasks(rights), *_dialogue_tasks(rights), *_receipt_tasks(rights)]


def is_late_in_the_half(rights: Rights) -> bool:
    """Whether half-year talks that are missing are told of."""
    return rights.on >= current_half(rights.on).late_from


def _half_year_tasks(rights: Rights) -> list[Task]:
    """One for each class the reader is contact teacher of, from some weeks before the half-year is over."""
    half = current_half(rights.on)
    own = [tie.place.key for tie in rights.ties if tie.role is Role.CONTACT_TEACHER]
    if not own or not is_late_in_the_half(rights):
        return []
    groups = list(rights.groups("class_talks_read").filter(pk__in=own).order_by("name"))
    lacking = lacking_in(rights, groups, half)
    return [
        Task(_lacking_words(group, lacking[group.pk][0]), reverse("class_talks", args=[group.pk]), None, half.last)
        for group in groups if lacking[group.pk][0]
    ]  # fmt: skip


def _lacking_words(group: Group, count: int) -> str:
    words = ngettext(
        "%(count)d elev i %(group)s mangler halvårssamtale",
        "%(count)d elever i %(group)s mangler halvårssamtale",
        count,
    )
    return words % {"count": count, "group": group.name}


def _dialogue_tasks(rights: Rights) -> list[Task]:
    """Days agreed in talks, and rhythms that are overdue, the earliest first: of own pupils, or by the reader."""
    reasons = rights.all_reasons("talk_record") if rights.may("talk_record") else {}
    if not reasons:
        return []
    own = {pupil for pupil, reason in reasons.items() if reason.startswith(Role.CONTACT_TEACHER)}
    by = rights.user.get_username()
    mine = [each for each in standing_rhythms(reasons, rights.on) if each.pupil_id in own or each.agreed_by == by]
    late = [_rhythm_task(row) for row in rhythm_rows(mine, rights.on) if row.is_late]
    agreed = agreed_in_talks(reasons, rights.on + SHOWN_BEFORE)
    named = [_agreed_task(talk) for talk in agreed if talk.pupil_id in own or talk.recorded_by == by]
    return sorted([*late, *named], key=lambda task: task.due_on or rights.on)


def _rhythm_task(row: RhythmRow) -> Task:
    words = {"pupil": _("På tide å snakke med %(name)s"), "home": _("På tide å snakke med hjemmet til %(name)s")}
    pupil = row.rhythm.pupil
    told = words[row.rhythm.party] % {"name": pupil}
    return Task(told, reverse("pupil", args=[pupil.pk]), pupil.pk, row.due_on)


def _agreed_task(talk: Talk) -> Task:
    is_with_home = talk.kind == TalkKind.HOME
    words = _("Snakk igjen med hjemmet til %(name)s") if is_with_home else _("Snakk igjen med %(name)s")
    return Task(words % {"name": talk.pupil}, reverse("talk", args=[talk.pk]), talk.pupil_id, talk.next_on)


def _receipt_tasks(rights: Rights) -> list[Task]:
    """What is written from talks with the reader, who has not said whether it is right; the newest first."""
    if not rights.may("own_talk_read"):
        return []
    waiting = Talk.objects.filter(
        pupil__in=rights.pupils("own_talk_read"), is_held=True, voided_at=None, receipts=None
    ).order_by("-on")
    return [
        Task(_("Stemmer det som er skrevet fra samtalen?"), reverse("own_talk", args=[talk.pk]), talk.pupil_id, None)
        for talk in waiting
    ]
