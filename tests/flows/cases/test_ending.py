"""A case is closed when what was promised in it is ended: nobody loses sight of a measure or a plan by a click."""

import datetime as dt
import uuid

import pytest

from tests.flows.plans.made import AT, a_case, a_plan
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.measures.actions import void_measure
from tettpaa.follow_up.measures.models import Measure
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.plans.actions import withdraw_plan
from tettpaa.follow_up.plans.models import Plan

CLOSING = {"outcome": "ordinary", "evaluation": "Samtalene hjalp"}


def a_measure(cast, case: Case) -> Measure:
    wish = Wish("home_visit", "Hjemme hos eleven", dt.date(2025, 10, 20), dt.date(2025, 10, 24), "Kontaktlærer")
    return plan_measure(
        case=case, wish=wish, school=cast.school, responsible=case.responsible, form_id=uuid.uuid4(), by="contact_a", at=AT
    )  # fmt: skip


def end_measure(held: Measure) -> None:
    void_measure(measure=held, reason="Feil uke", by="contact_a", at=AT)


def end_plan(held: Plan) -> None:
    withdraw_plan(plan=held, reason="Feil elev", by="contact_a", at=AT)


@pytest.mark.parametrize(
    ("promise", "end", "told"),
    [
        (a_measure, end_measure, "Et tiltak er i gang eller planlagt"),
        (lambda _cast, case: a_plan(case), end_plan, "Evaluer og avslutt planen først"),
    ],
    ids=["measure", "plan"],
)
def test_what_was_promised_is_ended_first(cast, client, promise, end, told):
    case = a_case(cast)
    promised = promise(cast, case)
    client.force_login(cast.users["contact_a"])
    refused = client.post(f"/sak/{case.pk}/avslutt", CLOSING)
    assert refused.status_code == 422 and told in refused.text
    assert Case.objects.get().state == "open"

    end(promised)
    client.post(f"/sak/{case.pk}/avslutt", CLOSING)
    assert Case.objects.get().state == "closed"
