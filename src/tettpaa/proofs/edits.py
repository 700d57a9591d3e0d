"""Nobody's text is lost when many write in the same plan at once.

    tettpaa prove edits --runs 200

Sixteen editors, each with a connection of its own, save one text each in every round, all from the version they saw when
the round began. Who meets a newer version takes in what it says and saves on top, until it is written. Each round must
leave every text in a version of its own and all of them in the last one, and no version may have been begun from another
than the one before it.
"""

import datetime as dt
import tempfile
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier

from django.core.management import call_command
from django.db import connection

from tettpaa.assess.cases.actions import open_case
from tettpaa.follow_up.plans.actions import begin_plan, save_draft
from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.follow_up.plans.queries import newest_version
from tettpaa.follow_up.plans.rules import Content
from tettpaa.follow_up.plans.saving import Collision
from tettpaa.kit.clock import OSLO
from tettpaa.proofs.forked import Child
from tettpaa.proofs.homes import Homes
from tettpaa.schools.people.models import Person
from tettpaa.schools.places.models import Owner, School
from tettpaa.trust.identity.models import User

EDITORS = 16
NOON = dt.datetime(2025, 10, 14, 12, tzinfo=OSLO)
BY = "prøve"
TOLD_EVERY = 20
Tell = Callable[[str], None]


def prove(runs: int, _seed: int, tell: Tell) -> tuple[bool, str]:
    """(whether no text was lost, the figure)."""
    with tempfile.TemporaryDirectory(prefix="tettpaa-edits-") as folder:
        homes = Homes(Path(folder))
        answer = Child(homes.start, partial(_write, runs, tell), {}).answer()
        homes.close()
    if answer is None:
        return False, "the process that wrote died"
    lost, skipped, met, versions = answer
    figure = (
        f"{lost} of {EDITORS * runs} texts lost by {EDITORS} editors in {runs} rounds, {skipped} of {versions} versions "
        f"begun from another than the one before, {met} collisions shown"
    )
    return not lost and not skipped and versions == EDITORS * runs + 1 and met > 0, figure


def _write(runs: int, tell: Tell) -> tuple[int, int, int, int]:
    """(texts lost, versions begun from another than the one before, collisions, versions); in a home of its own."""
    call_command("migrate", verbosity=0, skip_checks=True)
    plan = _plan()
    barrier = Barrier(EDITORS)
    lost, skipped, met = 0, 0, 0
    with ThreadPoolExecutor(EDITORS) as pool:
        for number in range(runs):
            first = _newest(plan).number
            write = partial(_edit, plan.pk, number, first, barrier)
            begun = list(pool.map(write, range(EDITORS)))
            met += sum(tries - 1 for tries, _began_from, _saved in begun)
            skipped += sum(saved != began_from + 1 for _tries, began_from, saved in begun)
            lost += _lost(plan, number, first)
            if (number + 1) % TOLD_EVERY == 0:
                tell(f"{number + 1}/{runs}: {lost} lost, {met} collisions")
        list(pool.map(_leave, [barrier] * EDITORS))
    return lost, skipped, met, PlanVersion.objects.filter(plan=plan).count()


def _plan() -> Plan:
    """One pupil, one case, one draft."""
    owner = Owner.objects.create(slug="provefylket", name="Prøvefylket", salt=BY)
    school = School.objects.create(key=1, owner=owner, source_id="A", name="Skole A")
    pupil = Person.objects.create(key=2, owner=owner, source_id="E", given_name="Elev")
    teacher = Person.objects.create(key=3, owner=owner, source_id="L", given_name="Lærer")
    user = User.objects.create(username="larer", person=teacher)
    case = open_case(pupil=pupil, school=school, because="talk", reason=BY, responsible=user, by=BY, at=NOON)
    return begin_plan(case=case, content=Content(), form_id=uuid.uuid4(), by=user.username, at=NOON)


def _text(number: int, editor: int) -> str:
    return f"runde {number} redaktør {editor}."


def _edit(plan_id: uuid.UUID, number: int, first: int, barrier: Barrier, editor: int) -> tuple[int, int, int]:
    """(how many times it was tried, from which version it was written at last, as which)."""
    plan, mine, form_id = Plan.objects.get(pk=plan_id), _text(number, editor), uuid.uuid4()
    began_from, text, tries = first, mine, 0
    barrier.wait()
    while True:
        tries += 1
        try:
            version = save_draft(
                plan=plan, content=Content(problem=text), began_from=began_from, form_id=form_id, by="larer", at=NOON
            )
        except Collision as other:
            began_from, text = other.latest.number, f"{_of_round(other.latest, number)}{mine}"
        else:
            return tries, began_from, version.number


def _of_round(version: PlanVersion, number: int) -> str:
    """What others have written in this round, as it stands in the version one was shown."""
    return f"{version.problem}\n" if version.problem.startswith(f"runde {number} ") else ""


def _lost(plan: Plan, number: int, first: int) -> int:
    """Texts of the round that are not the last line of a version of its own, or not in the last version."""
    written = list(
        PlanVersion.objects.filter(plan=plan, number__gt=first).order_by("number").values_list("problem", flat=True)
    )
    own, last = {text.splitlines()[-1] for text in written}, written[-1].splitlines() if written else []
    texts = [_text(number, editor) for editor in range(EDITORS)]
    return sum(text not in own or text not in last for text in texts)


def _newest(plan: Plan) -> PlanVersion:
    newest = newest_version(plan)
    if newest is None:
        raise LookupError("the plan has no versions")
    return newest


def _leave(barrier: Barrier) -> None:
    """Every editor's own connection is closed, by the thread that opened it."""
    barrier.wait()
    connection.close()
