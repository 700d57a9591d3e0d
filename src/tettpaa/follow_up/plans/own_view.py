"""What the pupil thinks of a plan that holds, in her own words."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction

from tettpaa.follow_up.plans.models import Plan, PlanVersion
from tettpaa.follow_up.plans.queries import content_of, versions_of
from tettpaa.follow_up.plans.rules import fault_in_text
from tettpaa.follow_up.plans.saving import hold, move, refuse, write_version
from tettpaa.follow_up.plans.states import IN_FORCE
from tettpaa.follow_up.plans.telling import tell_responsible


def say_view(*, plan: Plan, view: str, form_id: UUID, by: str, at: dt.datetime) -> PlanVersion:
    """The next version: her words in her own field, all else as it stands (opplæringslova § 10-2).

    She writes on top of whatever is newest, and never over what others wrote. Who is changing the plan meanwhile is
    shown both texts when they save. The same form sent twice is one version.
    """
    if fault := fault_in_text(view):
        refuse({"view": fault})
    try:
        with transaction.atomic():
            if (already := _said(plan, form_id, by)) is not None:
                return already
            held = hold(plan, "say_view", at)
            newest = versions_of(held)[0]
            content = replace(content_of(newest), pupil_view=view, pupil_why="")
            version = write_version(held, newest.number + 1, content, form_id, by, at)
            move(held, "say_view", IN_FORCE, by, at, number=version.number)
            tell_responsible(version, by=by, at=at)
    except IntegrityError:
        written = _said(plan, form_id, by)
        if written is None:
            raise
        return written
    return version


def _said(plan: Plan, form_id: UUID, by: str) -> PlanVersion | None:
    return PlanVersion.objects.filter(plan=plan, form_id=form_id, saved_by=by).first()
