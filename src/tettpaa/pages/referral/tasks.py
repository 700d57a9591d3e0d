"""What referrals ask of the reader."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from tettpaa.follow_up.referrals.models import Referral
from tettpaa.follow_up.referrals.queries import THING, at_ppt, consents_for, drafts
from tettpaa.follow_up.referrals.rules import assessment_within
from tettpaa.follow_up.referrals.states import SENT
from tettpaa.pages.tasks import Task
from tettpaa.trust.access.rights import Rights
from tettpaa.trust.sharing.queries import standing_consent


def tasks_for(rights: Rights) -> list[Task]:
    """Drafts that wait, and referrals that PPT has had for longer than the limit. Four reads."""
    if not rights.may("referral_change"):
        return []
    pupils = rights.pupils("referral_change")
    standing = consents_for(pupils).filter(standing_consent("", rights.on))
    agreed = {consent.pupil_id for consent in standing if THING in consent.things.split()}
    return [*_waiting(list(drafts(pupils)), agreed), *_late(list(at_ppt(pupils)), rights.on)]


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
