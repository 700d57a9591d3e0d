"""A case or a plan by the id in the address, among pupils the reader has the permission for; else as if it were not there."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from tettpaa.assess.cases.models import Case
from tettpaa.follow_up.plans.models import Plan


def found_case(request: HttpRequest, case_id: UUID, permission: str) -> Case:
    cases = Case.objects.filter(pupil__in=request.rights.pupils(permission))  # type: ignore[attr-defined]
    return get_object_or_404(cases.select_related("pupil__owner", "responsible__person"), pk=case_id)


def found_plan(request: HttpRequest, plan_id: UUID, permission: str) -> Plan:
    plans = Plan.objects.filter(pupil__in=request.rights.pupils(permission))  # type: ignore[attr-defined]
    joined = plans.select_related("pupil__owner", "case__responsible__person", "case__school")
    return get_object_or_404(joined, pk=plan_id)
