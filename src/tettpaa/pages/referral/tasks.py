"""What referrals ask of the reader."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.referrals.queries import THING, consents_for, consults_at, drafts
from tettpaa.follow_up.referrals.queries import at_ppt as now_at_ppt
from tettpaa.follow_up.referrals.rules import assessment_within
from tettpaa.follow_up.referrals.states import SENT
from tettpaa.pages.referral.ppt import given
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.sharing.queries import standing_consent


def tasks_for(rights: Rights) -> list[Task]:
    """Drafts that wait, and referrals that PPT has had for longer than the limit; at PPT, what schools wait for. Six reads."""
    at_ppt = [*_asked(rights), *_to_receive(rights)]
    if not rights.may("referral_write"):
        return at_ppt
    pupils = rights.pupils("referral_write")
    standing = consents_for(pupils).filter(standing_consent("", rights.on))
    agreed = {consent.pupil_id for consent in standing if THING in consent.things.split()}
    return [*at_ppt, *_waiting(list(drafts(pupils)), agreed), *_late(list(now_at_ppt(pupils)), rights.on)]


def _asked(rights: Rights) -> list[Task]:
    """Questions without a name that nobody at PPT has answered."""
    if not rights.may("consult_reply"):
        return []
    waiting = consults_at(rights.schools("consult_reply"), rights.on).filter(answered_at=None, voided_at=None)
    return [
        Task(
            _("Svar %(school)s på en drøfting") % {"school": consult.school},
            reverse("consult_reply", kwargs={"consult_id": consult.pk}), None, None,
        )
        for consult in waiting
    ]  # fmt: skip


def _to_receive(rights: Rights) -> list[Task]:
    """Referrals one has been given, and not said that one has."""
    return [
        Task(_("Ta imot henvisningen av %(name)s") % {"name": each.referral.pupil}, _address(each.referral),
             each.referral.pupil_id, None)
        for each in given(rights) if each.state.key == SENT
    ]  # fmt: skip


def _waiting(found: list[Referral], agreed: set[int]) -> list[Task]:
    return [
        Task(_draft_words(referral, referral.pupil_id in agreed), _address(referral), referral.pupil_id, None)
        for referral in found
    ]


def _draft_words(referral: Referral, is_agreed: bool) -> str:
    words = _("Henvisningen av %(name)s kan sendes") if is_agreed else _("Henvisningen av %(name)s venter på samtykke")
    return words % {"name": referral.pupil}


def _late(found: list[Referral], on: dt.date) -> list[Task]:
    """Past the last day by which an assessment was to have come."""
    tasks = []
    for referral in found:
        sent_on = next(step.on for step in referral.steps.all() if step.state == SENT)
        due_on = sent_on + dt.timedelta(days=assessment_within(sent_on))
        if on > due_on:
            words = _("Sakkyndig vurdering av %(name)s er ikke mottatt") % {"name": referral.pupil}
            tasks.append(Task(words, _address(referral), referral.pupil_id, due_on))
    return tasks


def _address(referral: Referral) -> str:
    return reverse("referral", kwargs={"referral_id": referral.pk})
