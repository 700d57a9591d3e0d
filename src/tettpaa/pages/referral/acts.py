"""The acts on a referral as pages: the form, what it does, and the words around it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.referrals import actions
from tettpaa.follow_up.referrals.forms import (
    AssessmentForm,
    CloseForm,
    DayAndReasonForm,
    DayForm,
    SendForm,
    WrittenAssessmentForm,
)

SCHOOL, PPT, BOTH = "school", "ppt", "both"


@dataclass(frozen=True)
class Act:
    """`key` of the state table, `slug` of the address; `does` takes referral, by, at and what the form gives.

    `whose`: the school's, PPT's, or both may do it.
    """

    key: str
    slug: str
    label: str
    heading: str
    form: type[forms.Form]
    does: Callable[..., object]
    done: str
    whose: str = SCHOOL


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act("send_referral", "send", _("Send til PPT"), _("Når sendes henvisningen?"), SendForm, actions.send_referral,
            _("Henvisningen er ført som sendt.")),
        Act("receive_referral", "mottatt", _("PPT har mottatt den"), _("Når mottok PPT henvisningen?"), DayForm,
            actions.receive_referral, _("Ført som mottatt."), whose=BOTH),
        Act("begin_assessment", "under-arbeid", _("PPT er i gang"), _("Når begynte PPT?"), DayForm,
            actions.begin_assessment, _("Ført som under arbeid."), whose=BOTH),
        Act("receive_assessment", "vurdering", _("Sakkyndig vurdering er mottatt"), _("Hva er med i vurderingen?"),
            AssessmentForm, actions.receive_assessment, _("Vurderingen er ført.")),
        Act("receive_assessment", "sakkyndig", _("Skriv sakkyndig vurdering"), _("Hva sier den sakkyndige vurderingen?"),
            WrittenAssessmentForm, actions.receive_assessment, _("Vurderingen er sendt til skolen."), whose=PPT),
        Act("close_referral", "avslutt", _("Avslutt henvisningen"), _("Hva kom ut av henvisningen?"), CloseForm,
            actions.close_referral, _("Henvisningen er avsluttet.")),
        Act("withdraw_referral", "trekk", _("Trekk henvisningen"), _("Hvorfor trekkes henvisningen?"), DayAndReasonForm,
            actions.withdraw_referral, _("Henvisningen er trukket.")),
    )
}  # fmt: skip
