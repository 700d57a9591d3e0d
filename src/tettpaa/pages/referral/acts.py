"""The acts on a referral as pages: the form, what it does, and the words around it."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.referrals import actions
from tettpaa.follow_up.referrals.forms import AssessmentForm, CloseForm, DayAndReasonForm, DayForm


@dataclass(frozen=True)
class Act:
    """`key` of the state table, `slug` of the address; `does` takes referral, by, at and what the form gives.

    `is_ppts`: an adviser of PPT may do it too; the others are the school's.
    """

    key: str
    slug: str
    label: str
    heading: str
    form: type[forms.Form]
    does: Callable[..., object]
    done: str
    is_ppts: bool = False


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act("send_referral", "send", _("Send til PPT"), _("Når sendes henvisningen?"), DayForm, actions.send_referral,
            _("Henvisningen er ført som sendt.")),
        Act("receive_referral", "mottatt", _("PPT har mottatt den"), _("Når mottok PPT henvisningen?"), DayForm,
            actions.receive_referral, _("Ført som mottatt."), is_ppts=True),
        Act("begin_assessment", "under-arbeid", _("PPT er i gang"), _("Når begynte PPT?"), DayForm,
            actions.begin_assessment, _("Ført som under arbeid."), is_ppts=True),
        Act("receive_assessment", "vurdering", _("Sakkyndig vurdering er mottatt"), _("Hva er med i vurderingen?"),
            AssessmentForm, actions.receive_assessment, _("Vurderingen er ført."), is_ppts=True),
        Act("close_referral", "avslutt", _("Avslutt henvisningen"), _("Hva kom ut av henvisningen?"), CloseForm,
            actions.close_referral, _("Henvisningen er avsluttet.")),
        Act("withdraw_referral", "trekk", _("Trekk henvisningen"), _("Hvorfor trekkes henvisningen?"), DayAndReasonForm,
            actions.withdraw_referral, _("Henvisningen er trukket.")),
    )
}  # fmt: skip
