"""What a case's page and Min dag cost where one pupil in ten is followed up: SQL reads, and time against an empty page's.

The county is written straight into an empty home; what happens in it is done by the product's own acts.
"""

import datetime as dt
import statistics
import uuid
from collections.abc import Callable

from django.test import override_settings
from django.urls import reverse

from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.models import Case
from tettpaa.assess.talks.actions import record_contact
from tettpaa.bench.county import CLASS_SIZE, write_county
from tettpaa.bench.pages import ROUNDS, WARM_UP, reads_of, timed
from tettpaa.follow_up.measures.planning import Wish, plan_measure
from tettpaa.follow_up.plans.actions import begin_plan
from tettpaa.follow_up.plans.rules import Content, Line
from tettpaa.kit import clock
from tettpaa.schools.people.models import Enrolment
from tettpaa.trust.identity.models import User
from tettpaa.trust.identity.trying import signed_in

FOLLOWED_EVERY, CLIENTS = 10, 20


def claim(pupils: int, told: Callable[[str], None]) -> dict[str, object]:
    """`*_reads` are the SQL statements of one page, `*_ratio` the median over an empty signed-in page's."""
    write_county(pupils, clock.today(), told)
    teachers = list(User.objects.select_related("person").order_by("pk"))
    cases = _follow(teachers, told)
    with override_settings(ROOT_URLCONF="tettpaa.bench.pages", ALLOWED_HOSTS=["testserver"]):
        chosen = teachers[:: max(1, len(teachers) // CLIENTS)]
        clients = [(signed_in(teacher), reverse("case", args=[cases[teacher.pk]])) for teacher in chosen]
        taken: dict[str, list[float]] = {"case": [], "my_day": [], "empty": []}
        for turn in range(WARM_UP + ROUNDS):
            client, page = clients[turn % len(clients)]
            for name, address in (("case", page), ("my_day", reverse("my_day")), ("empty", reverse("empty"))):
                spent = timed(client, address)
                taken[name] += [spent] if turn >= WARM_UP else []
        reads = {"case_reads": reads_of(*clients[0]), "my_day_reads": reads_of(clients[0][0], reverse("my_day"))}
    spent = {name: statistics.median(times) for name, times in taken.items()}
    return {
        "pupils": pupils, "open_cases": Case.objects.count(), **reads,
        **{f"{name}_ms": round(median, 1) for name, median in spent.items()},
        **{f"{name}_ratio": round(spent[name] / spent["empty"], 2) for name in ("case", "my_day")},
    }  # fmt: skip


def _follow(teachers: list[User], told: Callable[[str], None]) -> dict[int, object]:
    """A case, a plan, a measure and a talk for every tenth pupil, by the contact teacher. User → one of the cases."""
    at, on = clock.now(), clock.today()
    found: dict[int, object] = {}
    enrolled = Enrolment.objects.select_related("pupil__owner", "school").order_by("key")[::FOLLOWED_EVERY]
    for number, enrolment in enumerate(enrolled):
        teacher = teachers[number * FOLLOWED_EVERY // CLASS_SIZE]
        found[teacher.pk] = _followed(enrolment, teacher, at, on).pk
    told(f"{Case.objects.count()} saker")
    return found


def _followed(enrolment: Enrolment, teacher: User, at: dt.datetime, on: dt.date) -> Case:
    by, pupil = teacher.get_username(), enrolment.pupil
    case = open_case(
        pupil=pupil, school=enrolment.school, because="flag", reason="Borte hver mandag", responsible=teacher, by=by, at=at
    )  # fmt: skip
    content = Content(
        problem="Borte hver mandag", goals="Til stede", evaluate_on=on + dt.timedelta(days=40), pupil_view="Sover dårlig",
        guardian_why="Vil vente", lines=(Line("Møtes mandag", "Læreren", on),),
    )  # fmt: skip
    begin_plan(case=case, content=content, form_id=uuid.uuid4(), is_in_force=True, by=by, at=at)
    wish = Wish("home_visit", "Hjemme hos eleven", on, on + dt.timedelta(days=20), "Læreren")
    plan_measure(case=case, wish=wish, school=case.school, responsible=teacher, form_id=uuid.uuid4(), by=by, at=at)
    record_contact(pupil=pupil, on=on, channel="in_person", was_reached=True, line="Er trøtt", by=by, at=at)
    return case
