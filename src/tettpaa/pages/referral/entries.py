"""Referrals in the case's chronology."""

from django.utils.translation import gettext as _

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.referrals.models import ReferralStep
from tettpaa.follow_up.referrals.states import STATES, VOIDED
from tettpaa.trust.access.rights import Rights


def entries_of(rights: Rights, case: Case) -> list[dict]:
    """Every step of every referral of the case, as far as the reader may see them. Two reads."""
    if not rights.may_about("referral_read", case.pupil_id):
        return []
    steps = ReferralStep.objects.filter(referral__case=case).select_related("referral").order_by("at")
    return [_entry(step) for step in steps]


def _entry(step: ReferralStep) -> dict:
    entry = {
        "on": step.on,
        "title": _("Henvisning til PPT: %(state)s") % {"state": _(STATES[step.state].word).lower()},
        "text": step.reason,
    }
    if step.referral.state == VOIDED:
        return {**entry, "is_withdrawn": True, "word": _("Feilført"), "look": "ended"}
    return entry
