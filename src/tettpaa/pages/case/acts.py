"""The acts on a case as pages: the form, what it does, and the words around it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.assess.cases import actions, handing, members
from tettpaa.assess.cases.forms import CloseForm, ColleagueForm, ReasonForm, WaitForm
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.ending import close_case


@dataclass(frozen=True)
class Act:
    """`key` of the state table, `slug` of the address; `does` takes case, by, at and what the form gives."""

    key: str
    slug: str
    label: str
    heading: str
    form: type[forms.Form]
    does: Callable[..., object]
    done: str


def _add_member(*, case: Case, to: object, reason: str, by: str, at: dt.datetime) -> None:
    members.add_member(case=case, user=to, reason=reason, by=by, at=at)


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act("wait_case", "avvent", _("Avvent til …"), _("Hvor lenge vil du avvente?"), WaitForm, actions.wait_case,
            _("Saken avventer. Når dagen kommer, sier Saker at ventetiden er over.")),
        Act("resume_case", "ta-opp", _("Ta opp igjen"), _("Hvorfor tar du opp saken igjen?"), ReasonForm,
            actions.resume_case, _("Saken følges opp igjen.")),
        Act("offer_case", "gi-videre", _("Gi stafettpinnen videre"), _("Hvem skal ta over ansvaret?"), ColleagueForm,
            handing.offer_case, _("Tilbudt. Den som har ansvaret, har det til en annen har sagt ja.")),
        Act("add_member", "deltaker", _("Ta med en kollega"), _("Hvem skal være med i saken?"), ColleagueForm, _add_member,
            _("Kollegaen er med og ser saken fra nå.")),
        Act("close_case", "avslutt", _("Avslutt saken"), _("Hva kom ut av saken?"), CloseForm, close_case,
            _("Saken er avsluttet.")),
        Act("reopen_case", "gjenapne", _("Gjenåpne"), _("Hvorfor gjenåpnes saken?"), ReasonForm, actions.reopen_case,
            _("Saken er gjenåpnet.")),
    )
}  # fmt: skip
