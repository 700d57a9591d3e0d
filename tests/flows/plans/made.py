"""A case and a plan in it, for the flows of plans."""

import datetime as dt
import uuid
from dataclasses import replace

from tettpaa.assess.cases.actions import open_case
from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.plans.actions import begin_plan
from tettpaa.follow_up.plans.models import Plan
from tettpaa.follow_up.plans.rules import Content, Line

AT = dt.datetime(2025, 10, 13, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
TODAY = dt.date(2025, 10, 14)
WHOLE = Content(
    problem="Borte hver mandag", goals="Til stede mandager", evaluate_on=dt.date(2025, 11, 20), pupil_view="Sover dårlig",
    guardian_why="Eleven ønsker å vente", lines=(Line("Møtes mandag kl. 8", "Lærer A", TODAY),),
)  # fmt: skip


def a_case(cast, pupil: str = "a1", by: str = "contact_a") -> Case:
    return open_case(
        pupil=cast.pupils[pupil], school=cast.school, because="flag", reason="Borte hver mandag",
        responsible=cast.users[by], by=by, at=AT,
    )  # fmt: skip


def a_plan(case: Case, *, by: str = "contact_a", at: dt.datetime = AT, is_in_force: bool = True, **changed) -> Plan:
    content = replace(WHOLE, **changed)
    return begin_plan(case=case, content=content, form_id=uuid.uuid4(), is_in_force=is_in_force, by=by, at=at)


def sent(act: str = "force", began_from: int = 0, form_id: uuid.UUID | None = None, **changed) -> dict:
    """The form of a plan as a browser sends it."""
    return {
        "act": act, "began_from": began_from, "form_id": str(form_id or uuid.uuid4()), "problem": WHOLE.problem,
        "goals": WHOLE.goals, "tried": "", "evaluate_on": "2025-11-20", "pupil_view": WHOLE.pupil_view, "pupil_why": "",
        "guardian_view": "", "guardian_why": WHOLE.guardian_why, "line-TOTAL_FORMS": 2, "line-INITIAL_FORMS": 2,
        "line-0-what": "Møtes mandag kl. 8", "line-0-who": "Lærer A", "line-0-first_on": "2025-10-14",
        "line-0-last_on": "", "line-1-what": "", "line-1-who": "", "line-1-first_on": "", "line-1-last_on": "",
        **changed,
    }  # fmt: skip
