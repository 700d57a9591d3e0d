"""The acts on a measure as pages: the form, what it does, and the words around it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from tettpaa.follow_up.measures import actions
from tettpaa.follow_up.measures.forms import EndForm, HandOverForm, ProlongForm, ReasonForm
from tettpaa.follow_up.measures.models import Measure
from tettpaa.schools.people.models import Employment
from tettpaa.schools.people.queries import live_enrolments, live_on
from tettpaa.trust.identity.models import User


@dataclass(frozen=True)
class Act:
    """`key` of the state table, `slug` of the address; `does` takes measure, by, at and what the form gives."""

    key: str
    slug: str
    label: str
    heading: str
    form: type[forms.Form]
    does: Callable[..., object]
    done: str


def _hand_over(*, measure: Measure, to: User, reason: str, by: str, at: dt.datetime) -> None:
    """On to the school where the pupil goes and the receiver works today."""
    today = at.date()
    works_at = Employment.objects.filter(live_on(today), person=to.person_id).values("school")
    enrolment = live_enrolments(today).filter(pupil=measure.pupil_id, school__in=works_at).select_related("school")[0]
    actions.hand_over_measure(measure=measure, to=to, school=enrolment.school, reason=reason, by=by, at=at)


ACTS: dict[str, Act] = {
    act.slug: act
    for act in (
        Act("hand_over_measure", "gi-over", _("Gi over til den nye skolen"), _("Hvem tar over tiltaket?"), HandOverForm,
            _hand_over, _("Tiltaket er gitt over, og den som tar over har fått beskjed.")),
        Act("prolong_measure", "forleng", _("Forleng"), _("Hvor lenge skal tiltaket vare?"), ProlongForm,
            actions.prolong_measure, _("Tiltaket er forlenget.")),
        Act("end_measure", "avslutt", _("Avslutt tiltaket"), _("Hjalp det?"), EndForm, actions.end_measure,
            _("Tiltaket er avsluttet.")),
    )
}  # fmt: skip
VOID = Act(
    "void_measure", "feilfort", _("Merk tiltaket som feilført"), _("Hvorfor er tiltaket feilført?"), ReasonForm,
    actions.void_measure, _("Tiltaket er merket som feilført.")
)  # fmt: skip


def receivers_of(measure: Measure, on: dt.date) -> dict:
    """What the form of handing over asks for: counsellors and leaders where the pupil now goes."""
    schools = live_enrolments(on).filter(pupil=measure.pupil_id).exclude(school=measure.school_id).values("school")
    leading = Employment.objects.filter(
        live_on(on), school__in=schools, role__in=(Employment.Role.COUNSELLOR, Employment.Role.LEADER)
    )
    receivers = User.objects.filter(is_active=True, person__in=leading.values("person"))
    return {"receivers": receivers.order_by("person__sort_key")}
